package dev.lockstep.cli;

import dev.lockstep.cli.FanOut.Outcome;
import dev.lockstep.cli.GeneratedRows.Sample;
import dev.lockstep.cli.Observation.ObservedChange;
import dev.lockstep.cli.Rehearsal.Tried;
import dev.lockstep.cli.Rehearsal.Verdict;
import dev.lockstep.deploy.Work;
import dev.lockstep.dialects.jdbc.JdbcSession;
import dev.lockstep.dialects.schema.SampleRows;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.lint.TableSize;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.scratch.Scratches;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Supplier;
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
                    return rehearse(context, reader, scratches, work, sample);
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

  /// Is what came of one instance.
  ///
  /// @param observed what their statements were seen to do; ends before the first that fails
  /// @param sizes of the instance's tables
  /// @param unfilled tables into which no rows could be put, with the reason
  /// @param timed whether the statements ran on many rows
  /// @param untimed why they did not, in words; empty where nobody asked for it
  private record Rehearsed(
      List<Tried> changes,
      List<ObservedChange> observed,
      Map<QualifiedName, TableSize> sizes,
      SequencedMap<ObjectId, String> unfilled,
      boolean timed,
      String untimed) {
    Optional<ObservationReport> report(Tried tried) {
      return observed.stream()
          .filter(one -> one.change().migration().id().equals(tried.change().migration().id()))
          .findFirst()
          .map(one -> new ObservationReport(one, sizes, timed));
    }
  }

  private static Rehearsed rehearse(
      CommandContext context, SchemaReader reader, Scratches scratches, Work work, long sample) {
    try (JdbcSession live = reader.connect(work.request().instance())) {
      Supplier<ScratchTarget> copy =
          () ->
              ScratchTarget.open(
                  scratches.like(live.server().majorVersion()), context.wiring().get(), work, null);
      List<Tried> all;
      SequencedMap<ObjectId, String> unfilled;
      boolean onRows;
      try (ScratchTarget target = copy.get()) {
        GeneratedRows rows = GeneratedRows.of(target);
        List<Tried> withRows = rehearsal(target, rows, live);
        unfilled = rows.unfilled();
        onRows = rows.isEmpty() || withRows.stream().noneMatch(Tried::stumbled);
        all = withRows;
      }
      if (!onRows) {
        // Was it because of the rows? What they would do to the changes behind it stays unseen.
        try (ScratchTarget target = copy.get()) {
          all = Rehearsal.joined(all, rehearsal(target, withoutRows(target, all), live));
        }
      }
      if (all.isEmpty()) {
        return new Rehearsed(all, List.of(), Map.of(), unfilled, false, "");
      }
      List<ObservedChange> observed = List.of();
      Map<QualifiedName, TableSize> sizes;
      boolean timed = onRows && sample > 0;
      boolean made;
      try (ScratchTarget target = copy.get()) {
        sizes = target.dialect().sizes(live.raw());
        GeneratedRows rows = onRows ? GeneratedRows.of(target) : withoutRows(target, all);
        Optional<SampleRows> samples = target.dialect().sampleRows();
        timed &= samples.isPresent();
        made = samples.isPresent();
        if (timed && samples.isPresent()) {
          rows.with(new Sample(sample, sizes, samples.get().facts(live.raw())));
        }
        observed = observed(target, rows, live);
      }
      if (timed && observed.size() < all.size()) {
        // What stops a change on many rows must not hide what the others lock.
        try (ScratchTarget target = copy.get()) {
          observed = observed(target, GeneratedRows.of(target), live);
          timed = false;
        }
      }
      String untimed =
          timed || sample == 0
              ? ""
              : made ? "made-up rows stop a change" : "rows are made up on PostgreSQL alone";
      return new Rehearsed(all, observed, sizes, unfilled, timed, untimed);
    } catch (SQLException e) {
      throw new LockstepException(
          ErrorCode.RESOURCE_EXHAUSTED,
          "The rehearsal for " + work.instance() + " failed: " + e.getMessage(),
          "Run the same command again.",
          e);
    }
  }

  private static List<ObservedChange> observed(
      ScratchTarget target, GeneratedRows rows, JdbcSession live) throws SQLException {
    new Rehearsal(target, rows).build(live);
    return new Observation(target, rows).run(live.dialect(), live.server().majorVersion());
  }

  private static GeneratedRows withoutRows(ScratchTarget target, List<Tried> stopped) {
    return GeneratedRows.none(
        target.database(),
        "made-up ones stop " + stopped.getLast().change().migration().id() + " before");
  }

  private static List<Tried> rehearsal(ScratchTarget target, GeneratedRows rows, JdbcSession live)
      throws SQLException {
    Rehearsal rehearsal = new Rehearsal(target, rows);
    rehearsal.build(live);
    return rehearsal.run();
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
    Json.Node node =
        Json.object()
            .put("instance", outcome.work().instance())
            .put("schema", outcome.work().schema())
            .put("environment", outcome.work().request().instance().environment());
    Rehearsed all = outcome.result();
    if (all == null) {
      return node.put(
              "error",
              String.valueOf(outcome.failure() == null ? "" : outcome.failure().getMessage()))
          .put("changes", List.of())
          .put("assumed", Estimate.ASSUMED)
          .put("withoutRows", List.of());
    }
    return node.put("changes", all.changes().stream().map(tried -> json(tried, all)).toList())
        .put("assumed", Estimate.ASSUMED)
        .put(
            "withoutRows",
            all.unfilled().entrySet().stream()
                .map(entry ->
                    Json.object()
                        .put("table", entry.getKey().path())
                        .put("reason", entry.getValue()))
                .toList());
  }

  private static Json.Node json(Tried tried, Rehearsed all) {
    return Json.object()
        .put("id", tried.change().migration().id())
        .put("description", tried.change().migration().description())
        .put("verdict", tried.verdict())
        .put("derived", tried.derived())
        .put("losses", tried.losses())
        .put("reason", tried.reason())
        .put("onRows", tried.onRows())
        .put("notTried", tried.notTried())
        .put("observed", all.report(tried).map(ObservationReport::json).orElse(null));
  }
}
