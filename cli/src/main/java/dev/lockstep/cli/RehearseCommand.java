package dev.lockstep.cli;

import dev.lockstep.cli.FanOut.Outcome;
import dev.lockstep.cli.Rehearsal.Tried;
import dev.lockstep.cli.Rehearsal.Verdict;
import dev.lockstep.deploy.Work;
import dev.lockstep.dialects.jdbc.JdbcSession;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.scratch.Scratches;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Tries what is pending where it can do no harm.
@Command(
    name = "rehearse",
    addMethodSubcommands = false,
    description = {
      "Try what a deployment would run on a scratch copy of each instance's schema: every change is"
          + " applied, taken back and applied again, and the schema compared each time.",
      "The copy holds no rows but those of the engine's history. Reads only. Exit code 1 when a"
          + " change does not run, or a written way back leads elsewhere."
    })
final class RehearseCommand implements LockstepCommand {
  private static final Set<Verdict> BAD = Set.of(Verdict.FAILED, Verdict.WRONG_WAY_BACK);

  @Mixin private final CommonOptions options = new CommonOptions();
  @Mixin private final ScratchOption scratch = new ScratchOption();

  @Option(
      names = "--reversible",
      description = "End with 1 also when there is no way back for a change.")
  private boolean reversible;

  @Override
  public String name() {
    return "rehearse";
  }

  @Override
  public int run(CommandContext context) {
    Workspace workspace = context.open(options);
    try (Scratches scratches = scratch.open(context)) {
      SchemaReader reader = new SchemaReader(context, () -> workspace, scratches);
      // One after the other: each needs a database of the one scratch server, and its memory.
      List<Outcome<List<Tried>>> outcomes =
          new FanOut(1, true)
              .run(
                  workspace.select(),
                  work -> {
                    context.console().progress(work.instance());
                    return rehearse(context, reader, scratches, work);
                  },
                  _ -> false);
      if (options.json()) {
        context
            .console()
            .line(
                Json.write(
                    Json.object()
                        .put("instances", outcomes.stream().map(RehearseCommand::json).toList())));
      } else {
        outcomes.forEach(outcome -> print(context.console(), outcome));
      }
      return Outcomes.exitCode(
          context,
          outcomes,
          all -> all.stream().anyMatch(this::isBad) ? ExitCode.CHECK_FAILED : ExitCode.DONE);
    }
  }

  private boolean isBad(Tried tried) {
    return BAD.contains(tried.verdict()) || (reversible && tried.verdict() == Verdict.IRREVERSIBLE);
  }

  private static List<Tried> rehearse(
      CommandContext context, SchemaReader reader, Scratches scratches, Work work) {
    try (ScratchTarget target = ScratchTarget.open(scratches, context.wiring().get(), work, null);
        JdbcSession live = reader.connect(work.request().instance())) {
      Rehearsal rehearsal = new Rehearsal(target);
      rehearsal.build(live);
      return rehearsal.run();
    } catch (SQLException e) {
      throw new LockstepException(
          ErrorCode.RESOURCE_EXHAUSTED,
          "The rehearsal for " + work.instance() + " failed: " + e.getMessage(),
          "Run the same command again.",
          e);
    }
  }

  private static void print(Console console, Outcome<List<Tried>> outcome) {
    List<Tried> all = outcome.result();
    if (all == null) {
      return;
    }
    String instance = console.style(Style.BOLD, outcome.work().instance());
    console.line(
        all.isEmpty()
            ? instance + ": nothing is pending"
            : instance + ": " + Outcomes.count(all.size(), "change") + " tried");
    for (Tried tried : all) {
      console.line(
          "  "
              + mark(console, tried.verdict())
              + " "
              + Console.safe(Outcomes.title(tried.change()))
              + ": "
              + words(tried.verdict())
              + (tried.derived() && tried.reason().isEmpty() ? ", by a way that is derived" : "")
              + (tried.reason().isEmpty() ? "" : ": " + Console.safe(tried.reason())));
      tried.losses().forEach(loss -> console.line("      gone: " + Console.safe(loss)));
    }
  }

  private static String mark(Console console, Verdict verdict) {
    return switch (verdict) {
      case REVERSIBLE -> console.style(Style.GREEN, "✓");
      case REVERSIBLE_WITH_LOSS, IRREVERSIBLE -> console.style(Style.YELLOW, "!");
      case WRONG_WAY_BACK, FAILED -> console.style(Style.RED, "✗");
    };
  }

  private static String words(Verdict verdict) {
    return switch (verdict) {
      case REVERSIBLE -> "reversible";
      case REVERSIBLE_WITH_LOSS -> "reversible with loss";
      case IRREVERSIBLE -> "no way back";
      case WRONG_WAY_BACK -> "its way back leads elsewhere";
      case FAILED -> "does not run";
    };
  }

  private static Json.Node json(Outcome<List<Tried>> outcome) {
    Json.Node node =
        Json.object()
            .put("instance", outcome.work().instance())
            .put("schema", outcome.work().schema())
            .put("environment", outcome.work().request().instance().environment());
    List<Tried> all = outcome.result();
    return all == null
        ? node.put(
                "error",
                String.valueOf(outcome.failure() == null ? "" : outcome.failure().getMessage()))
            .put("changes", List.of())
        : node.put("changes", all.stream().map(RehearseCommand::json).toList());
  }

  private static Json.Node json(Tried tried) {
    return Json.object()
        .put("id", tried.change().migration().id())
        .put("description", tried.change().migration().description())
        .put("verdict", tried.verdict())
        .put("derived", tried.derived())
        .put("losses", tried.losses())
        .put("reason", tried.reason());
  }
}
