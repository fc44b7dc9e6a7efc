package dev.lockstep.engines.flyway;

import dev.lockstep.dialect.RowWrite;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.migration.Direction;
import dev.lockstep.migration.Migration;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.migration.PlannedStatement;
import dev.lockstep.migration.Reversal;
import dev.lockstep.migration.RollbackPlan;
import dev.lockstep.migration.RollbackPlan.Irreversible;
import dev.lockstep.migration.RollbackTarget;
import dev.lockstep.source.SourceLocation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Plans the way back through `U__` scripts.
///
/// *Shape*: the last one applied is undone first. Each undone version leaves a `DELETE` row with
/// the undo script's name and checksum, behind which the community library treats the version as
/// open again ([Timeline] says why). A step runs between the scripts of Flyway's undo events, if
/// there are any.
final class RollbackPlanner {
  private final Reading reading;
  private final Timeline timeline;
  private final Map<String, Resolved> byId = new LinkedHashMap<>();

  RollbackPlanner(Reading reading) {
    this.reading = reading;
    this.timeline = reading.timeline();
    reading.files().migrations().forEach(each -> byId.put(each.migration().id(), each));
  }

  RollbackPlan plan(RollbackTarget target) {
    Faults.refuse(reading.faults());
    refuseFailed();
    List<HistoryRow> live =
        timeline.live().stream().filter(row -> !row.type().equals(HistoryRow.SCHEMA)).toList();
    List<Irreversible> irreversible = new ArrayList<>();
    List<HistoryRow> back =
        switch (target) {
          case RollbackTarget.Count count -> last(live, count);
          case RollbackTarget.Version version -> above(live, version.version());
          // Flyway's history table keeps no tags.
          case RollbackTarget.Tag tag -> throw tag.unknown(List.of());
          case RollbackTarget.Date date -> behind(live, lastRank(date.instant()), irreversible);
          case RollbackTarget.Position position ->
              behind(live, rank(position.position()), irreversible);
        };
    List<PlannedMigration> steps = new ArrayList<>();
    List<HistoryRow> stuck = new ArrayList<>();
    int rank = reading.nextRank();
    for (HistoryRow row : back.reversed()) {
      Resolved undo = undo(row);
      if (obstacle(row) != null || undo == null) {
        stuck.add(row);
      } else {
        steps.add(step(row, undo, rank++));
      }
    }
    for (HistoryRow row : stuck) {
      String obstacle = obstacle(row);
      irreversible.add(
          new Irreversible(migration(row), obstacle == null ? "" : obstacle, undone(row, rank++)));
    }
    return new RollbackPlan(surrounded(steps), irreversible);
  }

  private void refuseFailed() {
    for (HistoryRow row : reading.history()) {
      if (!row.success() && !row.delete()) {
        throw new LockstepException(
            ErrorCode.VALIDATION_FAILED,
            "%s is recorded as failed, so what there is to take back is not certain"
                .formatted(row.script()),
            "take back by hand what it left behind, then run lockstep repair");
      }
    }
  }

  /// Takes the last so many versions. Repeatables applied since stay: they belong to no version,
  /// and a count of changes means versions.
  private static List<HistoryRow> last(List<HistoryRow> live, RollbackTarget.Count wanted) {
    List<HistoryRow> versioned = live.stream().filter(row -> row.version() != null).toList();
    int from = versioned.size() - Math.max(0, wanted.count());
    if (from < 0) {
      throw wanted.tooHigh(versioned.size());
    }
    return versioned.subList(from, versioned.size());
  }

  private static List<HistoryRow> above(List<HistoryRow> live, String written) {
    Optional<FlywayVersion> parsed = FlywayVersion.parse(written);
    FlywayVersion version =
        parsed.orElseThrow(() ->
            new LockstepException(
                ErrorCode.USAGE,
                "\"%s\" is no version".formatted(written),
                "use a version such as 1.2"));
    if (live.stream().noneMatch(row -> version.equals(row.version()))) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "version %s is not applied here, so nothing can be rolled back to it"
              .formatted(version.text()),
          "lockstep history --changes lists the applied versions");
    }
    return live.stream()
        .filter(row -> {
          FlywayVersion own = row.version();
          return own != null && own.compareTo(version) > 0;
        })
        .toList();
  }

  /// Takes what is in effect now and was not at a rank, and names what was then and is not now.
  private List<HistoryRow> behind(
      List<HistoryRow> live, int rank, List<Irreversible> irreversible) {
    List<HistoryRow> earlier =
        reading.history().stream().filter(row -> row.rank() <= rank).toList();
    List<HistoryRow> then =
        Timeline.of(reading.files().migrations(), earlier, reading.settings().rules()).live();
    Set<FlywayVersion> before = versions(then);
    Set<FlywayVersion> now = versions(live);
    for (HistoryRow row : then) {
      if (row.version() != null && !now.contains(row.version())) {
        irreversible.add(
            new Irreversible(
                migration(row),
                "it was applied at that time and has been undone since; a deployment applies it"
                    + " again",
                List.of()));
      }
    }
    return live.stream()
        .filter(row -> row.rank() > rank)
        .filter(row -> row.version() == null || !before.contains(row.version()))
        .toList();
  }

  private static Set<FlywayVersion> versions(List<HistoryRow> rows) {
    Set<FlywayVersion> versions = new HashSet<>();
    for (HistoryRow row : rows) {
      FlywayVersion version = row.version();
      if (version != null) {
        versions.add(version);
      }
    }
    return versions;
  }

  private int lastRank(Instant instant) {
    int rank = -1;
    for (HistoryRow row : reading.history()) {
      Instant installed = row.installedOn();
      if (installed != null && !installed.isAfter(instant)) {
        rank = Math.max(rank, row.rank());
      }
    }
    return rank;
  }

  private static int rank(@Nullable String position) {
    if (position == null) {
      return -1;
    }
    try {
      return Integer.parseInt(position);
    } catch (NumberFormatException e) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "\"%s\" is no place in Flyway's history".formatted(position),
          "use an installed rank, as lockstep history shows it",
          e);
    }
  }

  private @Nullable String obstacle(HistoryRow row) {
    FlywayVersion version = row.version();
    if (version == null) {
      return "a repeatable migration has no way back; deploy the commit that held its earlier text";
    }
    if (row.baseline()) {
      return "a baseline is where this history begins";
    }
    return undo(row) == null
        ? "there is no undo script %s%s"
            .formatted(reading.settings().naming().undo(), version.text())
        : null;
  }

  private @Nullable Resolved undo(HistoryRow row) {
    FlywayVersion version = row.version();
    return version == null ? null : reading.files().undos().get(version);
  }

  private Migration migration(HistoryRow row) {
    return new Standing(null, row, FlywayState.SUCCESS).migration();
  }

  /// Says that a version was taken back although it has no undo script.
  private List<RowWrite> undone(HistoryRow row, int rank) {
    FlywayVersion version = row.version();
    if (version == null || row.baseline()) {
      return List.of();
    }
    Naming naming = reading.settings().naming();
    // The name that an undo script would have: with the migration's own, the row would be a
    // repair's.
    String script =
        naming.undo()
            + version.text()
            + naming.separator()
            + row.description().replace(' ', '_')
            + naming.suffixes().getFirst();
    HistoryTable.Entry entry =
        new HistoryTable.Entry(version.text(), row.description(), HistoryRow.DELETE, script, null);
    return List.of(reading.table().insert(entry, rank, new RowWrite.Value.ElapsedMillis(), true));
  }

  private PlannedMigration step(HistoryRow row, Resolved undo, int rank) {
    if (!(undo.body() instanceof Resolved.SqlFile script)) {
      throw new IllegalStateException("an undo script is a file");
    }
    List<dev.lockstep.error.Fault> faults = new ArrayList<>();
    Scripts.Prepared prepared = reading.scripts().prepare(script, faults);
    Faults.refuse(faults);
    if (prepared.execution() instanceof dev.lockstep.migration.Execution.ByEngine byEngine) {
      throw new LockstepException(
          ErrorCode.CHANGE_FILE,
          "%s cannot be run as an undo script: %s".formatted(undo.path(), byEngine.reason()),
          "remove BEGIN, COMMIT and ROLLBACK from it; Lockstep opens the transaction");
    }
    FlywayVersion version = row.version();
    HistoryTable.Entry entry =
        new HistoryTable.Entry(
            version == null ? null : version.text(),
            undo.description(),
            HistoryRow.DELETE,
            undo.script(),
            undo.checksum());
    RowWrite write = reading.table().insert(entry, rank, new RowWrite.Value.ElapsedMillis(), true);
    Resolved applied = byId.get(new Standing(null, row, FlywayState.SUCCESS).migration().id());
    Migration named = migration(row);
    Migration undone =
        new Migration(
            named.id(),
            named.version(),
            named.description(),
            named.kind(),
            new SourceLocation(applied == null ? undo.path() : applied.path()),
            named.checksum());
    return new PlannedMigration(
        undone,
        Direction.UNDO,
        prepared.statements(),
        prepared.execution(),
        List.of(write),
        new Reversal.None("an undo is taken back by deploying again"),
        List.of());
  }

  /// Puts the scripts of the undo events around the steps.
  private List<PlannedMigration> surrounded(List<PlannedMigration> steps) {
    List<PlannedMigration> all = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      PlannedMigration step = steps.get(i);
      List<PlannedStatement> statements = new ArrayList<>();
      if (i == 0) {
        statements.addAll(callbacks(CallbackEvent.BEFORE_UNDO));
      }
      statements.addAll(callbacks(CallbackEvent.BEFORE_EACH_UNDO));
      statements.addAll(step.statements());
      statements.addAll(callbacks(CallbackEvent.AFTER_EACH_UNDO));
      if (i == steps.size() - 1) {
        statements.addAll(callbacks(CallbackEvent.AFTER_UNDO));
      }
      all.add(
          new PlannedMigration(
              step.migration(),
              step.direction(),
              statements,
              step.execution(),
              step.history(),
              step.reversal(),
              step.losses()));
    }
    return all;
  }

  private List<PlannedStatement> callbacks(CallbackEvent event) {
    List<dev.lockstep.error.Fault> faults = new ArrayList<>();
    List<PlannedStatement> statements = new ArrayList<>();
    reading
        .files()
        .callbacks(CallbackEvent.Phase.UNDO)
        .filter(callback -> callback.event() == event)
        .forEach(callback -> {
          if (callback.script().body() instanceof Resolved.SqlFile script) {
            statements.addAll(reading.scripts().statements(script, faults));
          }
        });
    Faults.refuse(faults);
    return statements;
  }
}
