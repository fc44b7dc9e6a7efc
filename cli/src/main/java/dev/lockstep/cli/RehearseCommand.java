package dev.lockstep.cli;

import dev.lockstep.cli.FanOut.Outcome;
import dev.lockstep.cli.Rehearsal.Tried;
import dev.lockstep.cli.Rehearsal.Verdict;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.scratch.Scratches;
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
      "The copy holds the engine's history and, on PostgreSQL, a few made-up rows in each table, so"
          + " that lost values are seen. Reads only. Exit code 1 when a change does not run, or a"
          + " written way back leads elsewhere."
    })
final class RehearseCommand implements LockstepCommand {
  private static final Set<Verdict> BAD = Set.of(Verdict.FAILED, Verdict.WRONG_WAY_BACK);

  @Mixin private final CommonOptions options = new CommonOptions();
  @Mixin private final ScratchOption scratch = new ScratchOption();

  @Option(
      names = "--reversible",
      description = "End with 1 also when there is no way back for a change.")
  private boolean reversible;

  @Option(
      names = "--data-sample",
      paramLabel = "ROWS",
      arity = "0..1",
      fallbackValue = "10000",
      description =
          "On PostgreSQL: time the statements on up to ROWS made-up rows a table, no more than it"
              + " has (default 10000). They follow the counts, widths, shares of nulls and ranges"
              + " of numbers and times in the statistics of the instance; no text of it is read.")
  private long sample;

  private void refuseNoRows() {
    if (sample < 0) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "--data-sample takes a number of rows.",
          "Say how many, or leave it out.");
    }
  }

  @Override
  public String name() {
    return "rehearse";
  }

  @Override
  public int run(CommandContext context) {
    refuseNoRows();
    Workspace workspace = context.open(options);
    try (Scratches scratches = scratch.open(context)) {
      SchemaReader reader = new SchemaReader(context, () -> workspace, scratches);
      // One after the other: each needs a database of the one scratch server, and its memory.
      List<Outcome<Rehearsed>> outcomes =
          new FanOut(1, true)
              .run(
                  workspace.select(),
                  work -> {
                    context.console().progress(work.instance());
                    return Rehearsed.of(context, reader, scratches, work, sample);
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
          all ->
              all.changes().stream().anyMatch(this::isBad) ? ExitCode.CHECK_FAILED : ExitCode.DONE);
    }
  }

  private boolean isBad(Tried tried) {
    return BAD.contains(tried.verdict()) || (reversible && tried.verdict() == Verdict.IRREVERSIBLE);
  }

  private static void print(Console console, Outcome<Rehearsed> outcome) {
    Rehearsed all = outcome.result();
    if (all == null) {
      return;
    }
    String instance = console.style(Style.BOLD, outcome.work().instance());
    console.line(
        all.changes().isEmpty()
            ? instance + ": nothing is pending"
            : instance + ": " + Outcomes.count(all.changes().size(), "change") + " tried");
    for (Tried tried : all.changes()) {
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
      if (!tried.onRows().isEmpty()) {
        console.line(
            "      depends on the rows; made-up ones met: " + Console.safe(tried.onRows()));
      }
      tried.notTried().forEach(one -> console.line("      not tried on " + Console.safe(one)));
      all.report(tried)
          .ifPresent(report ->
              report.lines().forEach(line -> console.line("      " + Console.safe(line))));
    }
    if (!all.untimed().isEmpty()) {
      console.line("  Nothing was timed: " + all.untimed());
    }
    if (all.changes().stream()
        .flatMap(tried -> all.report(tried).stream())
        .anyMatch(ObservationReport::isReckoned)) {
      console.line("  Times are " + Estimate.ASSUMED);
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

  private static Json.Node json(Outcome<Rehearsed> outcome) {
    Rehearsed all = outcome.result();
    return all == null
        ? Rehearsed.head(outcome.work())
            .put(
                "error",
                String.valueOf(outcome.failure() == null ? "" : outcome.failure().getMessage()))
            .put("changes", List.of())
            .put("assumed", Estimate.ASSUMED)
            .put("withoutRows", List.of())
        : all.json(outcome.work());
  }
}
