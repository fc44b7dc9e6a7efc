package dev.lockstep.engines.flyway;

import dev.lockstep.dialect.RowWrite;
import dev.lockstep.error.Fault;
import dev.lockstep.migration.Assessment;
import dev.lockstep.migration.Direction;
import dev.lockstep.migration.Execution;
import dev.lockstep.migration.Hooks;
import dev.lockstep.migration.MigrationState;
import dev.lockstep.migration.MigrationStatus;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.migration.PlannedStatement;
import dev.lockstep.migration.Reversal;
import dev.lockstep.source.SourceLocation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Says where every migration stands and plans what a deployment would run.
final class Assessor {
  private final Reading reading;
  private final Timeline timeline;
  private final List<Fault> faults;

  Assessor(Reading reading) {
    this.reading = reading;
    this.timeline = reading.timeline();
    this.faults = new ArrayList<>(reading.faults());
  }

  Assessment assess() {
    HistorySetup setup = HistorySetup.of(reading);
    if (!setup.occupied().isEmpty()) {
      faults.add(
          new Fault(
              "no-history",
              null,
              0,
              0,
              "the schema %s is not empty and has no history table %s"
                  .formatted(
                      String.join(", ", setup.occupied()), reading.settings().history().table()),
              "run lockstep baseline to declare what is there, or set baselineOnMigrate"));
    }
    Timeline ahead = setup.baselines() ? timelineAfterBaseline() : timeline;
    faults.addAll(
        new Validation(reading.settings().rules(), reading.table(), ahead.baseline())
            .validate(ahead.standings()));
    if (ahead.targetMissing()) {
      faults.add(
          new Fault(
              "unknown-target",
              null,
              0,
              0,
              "no migration has the target version "
                  + reading.settings().rules().target().version(),
              "correct the target, or write a ? behind it to allow this"));
    }
    List<PlannedMigration> pending = plan(ahead.pending(), setup.firstRank());
    List<HistoryRow> rows = reading.history();
    return new Assessment(
        statuses(ahead.standings()),
        // A repeatable script is read for its checksum and again for its statements.
        faults.stream().distinct().toList(),
        warnings(ahead.standings()),
        pending,
        pending.isEmpty() ? Hooks.NONE : new Callbacks(reading.scripts()).around(reading.files()),
        setup.statements(),
        rows.isEmpty() ? null : Integer.toString(rows.getLast().rank()));
  }

  private List<Fault> warnings(List<Standing> standings) {
    List<Fault> warnings = new ArrayList<>(reading.files().wrong());
    List<String> newer =
        standings.stream()
            .filter(standing -> standing.state() == FlywayState.FUTURE_SUCCESS)
            .map(standing -> standing.migration().id())
            .toList();
    if (!newer.isEmpty()) {
      warnings.add(
          new Fault(
              "newer-than-the-files",
              null,
              0,
              0,
              "applied here and newer than every file: "
                  + String.join(", ", newer)
                  + "; these files are older than the database, or somebody removed the newest",
              "look at the commit that was deployed, or bring the files back"));
    }
    return warnings;
  }

  private Timeline timelineAfterBaseline() {
    Settings.History history = reading.settings().history();
    HistoryRow row =
        new HistoryRow(
            1,
            history.baselineVersion(),
            history.baselineDescription(),
            HistoryRow.BASELINE,
            history.baselineDescription(),
            null,
            null,
            reading.table().installedBy(),
            0,
            true);
    return Timeline.of(reading.files().migrations(), List.of(row), reading.settings().rules());
  }

  private List<PlannedMigration> plan(List<Resolved> pending, int firstRank) {
    List<PlannedMigration> planned = new ArrayList<>();
    String takeover = takeover();
    int rank = firstRank;
    for (Resolved resolved : pending) {
      planned.add(plan(resolved, rank++, takeover));
    }
    return planned;
  }

  private PlannedMigration plan(Resolved resolved, int rank, String takeover) {
    List<PlannedStatement> statements = List.of();
    Execution execution =
        switch (resolved.body()) {
          case Resolved.JavaClass java ->
              new Execution.ByEngine("Java migration " + java.className());
          case Resolved.SqlFile script -> {
            Scripts.Prepared prepared =
                takeover.isEmpty()
                    ? reading.scripts().prepare(script, faults)
                    : reading.scripts().prepareForEngine(script, takeover, faults);
            statements = prepared.statements();
            yield prepared.execution();
          }
        };
    List<RowWrite> history =
        switch (execution) {
          case Execution.ByEngine _ -> List.of();
          case Execution.Direct _ ->
              List.of(
                  reading
                      .table()
                      .insert(
                          HistoryTable.Entry.of(resolved),
                          rank,
                          new RowWrite.Value.ElapsedMillis(),
                          true));
        };
    return new PlannedMigration(
        resolved.migration(),
        Direction.APPLY,
        statements,
        execution,
        history,
        reversal(resolved),
        List.of());
  }

  /// Returns why the engine has to run everything, or the empty string.
  private String takeover() {
    Set<String> events = new TreeSet<>();
    reading
        .files()
        .callbacks(CallbackEvent.Phase.MIGRATE)
        .forEach(callback -> events.add(callback.event().id()));
    if (!events.isEmpty()) {
      return "callbacks: " + String.join(", ", events);
    }
    return reading.settings().rules().group() ? "group: all migrations in one transaction" : "";
  }

  private Reversal reversal(Resolved resolved) {
    FlywayVersion version = resolved.version();
    if (version == null) {
      return new Reversal.None("a repeatable migration has no way back");
    }
    if (resolved.baseline()) {
      return new Reversal.None("a baseline migration has no way back");
    }
    Resolved undo = reading.files().undos().get(version);
    return undo == null
        ? new Reversal.None(
            "there is no undo script %s%s"
                .formatted(reading.settings().naming().undo(), version.text()))
        : new Reversal.Authored(new SourceLocation(undo.path()));
  }

  private List<MigrationStatus> statuses(List<Standing> standings) {
    Set<String> outdated = new HashSet<>();
    List<MigrationStatus> statuses = new ArrayList<>();
    for (Standing standing : standings) {
      MigrationStatus status = standing.status();
      if (status.state() == MigrationState.OUTDATED) {
        outdated.add(status.migration().id());
      }
      // An outdated repeatable migration stands there already, as outdated.
      boolean repeated =
          standing.state() == FlywayState.PENDING && outdated.contains(status.migration().id());
      if (!repeated) {
        statuses.add(status);
      }
    }
    return statuses;
  }
}
