package dev.lockstep.cli;

import dev.lockstep.cli.ServerOptions.Connection;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.expression.Looking;
import dev.lockstep.expression.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Holds what one says with a vote, and casts it.
final class VoteOptions {
  @Parameters(index = "0", paramLabel = "RUN", description = "The number of the run.")
  private String run = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "PART",
      description = "What waits, such as prod/deploy. Default: the only part that waits.")
  private @Nullable String part;

  @Option(names = "--comment", paramLabel = "TEXT", description = "What to say with it.")
  private String comment = "";

  @Option(
      names = "--input",
      paramLabel = "NAME=VALUE",
      description = "An input that the approval asks for; may be repeated.")
  private Map<String, String> inputs = Map.of();

  @Option(
      names = "--content",
      paramLabel = "HASH",
      description =
          "Vote for exactly this, as `run show` names it. Default: what waits now, which is shown.")
  private @Nullable String content;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask. Without a terminal nobody is asked.")
  private boolean yes;

  @Mixin private final ServerOptions options = new ServerOptions();

  /// Casts a vote and returns the exit code.
  ///
  /// @param vote `approve` or `reject`
  int cast(CommandContext context, String vote) {
    Connection connection = options.connect(context);
    Value.Fields waiting = waiting(connection.get("runs", run));
    String key = Looking.text(waiting, "key");
    String now =
        Looking.at(waiting, "gate")
            .map(gate -> Looking.text(gate, "content"))
            .findFirst()
            .orElse("");
    if (!options.json()) {
      RunReport.waits(context.console(), waiting, Integer.MAX_VALUE);
    }
    if (!yes
        && context.console().canAsk()
        && !context.console().confirm(vote.equals("approve") ? "Approve this?" : "Reject this?")) {
      throw new LockstepException(ErrorCode.INTERRUPTED, "You have not voted.");
    }
    SequencedMap<String, Value> body = new LinkedHashMap<>();
    body.put("vote", Value.of(vote));
    if (!comment.isBlank()) {
      body.put("comment", Value.of(comment));
    }
    if (!inputs.isEmpty()) {
      SequencedMap<String, Value> given = new LinkedHashMap<>();
      inputs.forEach((name, value) -> given.put(name, Value.of(value)));
      body.put("inputs", new Value.Fields(given));
    }
    String meant = Optional.ofNullable(content).orElse(now);
    if (!meant.isEmpty()) {
      body.put("content", Value.of(meant));
    }
    Value after = connection.post(new Value.Fields(body), "runs", run, "parts", key, "vote");
    if (options.json()) {
      context.console().line(RunReport.json(after));
    } else {
      context
          .console()
          .line(
              "You have %s %s of run %s."
                  .formatted(
                      vote.equals("approve") ? "approved" : "rejected",
                      Console.safe(key),
                      Console.safe(run)));
    }
    return ExitCode.DONE;
  }

  private Value.Fields waiting(Value shown) {
    List<Value.Fields> waiting =
        RunReport.parts(shown)
            .filter(one -> Looking.text(one, "status").equals("WAITING"))
            .filter(one -> part == null || Looking.text(one, "key").equals(part))
            .toList();
    if (waiting.size() == 1) {
      return waiting.getFirst();
    }
    throw new LockstepException(
        ErrorCode.USAGE,
        part != null
            ? "%s of run %s does not wait for anybody.".formatted(part, run)
            : waiting.isEmpty()
                ? "Nothing in run " + run + " waits for anybody."
                : "Several parts of run "
                    + run
                    + " wait: "
                    + String.join(
                        ", ", waiting.stream().map(one -> Looking.text(one, "key")).toList())
                    + ".",
        waiting.isEmpty() ? "lockstep run show " + run + " tells how it stands." : "Name one.");
  }
}
