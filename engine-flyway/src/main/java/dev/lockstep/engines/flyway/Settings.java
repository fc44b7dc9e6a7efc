package dev.lockstep.engines.flyway;

import java.nio.charset.Charset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Holds what a schema's Flyway settings come to.
///
/// @param folders where scripts lie, relative to the repository's root
/// @param packages where Java migrations lie; empty means anywhere in the jars
/// @param jars files with Java migrations, as written
record Settings(
    List<String> folders,
    List<String> packages,
    List<String> jars,
    Naming naming,
    Charset encoding,
    History history,
    Rules rules,
    Substitution substitution) {

  Settings {
    folders = List.copyOf(folders);
    packages = List.copyOf(packages);
    jars = List.copyOf(jars);
  }

  /// Says where the history table is and what goes into it at the beginning.
  ///
  /// @param schemas the database schemas that Flyway creates when they are missing
  /// @param defaultSchema null for the session's own
  record History(
      String table,
      List<String> schemas,
      @Nullable String defaultSchema,
      boolean createSchemas,
      @Nullable String tablespace,
      @Nullable String installedBy,
      FlywayVersion baselineVersion,
      String baselineDescription,
      boolean baselineOnMigrate) {
    History {
      schemas = List.copyOf(schemas);
    }
  }

  /// Says what may run and what counts as a fault.
  ///
  /// @param executeInTransaction false makes every script run outside a transaction
  record Rules(
      boolean outOfOrder,
      Target target,
      List<IgnorePattern> ignored,
      boolean validateOnMigrate,
      boolean validateNaming,
      boolean mixed,
      boolean group,
      boolean executeInTransaction,
      boolean skipCallbacks,
      boolean failOnMissingLocations) {
    Rules {
      ignored = List.copyOf(ignored);
    }
  }

  /// Says how placeholders are written and what they stand for.
  record Substitution(
      boolean enabled, String prefix, String suffix, String separator, Map<String, String> values) {
    Substitution {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
  }

  /// Says how far migrations go.
  ///
  /// @param version set for `VERSION` only
  /// @param mustExist whether a version without a migration is a fault
  record Target(Reach reach, @Nullable FlywayVersion version, boolean mustExist) {
    static final Target ALL = new Target(Reach.ALL, null, false);
  }

  /// Names the kinds of targets.
  enum Reach {
    ALL,
    CURRENT,
    NEXT,
    VERSION
  }
}
