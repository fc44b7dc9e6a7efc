package dev.lockstep.engines.flyway;

import dev.lockstep.dialect.RowWrite;
import dev.lockstep.dialect.RowWrite.Value;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.migration.HistoryPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Plans changes to the history alone: baseline and repair, row for row as Flyway does them.
///
/// *Source*: flyway-core 13.12, `DbBaseline` and `DbRepair`.
final class HistoryPlanner {
  private final Reading reading;

  HistoryPlanner(Reading reading) {
    this.reading = reading;
  }

  HistoryPlan baseline(@Nullable String written) {
    Faults.refuse(reading.faults());
    FlywayVersion version =
        written == null ? reading.settings().history().baselineVersion() : parse(written);
    String description = reading.settings().history().baselineDescription();
    HistoryTable table = reading.table();
    if (reading.rows().isEmpty()) {
      List<String> missing = table.missingSchemas();
      List<String> setup = new ArrayList<>(table.createSchemas(missing));
      setup.addAll(table.createTable());
      List<RowWrite> writes = new ArrayList<>();
      writes.add(table.baselineRow(version.text()));
      if (!missing.isEmpty()) {
        writes.add(table.schemaRow(missing, 2));
      }
      return new HistoryPlan(
          setup,
          writes,
          List.of(
              "create the history table %s and declare version %s and everything below it as applied"
                  .formatted(table.name(), version.text())));
    }
    HistoryRow marker = marker(reading.history()).orElseThrow(() -> occupied(version));
    if (version.equals(marker.version()) && description.equals(marker.description())) {
      return new HistoryPlan(List.of(), List.of(), List.of());
    }
    throw new LockstepException(
        ErrorCode.VALIDATION_FAILED,
        "the history begins with the baseline %s (%s) already"
            .formatted(marker.version(), marker.description()),
        "use that one, or move the history table away and baseline again");
  }

  // Flyway looks for its own baseline row in the first two rows only.
  private static Optional<HistoryRow> marker(List<HistoryRow> rows) {
    return rows.stream().limit(2).filter(row -> row.type().equals(HistoryRow.BASELINE)).findFirst();
  }

  private LockstepException occupied(FlywayVersion version) {
    boolean empty = reading.history().isEmpty();
    return new LockstepException(
        ErrorCode.VALIDATION_FAILED,
        empty
            ? "the history table exists and is empty, so version %s cannot become its baseline"
                .formatted(version.text())
            : "the history holds migrations already, so version %s cannot become its baseline"
                .formatted(version.text()),
        empty
            ? "drop the empty table %s and baseline again".formatted(reading.table().name())
            : "deploy instead, or move the history table away and baseline again");
  }

  private static FlywayVersion parse(String written) {
    return FlywayVersion.parse(written)
        .orElseThrow(() ->
            new LockstepException(
                ErrorCode.USAGE,
                "\"%s\" is no version".formatted(written),
                "use a version such as 1.2"));
  }

  HistoryPlan repair() {
    Faults.refuse(reading.faults());
    List<RowWrite> writes = new ArrayList<>();
    List<String> effects = new ArrayList<>();
    List<HistoryRow> rows = new ArrayList<>();
    for (HistoryRow row : reading.history()) {
      if (row.success()) {
        rows.add(row);
      } else {
        writes.add(reading.table().remove(row));
        effects.add("remove the failed run of %s".formatted(row.script()));
      }
    }
    Settings.Rules rules = reading.settings().rules();
    List<Standing> standings =
        Timeline.of(reading.files().migrations(), rows, everything(rules)).standings();
    int rank = rows.isEmpty() ? 1 : rows.getLast().rank() + 1;
    for (Standing standing : standings) {
      HistoryRow row = standing.row();
      if (row != null && missing(standing, rules)) {
        writes.add(deleted(row, rank++));
        effects.add("mark %s as deleted, since its file is gone".formatted(row.script()));
      }
    }
    for (Standing standing : standings) {
      align(standing, writes, effects);
    }
    return new HistoryPlan(List.of(), writes, effects);
  }

  // Repair looks at everything, whatever target and order a deployment has.
  private static Settings.Rules everything(Settings.Rules rules) {
    return new Settings.Rules(
        true,
        Settings.Target.ALL,
        rules.ignored(),
        rules.validateOnMigrate(),
        rules.validateNaming(),
        rules.mixed(),
        rules.group(),
        rules.executeInTransaction(),
        rules.skipCallbacks(),
        rules.failOnMissingLocations());
  }

  private static boolean missing(Standing standing, Settings.Rules rules) {
    HistoryRow row = standing.row();
    FlywayState state = standing.state();
    boolean gone = state == FlywayState.MISSING_SUCCESS || state == FlywayState.FUTURE_SUCCESS;
    if (row == null || row.synthetic() || row.undo() || !gone) {
      return false;
    }
    boolean versioned = row.version() != null;
    return rules.ignored().stream().noneMatch(pattern -> pattern.matches(versioned, state));
  }

  private RowWrite deleted(HistoryRow row, int rank) {
    FlywayVersion version = row.version();
    HistoryTable.Entry entry =
        new HistoryTable.Entry(
            version == null ? null : version.text(),
            row.description(),
            HistoryRow.DELETE,
            row.script(),
            row.checksum());
    return reading.table().insert(entry, rank, new Value.Literal(0), row.success());
  }

  private void align(Standing standing, List<RowWrite> writes, List<String> effects) {
    HistoryRow row = standing.row();
    Resolved resolved = standing.resolved();
    boolean exempt =
        row == null
            || resolved == null
            || row.synthetic()
            || standing.state() == FlywayState.UNDONE;
    if (exempt || row == null || resolved == null) {
      return;
    }
    boolean needed =
        resolved.repeatable()
            ? resolved.plainChecksum() != null
                && resolved.plainChecksum().equals(row.checksum())
                && !resolved.plainChecksum().equals(resolved.checksum())
            : !resolved.matches(row.checksum())
                || !reading.table().stored(resolved.description()).equals(row.description())
                || !resolved.type().equals(row.type());
    if (needed) {
      writes.add(reading.table().align(row, resolved));
      effects.add(
          "align %s with its file: checksum %s, description \"%s\", type %s"
              .formatted(
                  row.script(), resolved.checksum(), resolved.description(), resolved.type()));
    }
  }
}
