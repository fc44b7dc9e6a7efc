package dev.lockstep.engines.flyway;

import dev.lockstep.dialect.RowWrite;
import dev.lockstep.dialect.RowWrite.Value;
import dev.lockstep.dialect.Session;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.name.QualifiedName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Is the history table of one schema in one target: how to read it, create it and write to it.
///
/// *Shape*: nothing here writes; writes are values for others to run.
final class HistoryTable {
  /// What Flyway stores for an empty description where the product takes none.
  static final String NO_DESCRIPTION = "<< no description >>";

  private final Session session;
  private final Settings.History settings;
  private final HistoryProduct product;
  private final QualifiedName name;
  private final String schema;

  HistoryTable(Session session, Settings.History settings) {
    this.session = session;
    this.settings = settings;
    this.product = HistoryProduct.of(session.dialect().name());
    this.schema = defaultSchema();
    this.name = new QualifiedName(schema, settings.table());
  }

  private String defaultSchema() {
    String wanted = settings.defaultSchema();
    if (wanted != null) {
      return wanted;
    }
    if (!settings.schemas().isEmpty()) {
      return settings.schemas().getFirst();
    }
    String current = product.currentSchema(session.server());
    if (current == null || current.isEmpty()) {
      throw new LockstepException(
          ErrorCode.CONFIGURATION,
          "There is no schema for Flyway's history table in database "
              + session.server().database()
              + ": the user's default one, or the one that databaseSchema names, does not exist, or"
              + " "
              + session.server().user()
              + " may not use it.",
          "Create it and grant the user USAGE and CREATE on it, or set databaseSchema for this"
              + " instance to another one.");
    }
    return current;
  }

  /// Returns the session whose target holds this table.
  Session session() {
    return session;
  }

  QualifiedName name() {
    return name;
  }

  /// Returns the schema that migrations work in.
  String schema() {
    return schema;
  }

  HistoryProduct product() {
    return product;
  }

  String installedBy() {
    String fixed = settings.installedBy();
    return fixed != null ? fixed : product.installedBy(session.server());
  }

  /// Reads all rows in the order they were written, in one query; empty when there is no table.
  Optional<List<HistoryRow>> read() {
    StringBuilder columns = new StringBuilder();
    for (String column :
        List.of(
            "installed_rank",
            "version",
            "description",
            "type",
            "script",
            "checksum",
            "installed_on",
            "installed_by",
            "execution_time",
            "success")) {
      columns.append(columns.isEmpty() ? "" : ", ").append(session.dialect().quote(column));
    }
    String condition = product.condition();
    return session
        .queryIfPresent(
            "SELECT %s FROM %s%s ORDER BY %s"
                .formatted(
                    columns,
                    session.dialect().quote(name),
                    condition.isEmpty() ? "" : " WHERE " + condition,
                    session.dialect().quote("installed_rank")))
        .map(rows -> rows.stream().map(HistoryRow::of).toList());
  }

  /// Returns the schemas that Flyway would create before it starts.
  List<String> missingSchemas() {
    if (!settings.createSchemas()) {
      return List.of();
    }
    List<String> all = new ArrayList<>(settings.schemas());
    if (!all.contains(schema)) {
      all.addFirst(schema);
    }
    return all.stream().filter(each -> !product.schemaExists(session, each)).toList();
  }

  /// Names the schemas that hold something although there is no history table.
  List<String> occupiedSchemas() {
    List<String> all = new ArrayList<>(settings.schemas());
    if (!all.contains(schema)) {
      all.addFirst(schema);
    }
    return all.stream()
        .filter(each -> product.schemaExists(session, each))
        .filter(each -> !product.schemaEmpty(session, each))
        .toList();
  }

  /// Returns the statements that create missing schemas.
  List<String> createSchemas(List<String> missing) {
    return missing.stream().map(each -> product.createSchema(session, each)).toList();
  }

  /// Returns the statements that create the table.
  List<String> createTable() {
    return product.create(
        session, name, new HistoryProduct.Creation(settings.tablespace(), installedBy()));
  }

  /// Returns the row that says which schemas were created.
  RowWrite.Insert schemaRow(List<String> created, int rank) {
    String list = String.join(",", created.stream().map(session.dialect()::quote).toList());
    return insert(
        new Entry(null, "<< Flyway Schema Creation >>", HistoryRow.SCHEMA, list, null),
        rank,
        new Value.Literal(0),
        true);
  }

  /// Returns the row that declares everything up to a version as done.
  RowWrite.Insert baselineRow(String version) {
    String description = settings.baselineDescription();
    return insert(
        new Entry(version, description, HistoryRow.BASELINE, description, null),
        1,
        new Value.Literal(0),
        true);
  }

  /// Returns a new row.
  RowWrite.Insert insert(Entry entry, int rank, Value executionTime, boolean success) {
    SequencedMap<String, Value> values = new LinkedHashMap<>();
    values.put("installed_rank", new Value.Literal(rank));
    values.put("version", new Value.Literal(entry.version()));
    values.put("description", new Value.Literal(stored(entry.description())));
    values.put("type", new Value.Literal(entry.type()));
    values.put("script", new Value.Literal(storedScript(entry.script())));
    values.put("checksum", new Value.Literal(entry.checksum()));
    values.put("installed_by", new Value.Literal(installedBy()));
    values.put("execution_time", executionTime);
    values.put("success", new Value.Literal(success));
    // installed_on is left to the column's default, as Flyway does.
    return new RowWrite.Insert(name, values);
  }

  RowWrite.Update align(HistoryRow row, Resolved resolved) {
    SequencedMap<String, Value> values = new LinkedHashMap<>();
    values.put("description", new Value.Literal(stored(resolved.description())));
    values.put("type", new Value.Literal(row.synthetic() ? row.type() : resolved.type()));
    values.put("checksum", new Value.Literal(resolved.checksum()));
    return new RowWrite.Update(name, values, key(row));
  }

  RowWrite.Delete remove(HistoryRow row) {
    return new RowWrite.Delete(name, key(row));
  }

  private static SequencedMap<String, Value> key(HistoryRow row) {
    SequencedMap<String, Value> key = new LinkedHashMap<>();
    key.put("installed_rank", new Value.Literal(row.rank()));
    return key;
  }

  /// Returns a description as the table holds it.
  String stored(String description) {
    if (description.isEmpty() && !product.emptyDescriptions()) {
      return NO_DESCRIPTION;
    }
    return description.length() <= 200 ? description : description.substring(0, 197) + "...";
  }

  private static String storedScript(String script) {
    return script.length() <= 1000 ? script : "..." + script.substring(3, 1000);
  }

  /// Holds what a new row says of a migration.
  record Entry(
      @Nullable String version,
      String description,
      String type,
      String script,
      @Nullable Integer checksum) {

    static Entry of(Resolved resolved) {
      FlywayVersion version = resolved.version();
      return new Entry(
          version == null ? null : version.text(),
          resolved.description(),
          resolved.type(),
          resolved.script(),
          resolved.checksum());
    }
  }
}
