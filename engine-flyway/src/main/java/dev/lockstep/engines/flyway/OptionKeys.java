package dev.lockstep.engines.flyway;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Knows the names of Flyway's settings: which are read, which mean nothing here, and which cannot
/// be honoured.
///
/// *Source*: flyway-core 13.12; `jars` is Lockstep's own.
final class OptionKeys {
  static final String PLACEHOLDERS = "placeholders.";

  private static final Set<String> READ =
      Set.of(
          "baselineDescription",
          "baselineMigrationPrefix",
          "baselineOnMigrate",
          "baselineVersion",
          "configFiles",
          "createSchemas",
          "defaultSchema",
          "encoding",
          "executeInTransaction",
          "failOnMissingLocations",
          "group",
          "ignoreMigrationPatterns",
          "installedBy",
          "jars",
          "locations",
          "mixed",
          "outOfOrder",
          "placeholderPrefix",
          "placeholderReplacement",
          "placeholderSeparator",
          "placeholderSuffix",
          "repeatableSqlMigrationPrefix",
          "schemas",
          "skipDefaultCallbacks",
          "sqlMigrationPrefix",
          "sqlMigrationSeparator",
          "sqlMigrationSuffixes",
          "table",
          "tablespace",
          "target",
          "undoSqlMigrationPrefix",
          "validateMigrationNaming",
          "validateOnMigrate");

  /// The connection, the output and the commands that Lockstep does not use Flyway for.
  private static final Set<String> WITHOUT_MEANING =
      Set.of(
          "batch",
          "cleanDisabled",
          "cleanOnValidationError",
          "color",
          "communityDBSupportEnabled",
          "configFileEncoding",
          "connectRetries",
          "connectRetriesInterval",
          "driver",
          "email",
          "environment",
          "id",
          "licenseKey",
          "lockRetryCount",
          "loggers",
          "name",
          "outputLogsInJson",
          "outputProgress",
          "outputQueryResults",
          "outputType",
          "password",
          "powershellExecutable",
          "reportEnabled",
          "reportFilename",
          "scriptPlaceholderPrefix",
          "scriptPlaceholderSuffix",
          "stream",
          "token",
          "url",
          "user",
          "workingDirectory");

  private static final List<String> NAMESPACES_WITHOUT_MEANING =
      List.of(
          "check.",
          "clean.",
          "dapr.",
          "deploy.",
          "diff.",
          "environments.",
          "gcsm.",
          "generate.",
          "jdbcProperties.",
          "model.",
          "oracle.",
          "plugins.",
          "postgresql.transactional.lock",
          "prepare.",
          "redgateCompare.",
          "snapshot.",
          "vault.");

  private static final Set<String> NOT_HONOURED =
      Set.of(
          "callbackLocations",
          "callbacks",
          "cherryPick",
          "detectEncoding",
          "dryRunOutput",
          "errorOverrides",
          "initSql",
          "jarDirs",
          "javaMigrationClassProvider",
          "kerberosConfigFile",
          "resolvers",
          "resourceProvider",
          "skipDefaultResolvers",
          "skipExecutingMigrations");

  /// Says what becomes of a setting.
  enum Meaning {
    READ,
    WITHOUT_MEANING,
    NOT_HONOURED,
    UNKNOWN
  }

  private OptionKeys() {}

  static Meaning meaning(String key) {
    if (READ.contains(key) || key.startsWith(PLACEHOLDERS)) {
      return Meaning.READ;
    }
    if (NOT_HONOURED.contains(key)) {
      return Meaning.NOT_HONOURED;
    }
    boolean known =
        WITHOUT_MEANING.contains(key)
            || NAMESPACES_WITHOUT_MEANING.stream().anyMatch(key::startsWith);
    return known ? Meaning.WITHOUT_MEANING : Meaning.UNKNOWN;
  }

  /// Returns the known name that a misspelt one most resembles, or empty when none is near.
  static Optional<String> nearest(String key) {
    @Nullable String best = null;
    int least = Math.max(2, key.length() / 3) + 1;
    List<String> known =
        new ArrayList<>(Stream.concat(READ.stream(), NOT_HONOURED.stream()).sorted().toList());
    known.addAll(WITHOUT_MEANING.stream().sorted().toList());
    for (String candidate : known) {
      int distance = distance(key.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
      if (distance < least) {
        least = distance;
        best = candidate;
      }
    }
    return Optional.ofNullable(best);
  }

  // Keys come from a repository: longer ones than any setting are not compared at all.
  private static int distance(String a, String b) {
    if (a.length() > 64) {
      return Integer.MAX_VALUE;
    }
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(change, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
