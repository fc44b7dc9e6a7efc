package dev.lockstep.engines.flyway;

import dev.lockstep.migration.Migration;
import dev.lockstep.source.FileEntry;
import dev.lockstep.source.SourceLocation;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Is one migration or callback that the files offer.
///
/// *Shape*: `version` is null for repeatable ones and callbacks. `script` is what the history table
/// calls it: the path relative to its location, or the class of a Java migration. `checksum` is
/// null where a Java migration has none or the file could not be read; `plainChecksum` is that of a
/// repeatable script before placeholders, which is as good.
record Resolved(
    ScriptKind kind,
    @Nullable FlywayVersion version,
    String description,
    String script,
    @Nullable Integer checksum,
    @Nullable Integer plainChecksum,
    Body body) {

  /// Says what runs.
  sealed interface Body {
    /// Returns the file to point at.
    String path();
  }

  /// A SQL script.
  ///
  /// @param fileName as Flyway's `filename` placeholder shows it
  record SqlFile(FileEntry entry, String fileName, ScriptSettings settings) implements Body {
    @Override
    public String path() {
      return entry.path();
    }
  }

  /// A class in a jar.
  record JavaClass(String className, String jar, boolean baseline) implements Body {
    @Override
    public String path() {
      return jar;
    }
  }

  /// Returns the `type` the history table gets.
  String type() {
    return switch (body) {
      case SqlFile ignored -> kind.historyType();
      case JavaClass java -> java.baseline() ? "JDBC_BASELINE" : "JDBC";
    };
  }

  String path() {
    return body.path();
  }

  boolean repeatable() {
    return version == null;
  }

  boolean baseline() {
    return kind == ScriptKind.BASELINE;
  }

  boolean matches(@Nullable Integer recorded) {
    return Objects.equals(recorded, checksum)
        || (plainChecksum != null && plainChecksum.equals(recorded));
  }

  Migration migration() {
    Integer sum = checksum;
    FlywayVersion number = version;
    return new Migration(
        kind.idPrefix() + (number == null ? description : number.text()),
        number == null ? null : number.text(),
        description,
        kind.migrationKind(),
        new SourceLocation(path()),
        sum == null ? null : sum.toString());
  }
}
