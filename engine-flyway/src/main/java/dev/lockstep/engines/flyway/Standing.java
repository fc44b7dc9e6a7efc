package dev.lockstep.engines.flyway;

import dev.lockstep.migration.Migration;
import dev.lockstep.migration.MigrationKind;
import dev.lockstep.migration.MigrationStatus;
import dev.lockstep.source.SourceLocation;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Brings a file and a history row of one migration together; at least one of them is there.
record Standing(@Nullable Resolved resolved, @Nullable HistoryRow row, FlywayState state) {

  /// Returns the version, or null for a repeatable migration.
  @Nullable FlywayVersion version() {
    if (row != null) {
      return row.version();
    }
    return resolved == null ? null : resolved.version();
  }

  /// Returns the names by which users know this migration.
  Migration migration() {
    if (row == null) {
      return java.util.Objects.requireNonNull(resolved).migration();
    }
    FlywayVersion version = row.version();
    Integer checksum = row.checksum();
    MigrationKind kind = kind(row);
    String prefix =
        switch (kind) {
          case VERSIONED, CHANGESET, HOOK -> "";
          case REPEATABLE -> "R:";
          case BASELINE -> "B:";
          case UNDO -> "U:";
        };
    return new Migration(
        prefix + (version == null ? row.description() : version.text()),
        version == null ? null : version.text(),
        row.description(),
        kind,
        resolved == null ? null : new SourceLocation(resolved.path()),
        checksum == null ? null : checksum.toString());
  }

  private static MigrationKind kind(HistoryRow row) {
    if (row.baseline()) {
      return MigrationKind.BASELINE;
    }
    if (row.undo()) {
      return MigrationKind.UNDO;
    }
    return row.version() == null ? MigrationKind.REPEATABLE : MigrationKind.VERSIONED;
  }

  MigrationStatus status() {
    return new MigrationStatus(
        migration(),
        state.state(),
        row == null ? null : row.installedOn(),
        row == null ? null : row.installedBy(),
        row == null ? null : Duration.ofMillis(row.executionTime()),
        note());
  }

  private String note() {
    return switch (state) {
      case ABOVE_TARGET -> "above the target";
      case BELOW_BASELINE -> "below the baseline";
      case BASELINE_IGNORED -> "covered by the baseline of this version";
      case IGNORED ->
          resolved != null && resolved.baseline()
              ? "a baseline migration runs on an empty history only"
              : "a higher version is applied already";
      case SUPERSEDED -> "an earlier run; a later one counts";
      case DELETED -> "marked as deleted by a repair";
      case OUTDATED -> "changed since it ran, will run again";
      case MISSING_FAILED -> "failed, and its file is gone";
      case FUTURE_FAILED -> "failed, and newer than any file here";
      case PENDING,
          BASELINE,
          MISSING_SUCCESS,
          SUCCESS,
          UNDONE,
          FAILED,
          OUT_OF_ORDER,
          FUTURE_SUCCESS ->
          "";
    };
  }
}
