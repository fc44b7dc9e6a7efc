package dev.lockstep.cli;

import dev.lockstep.cli.ServerOptions.Connection;
import dev.lockstep.expression.Value;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Says what to do with what is stalled.
@Command(
    name = "answer",
    addMethodSubcommands = false,
    description = {
      "Say what to do with a part of a run that is stalled: it failed or is unclear, and its"
          + " pipeline asks for people.",
      "Choices are those that the server names, such as retry, ignore, fail or abort."
    })
final class RunAnswerCommand implements LockstepCommand {
  @Parameters(index = "0", paramLabel = "RUN", description = "Its number.")
  private String run = "";

  @Parameters(index = "1", paramLabel = "PART", description = "The part, such as prod/deploy.")
  private String part = "";

  @Parameters(index = "2", paramLabel = "CHOICE", description = "What to do.")
  private String choice = "";

  @Mixin private final ServerOptions options = new ServerOptions();

  @Override
  public String name() {
    return "answer";
  }

  @Override
  public int run(CommandContext context) {
    Connection connection = options.connect(context);
    SequencedMap<String, Value> body = new LinkedHashMap<>();
    body.put("choice", Value.of(choice));
    RunReport.print(
        context,
        connection.post(new Value.Fields(body), "runs", run, "parts", part, "answer"),
        options.json());
    return ExitCode.DONE;
  }
}
