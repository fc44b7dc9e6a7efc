package dev.lockstep.dialects.h2;

import dev.lockstep.dialects.jdbc.ConnectionPlan;
import dev.lockstep.dialects.jdbc.DriverOptions;
import dev.lockstep.dialects.jdbc.SemicolonOptions;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.project.ConnectionDefinition;
import dev.lockstep.project.ExecutionSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Builds what H2 needs to connect.
///
/// A URL of H2 can run code (`INIT`), read files and choose file systems, so it is taken apart and
/// put together again from known parts.
final class H2Connection {
  private static final String PREFIX = "jdbc:h2:";
  private static final Pattern PLACE =
      Pattern.compile(
          "mem:[A-Za-z0-9_.-]*"
              + "|(?:file:)?(?:\\./|\\.\\./|~/|/|[A-Za-z]:[/\\\\])[A-Za-z0-9_./\\\\ -]+"
              + "|tcp://[A-Za-z0-9_.-]+(?::[0-9]{1,5})?/[A-Za-z0-9_./~ -]+");
  private static final DriverOptions OPTIONS =
      new DriverOptions(
          "H2",
          List.of(
              "CASE_INSENSITIVE_IDENTIFIERS",
              "DATABASE_TO_LOWER",
              "DATABASE_TO_UPPER",
              "DB_CLOSE_DELAY",
              "DEFAULT_NULL_ORDERING",
              "IFEXISTS",
              "MODE",
              "NON_KEYWORDS"),
          List.of("USER", "PASSWORD", "CIPHER"));

  private H2Connection() {}

  static ConnectionPlan plan(
      ConnectionDefinition definition, ExecutionSettings settings, @Nullable String schema) {
    String url = definition.url();
    SequencedMap<String, String> options = new LinkedHashMap<>();
    String place = url == null ? fromFields(definition) : fromUrl(url, options);
    options.putAll(definition.options());
    OPTIONS.check(options);
    if (!PLACE.matcher(place).matches()) {
      throw new LockstepException(
          ErrorCode.CONFIGURATION,
          "The instance does not name an H2 database that may be opened.",
          "Use " + PREFIX + "mem:NAME, " + PREFIX + "file:PATH or " + PREFIX + "tcp://HOST/PATH.");
    }
    options.put("LOCK_TIMEOUT", Long.toString(settings.lockTimeout().toMillis()));
    // H2 would write failed statements into a file beside the database.
    options.put("TRACE_LEVEL_FILE", "0");
    SequencedMap<String, String> properties = new LinkedHashMap<>();
    properties.put("user", Objects.requireNonNullElse(definition.username(), ""));
    return new ConnectionPlan(
        PREFIX + place + SemicolonOptions.write(options),
        properties,
        place,
        opening(settings, schema));
  }

  private static List<String> opening(ExecutionSettings settings, @Nullable String schema) {
    List<String> opening = new ArrayList<>();
    opening.add("SET LOCK_TIMEOUT " + settings.lockTimeout().toMillis());
    opening.add("SET QUERY_TIMEOUT " + settings.statementTimeout().toMillis());
    if (schema != null) {
      opening.add("SET SCHEMA " + schema);
    }
    return opening;
  }

  private static String fromFields(ConnectionDefinition definition) {
    String database = Objects.requireNonNullElse(definition.database(), "");
    if (definition.host() == null) {
      return database;
    }
    String port = definition.port() == 0 ? "" : ":" + definition.port();
    return "tcp://" + definition.host() + port + "/" + database;
  }

  private static String fromUrl(String url, SequencedMap<String, String> options) {
    if (!url.startsWith(PREFIX)) {
      return "";
    }
    int settings = url.indexOf(';');
    if (settings >= 0) {
      options.putAll(SemicolonOptions.read(url.substring(settings)));
    }
    return url.substring(PREFIX.length(), settings < 0 ? url.length() : settings);
  }
}
