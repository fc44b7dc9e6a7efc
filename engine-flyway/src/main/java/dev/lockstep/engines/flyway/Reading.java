package dev.lockstep.engines.flyway;

import dev.lockstep.dialect.Session;
import dev.lockstep.error.Fault;
import dev.lockstep.migration.EngineRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Holds what one request found in the files and in the target.
///
/// *Shape*: `rows` is empty when there is no history table. `faults` is what was wrong with
/// settings and files, and may be added to.
record Reading(
    EngineRequest request,
    Session session,
    Settings settings,
    HistoryTable table,
    ProjectFiles files,
    Optional<List<HistoryRow>> rows,
    Scripts scripts,
    List<Fault> faults) {

  /// Reads files and history; writes nothing.
  static Reading of(
      EngineRequest request, Session session, ScriptCache cache, EngineContext context) {
    List<Fault> faults = new ArrayList<>();
    Settings settings = SettingsReader.read(request, faults);
    HistoryTable table = new HistoryTable(session, settings.history());
    Placeholders placeholders = placeholders(settings, table, session, context);
    List<Resolved> java = List.of();
    if (!settings.jars().isEmpty()) {
      try (JavaMigrations jars = JavaMigrations.open(request.files(), settings, context, faults)) {
        java = jars.resolved();
      }
    }
    ProjectFiles files =
        new ProjectReader(request.files(), settings, placeholders, cache, faults).read(java);
    Optional<List<HistoryRow>> rows = table.read();
    Scripts scripts = new Scripts(request.files(), settings, placeholders, cache, table);
    return new Reading(request, session, settings, table, files, rows, scripts, faults);
  }

  /// Returns the rows, none when there is no table.
  List<HistoryRow> history() {
    return rows.orElse(List.of());
  }

  Timeline timeline() {
    return Timeline.of(files.migrations(), history(), settings.rules());
  }

  /// Returns the rank of the next row.
  int nextRank() {
    List<HistoryRow> all = history();
    return all.isEmpty() ? 1 : all.getLast().rank() + 1;
  }

  private static Placeholders placeholders(
      Settings settings, HistoryTable table, Session session, EngineContext context) {
    Settings.Substitution substitution = settings.substitution();
    Map<String, String> values = new LinkedHashMap<>(substitution.values());
    String own = "flyway" + substitution.separator();
    values.put(own + "defaultSchema", table.schema());
    values.put(own + "user", table.product().installedBy(session.server()));
    values.put(own + "database", session.server().database());
    values.put(own + "timestamp", context.timestamp());
    values.put(own + "workingDirectory", context.workingDirectory().toString());
    values.put(own + "table", settings.history().table());
    values.put(own + "environment", "default");
    return new Placeholders(substitution.prefix(), substitution.suffix(), values);
  }
}
