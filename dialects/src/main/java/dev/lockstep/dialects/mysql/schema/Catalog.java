package dev.lockstep.dialects.mysql.schema;

import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Gathers what one database holds.
final class Catalog {
  private final Connection connection;
  private final Flavour flavour;
  private final String database;
  private final Map<ObjectId, Found> objects = new LinkedHashMap<>();
  private final Map<String, List<Found>> kinds = new HashMap<>();
  private final List<String> notManaged = new ArrayList<>();
  private final List<String> beginning = new ArrayList<>();
  private final Map<ObjectId, String> overlaps = new HashMap<>();
  private @Nullable ShownTables tables;

  Catalog(Connection connection, Flavour flavour, String database) {
    this.connection = connection;
    this.flavour = flavour;
    this.database = database;
  }

  Flavour flavour() {
    return flavour;
  }

  /// Returns the name of the database, which no object's name or text may hold.
  String database() {
    return database;
  }

  /// Takes the rows of a query one by one.
  interface Rows {
    void take(Row row) throws SQLException;
  }

  /// Is one row.
  record Row(ResultSet result) {
    @Nullable String get(String column) throws SQLException {
      return result.getString(column);
    }

    String text(String column) throws SQLException {
      String text = result.getString(column);
      return text == null ? "" : text;
    }
  }

  /// Runs a query in which every `?` is the database.
  void each(String query, Rows rows) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      long parameters = query.chars().filter(unit -> unit == '?').count();
      for (int i = 1; i <= parameters; i++) {
        statement.setString(i, database);
      }
      take(statement.executeQuery(), rows);
    }
  }

  /// Runs a statement that only shows something.
  void show(String sql, Rows rows) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      take(statement.executeQuery(sql), rows);
    }
  }

  private static void take(ResultSet result, Rows rows) throws SQLException {
    try (result) {
      Row row = new Row(result);
      while (result.next()) {
        rows.take(row);
      }
    }
  }

  /// Returns what the server writes down when it is asked to show how an object is created.
  ///
  /// @param what keyword and name
  /// @param column that holds the statement
  String shown(String what, String column) throws SQLException {
    StringBuilder text = new StringBuilder();
    show("SHOW CREATE " + what, row -> text.append(row.text(column)));
    return text.toString();
  }

  /// Returns the statement that creates a table, as the server shows it; empty when it cannot.
  String shownTable(String table) throws SQLException {
    ShownTables shown = tables;
    if (shown == null) {
      shown = ShownTables.read(connection, this);
      tables = shown;
    }
    return shown.of(table);
  }

  /// Returns a body as it was written. The information schema has a question mark for each
  /// character beyond Unicode's first 65,536.
  ///
  /// @param what keyword and name of what it belongs to
  /// @param column that holds the statement, which ends with the body
  String exact(String body, String what, String column) throws SQLException {
    if (!flavour.isMariaDb()) {
      return ShownBody.isNeeded(body) ? ShownBody.of(shown(what, column)) : body;
    }
    if (body.indexOf('?') < 0) {
      return body;
    }
    String shown = shown(what, column);
    int length = body.codePointCount(0, body.length());
    int all = shown.codePointCount(0, shown.length());
    return all < length ? body : shown.substring(shown.offsetByCodePoints(0, all - length));
  }

  Found add(String kind, @Nullable ObjectId parent, String... path) {
    Found found = new Found(ObjectId.of(kind, path), parent);
    objects.put(found.id, found);
    kinds.computeIfAbsent(kind, _ -> new ArrayList<>()).add(found);
    return found;
  }

  /// Adds what belongs to a table.
  Found addPart(String kind, String table, String name) {
    return add(kind, ObjectId.of(TableKind.NAME, table), table, name);
  }

  Optional<Found> find(String kind, String... path) {
    return Optional.ofNullable(objects.get(ObjectId.of(kind, path)));
  }

  boolean has(String kind, String... path) {
    return find(kind, path).isPresent();
  }

  List<Found> ofKind(String kind) {
    return List.copyOf(kinds.getOrDefault(kind, List.of()));
  }

  void notManaged(String what) {
    notManaged.add(what);
  }

  /// Notes what makes another database begin as this one did.
  void beginsBy(String statement) {
    beginning.add(statement);
  }

  /// Notes that a key must not overlap in a period.
  void overlaps(String table, String key, String period) {
    overlaps.put(ObjectId.of(IndexKind.NAME, table, key), period);
  }

  /// Returns the period in which a key must not overlap; null for any other.
  @Nullable String periodOf(ObjectId key) {
    return overlaps.get(key);
  }

  DatabaseSchema schema() {
    List<SchemaObject> all = new ArrayList<>();
    for (Found found : objects.values()) {
      all.add(
          new SchemaObject(
              found.id,
              found.parent,
              found.attributes,
              found.uses.stream()
                  .filter(objects::containsKey)
                  .filter(used -> !isWithin(used, found.id) && !isWithin(found.id, used))
                  .toList()));
    }
    return new DatabaseSchema(flavour.dialect(), flavour.major(), all, notManaged)
        .begunBy(beginning);
  }

  /// Tells whether an object is another one or belongs to it.
  private boolean isWithin(ObjectId part, ObjectId whole) {
    for (ObjectId at = part; at != null; ) {
      if (at.equals(whole)) {
        return true;
      }
      Found found = objects.get(at);
      at = found == null ? null : found.parent;
    }
    return false;
  }
}
