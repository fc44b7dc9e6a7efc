package dev.lockstep.cli;

import dev.lockstep.cli.GeneratedRows.Sample;
import dev.lockstep.cli.Observation.ObservedChange;
import dev.lockstep.cli.Rehearsal.Tried;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;

/// Is what came of the rehearsal for one instance.
///
/// @param observed what their statements were seen to do; ends before the first that fails
/// @param sizes of the instance's tables
/// @param unfilled tables into which no rows could be put, with the reason
/// @param timed whether the statements ran on many rows
/// @param untimed why they did not, in words; empty where nobody asked for it
record Rehearsed(
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

  /// Rehearses what is pending on an instance.
  ///
  /// @param sample how many made-up rows a table has at most to time statements on; 0 for no timing
  static Rehearsed of(
      CommandContext context, SchemaReader reader, Scratches scratches, Work work, long sample) {
    try (JdbcSession live = reader.connect(work.request().instance())) {
      Supplier<ScratchTarget> copy =
          () ->
              ScratchTarget.open(
                  scratches.like(live.server().majorVersion()),
                  context.wiring().get(),
                  work,
                  work.request().target());
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
      boolean timed = sample > 0;
      boolean made;
      try (ScratchTarget target = copy.get()) {
        sizes = target.dialect().sizes(live.raw());
        GeneratedRows rows = GeneratedRows.of(target);
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
      if (!onRows && !timed) {
        observed = withThoseBehind(observed, copy, all, live);
      }
      return new Rehearsed(all, observed, sizes, unfilled, timed, untimed(timed, sample, made));
    } catch (SQLException e) {
      throw failed(work, e);
    }
  }

  private static LockstepException failed(Work work, SQLException e) {
    return new LockstepException(
        ErrorCode.RESOURCE_EXHAUSTED,
        "The rehearsal for " + work.instance() + " failed: " + e.getMessage(),
        "Run the same command again.",
        e);
  }

  private static String untimed(boolean timed, long sample, boolean made) {
    if (timed || sample == 0) {
      return "";
    }
    return made ? "made-up rows stop a change" : "rows are made up on PostgreSQL alone";
  }

  private static List<ObservedChange> observed(
      ScratchTarget target, GeneratedRows rows, JdbcSession live) throws SQLException {
    new Rehearsal(target, rows).build(live);
    return new Observation(target, rows).run(live.dialect(), live.server().majorVersion());
  }

  /// Adds what runs behind a change that made-up rows stop, seen without them.
  private static List<ObservedChange> withThoseBehind(
      List<ObservedChange> onRows, Supplier<ScratchTarget> copy, List<Tried> all, JdbcSession live)
      throws SQLException {
    try (ScratchTarget target = copy.get()) {
      List<ObservedChange> blind = observed(target, withoutRows(target, all), live);
      List<ObservedChange> joined = new ArrayList<>(onRows);
      joined.addAll(blind.subList(Math.min(onRows.size(), blind.size()), blind.size()));
      return joined;
    }
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

  /// Starts what is told of an instance.
  static Json.Node head(Work work) {
    return Json.object()
        .put("instance", work.instance())
        .put("schema", work.schema())
        .put("environment", work.request().instance().environment());
  }

  Json.Node json(Work work) {
    return head(work)
        .put("changes", changes.stream().map(this::json).toList())
        .put("assumed", Estimate.ASSUMED)
        .put(
            "withoutRows",
            unfilled.entrySet().stream()
                .map(entry ->
                    Json.object()
                        .put("table", entry.getKey().path())
                        .put("reason", entry.getValue()))
                .toList());
  }

  private Json.Node json(Tried tried) {
    return Json.object()
        .put("id", tried.change().migration().id())
        .put("description", tried.change().migration().description())
        .put("verdict", tried.verdict())
        .put("derived", tried.derived())
        .put("losses", tried.losses())
        .put("reason", tried.reason())
        .put("onRows", tried.onRows())
        .put("notTried", tried.notTried())
        .put("observed", report(tried).map(ObservationReport::json).orElse(null));
  }
}
