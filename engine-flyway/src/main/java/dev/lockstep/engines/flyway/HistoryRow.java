package dev.lockstep.engines.flyway;

import dev.lockstep.dialect.Row;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Is one row of Flyway's history table.
///
/// *Units*: `executionTime` in milliseconds.
record HistoryRow(
    int rank,
    @Nullable FlywayVersion version,
    String description,
    String type,
    String script,
    @Nullable Integer checksum,
    @Nullable Instant installedOn,
    String installedBy,
    int executionTime,
    boolean success) {

  static final String DELETE = "DELETE";
  static final String SCHEMA = "SCHEMA";
  static final String BASELINE = "BASELINE";

  static HistoryRow of(Row row) {
    String version = row.text("version");
    return new HistoryRow(
        whole(row, "installed_rank"),
        version == null ? null : version(version),
        Objects.requireNonNullElse(row.text("description"), ""),
        Objects.requireNonNullElse(row.text("type"), ""),
        Objects.requireNonNullElse(row.text("script"), ""),
        row.number("checksum") == null ? null : whole(row, "checksum"),
        row.time("installed_on"),
        Objects.requireNonNullElse(row.text("installed_by"), ""),
        whole(row, "execution_time"),
        Boolean.TRUE.equals(row.truth("success")));
  }

  private static int whole(Row row, String column) {
    Long value = row.number(column);
    return value == null ? 0 : value.intValue();
  }

  private static FlywayVersion version(String text) {
    return FlywayVersion.parse(text)
        .orElseThrow(() ->
            new LockstepException(
                ErrorCode.VALIDATION_FAILED,
                "the history table holds \"%s\" as a version, which is none".formatted(text),
                "correct or remove that row by hand"));
  }

  /// Tells whether a command wrote the row rather than a migration.
  boolean synthetic() {
    return type.equals(SCHEMA) || type.equals(BASELINE) || type.equals(DELETE);
  }

  boolean baseline() {
    return type.equals(BASELINE) || baselineScript();
  }

  /// Tells whether a baseline migration wrote the row; two of the names are old ones.
  boolean baselineScript() {
    return type.equals("SQL_BASELINE")
        || type.equals("JDBC_BASELINE")
        || type.equals("SQL_STATE_SCRIPT")
        || type.equals("JDBC_STATE_SCRIPT");
  }

  /// Tells whether a paid edition's undo wrote the row.
  boolean undo() {
    return type.startsWith("UNDO_");
  }

  boolean delete() {
    return type.equals(DELETE);
  }

  /// Returns the type as files have it today.
  String presentType() {
    return switch (type) {
      case "SPRING_JDBC" -> "JDBC";
      case "SQL_STATE_SCRIPT" -> "SQL_BASELINE";
      case "JDBC_STATE_SCRIPT" -> "JDBC_BASELINE";
      default -> type;
    };
  }
}
