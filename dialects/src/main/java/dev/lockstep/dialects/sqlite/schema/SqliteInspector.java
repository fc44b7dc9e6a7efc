package dev.lockstep.dialects.sqlite.schema;

import dev.lockstep.dialects.sqlite.schema.TableText.Column;
import dev.lockstep.dialects.sqlite.schema.TableText.Constraint;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads everything that a SQLite database holds.
///
/// *Shape*: two queries in one transaction, whatever there is. Writes nothing. A table whose
/// statement and columns do not agree is named as not managed.
///
/// *Source*: https://www.sqlite.org/schematab.html and https://www.sqlite.org/pragma.html, from
/// 3.37 on.
public final class SqliteInspector {
  /// Is what SQLite keeps of an object.
  private record Row(String type, String name, String table, String sql) {}

  private final Map<String, Row> rows = new TreeMap<>();
  private final Map<String, List<String>> columns = new HashMap<>();
  private final Map<String, TableText> texts = new HashMap<>();
  private final Map<String, ObjectId> named = new HashMap<>();
  private final List<SchemaObject> objects = new ArrayList<>();
  private final List<String> notManaged = new ArrayList<>();

  private SqliteInspector() {}

  /// Reads the main database of a connection, which is in autocommit mode.
  ///
  /// *Errors*: the driver's own, for the caller to translate.
  public static DatabaseSchema inspect(Connection connection) throws SQLException {
    SqliteInspector inspector = new SqliteInspector();
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN");
      try {
        inspector.read(statement);
      } finally {
        statement.execute("ROLLBACK");
      }
    }
    inspector.understand();
    return new DatabaseSchema(
        "sqlite",
        connection.getMetaData().getDatabaseMajorVersion(),
        inspector.objects,
        inspector.notManaged);
  }

  private void read(Statement statement) throws SQLException {
    try (ResultSet found =
        statement.executeQuery(
            """
            SELECT m.type, m.name, m.tbl_name, m.sql FROM main.sqlite_schema m
            LEFT JOIN pragma_table_list l ON l.schema = 'main' AND l.name = m.tbl_name
            WHERE m.sql IS NOT NULL AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
              AND coalesce(l.type, '') <> 'shadow'\
            """)) {
      while (found.next()) {
        Row row =
            new Row(found.getString(1), found.getString(2), found.getString(3), found.getString(4));
        rows.put(row.name(), row);
      }
    }
    try (ResultSet found =
        statement.executeQuery(
            """
            SELECT m.name, x.name FROM main.sqlite_schema m
            JOIN pragma_table_list l ON l.schema = 'main' AND l.name = m.name AND l.type = 'table'
            JOIN pragma_table_xinfo(m.name, 'main') x
            WHERE m.type = 'table' ORDER BY m.name, x.cid\
            """)) {
      while (found.next()) {
        columns.computeIfAbsent(found.getString(1), _ -> new ArrayList<>()).add(found.getString(2));
      }
    }
  }

  private void understand() {
    for (Row row : rows.values()) {
      boolean plain = row.type().equals("table") && columns.containsKey(row.name());
      if (plain && !isUnderstood(row)) {
        notManaged.add("table " + row.name());
      } else if (row.type().equals("table") || row.type().equals("view")) {
        named.put(low(row.name()), ObjectId.of(row.type(), row.name()));
      }
    }
    for (Row row : rows.values()) {
      switch (row.type()) {
        case "table" -> table(row);
        case "view" -> {
          String definition = behindName(row, "VIEW");
          add(
              ObjectId.of("view", row.name()),
              null,
              attributes("definition", definition),
              read(row, row.name()));
        }
        case "index" -> index(row);
        case "trigger" -> trigger(row);
        default -> notManaged.add(row.type() + " " + row.name());
      }
    }
  }

  /// A statement that is not understood as SQLite understands it must not be written anew.
  private boolean isUnderstood(Row row) {
    try {
      TableText text = new TableText(row.sql());
      texts.put(row.name(), text);
      return text.columns().stream().map(Column::name).toList().equals(columns.get(row.name()));
    } catch (IndexOutOfBoundsException _) {
      return false;
    }
  }

  private void table(Row row) {
    ObjectId id = named.get(low(row.name()));
    TableText text = texts.get(row.name());
    if (id == null) {
      return;
    }
    if (text == null) {
      add(id, null, attributes("virtual", behindName(row, "TABLE")), List.of());
      return;
    }
    Map<String, Constraint> constraints = new TreeMap<>();
    text.constraints().forEach(one -> constraints.putIfAbsent(one.key(), one));
    List<String> primary =
        constraints.values().stream()
            .filter(one -> one.type().equals("primary key"))
            .flatMap(one -> one.columns().stream())
            .map(SqliteInspector::low)
            .toList();
    SortedMap<String, List<String>> attributes = new TreeMap<>();
    List<String> parts = new ArrayList<>(text.columns().stream().map(Column::spelled).toList());
    constraints.values().stream()
        .filter(one -> !one.text().isEmpty())
        .forEach(one -> parts.add(one.spelled()));
    attributes.put("definition", parts);
    if (!text.options().isEmpty()) {
      attributes.put("options", text.options().stream().distinct().sorted().toList());
    }
    attributes.put("_columns", text.columns().stream().map(Column::name).toList());
    text.columns().stream()
        .filter(one ->
            primary.equals(List.of(low(one.name())))
                && one.text("type").equals("INTEGER")
                && !one.text("primary_key").contains("DESC")
                && !text.options().contains("WITHOUT ROWID"))
        .forEach(one -> attributes.put("_rowid", List.of(one.name())));
    if (parts.stream()
        .flatMap(part -> Token.of(part).stream())
        .anyMatch(token -> token.is("AUTOINCREMENT"))) {
      attributes.put("_autoincrement", List.of("true"));
    }
    add(id, null, attributes, List.of());
    for (Column column : text.columns()) {
      add(column(row.name(), column.name()), id, column.attributes(), List.of());
    }
    constraints.forEach((key, one) -> constraint(row.name(), id, key, one));
  }

  private void constraint(String table, ObjectId parent, String key, Constraint one) {
    List<ObjectId> uses = new ArrayList<>();
    one.columns().forEach(name -> column(parent, name, uses));
    ObjectId target = named.get(low(one.target()));
    if (target != null) {
      uses.add(target);
      targets(one, target).forEach(name -> column(target, name, uses));
    }
    SortedMap<String, List<String>> attributes = new TreeMap<>();
    attributes.put("type", List.of(one.type()));
    if (!one.text().isEmpty()) {
      attributes.put("definition", List.of(one.spelled()));
    }
    add(ObjectId.of("constraint", table, key), parent, attributes, uses);
  }

  /// Returns what a foreign key refers to; the primary key where it names none.
  private List<String> targets(Constraint one, ObjectId target) {
    TableText text = texts.get(target.name());
    return !one.targetColumns().isEmpty() || text == null
        ? one.targetColumns()
        : text.constraints().stream()
            .filter(other -> other.type().equals("primary key"))
            .flatMap(other -> other.columns().stream())
            .toList();
  }

  /// Adds the column of a table that a text names, in whatever case.
  private void column(ObjectId table, String name, List<ObjectId> uses) {
    TableText text = texts.get(table.name());
    if (text != null) {
      text.columns().stream()
          .map(Column::name)
          .filter(one -> low(one).equals(low(name)))
          .forEach(one -> uses.add(column(table.name(), one)));
    }
  }

  private void index(Row row) {
    ObjectId table = named.get(low(row.table()));
    if (table == null) {
      return;
    }
    List<Token> tokens = Token.of(row.sql());
    int on = 0;
    while (!tokens.get(on).is("ON")) {
      on++;
    }
    List<Token> listed = tokens.subList(on + 2, tokens.size());
    SortedMap<String, List<String>> attributes = attributes("definition", Token.joined(listed));
    if (tokens.get(1).is("UNIQUE")) {
      attributes.put("unique", List.of("true"));
    }
    List<ObjectId> uses = new ArrayList<>(List.of(table));
    listed.stream()
        .filter(token -> token.isName() || token.text().startsWith("'"))
        .forEach(token -> column(table, token.name(), uses));
    add(ObjectId.of("index", row.name()), table, attributes, uses);
  }

  private void trigger(Row row) {
    ObjectId parent = named.get(low(row.table()));
    if (parent != null) {
      List<ObjectId> uses = new ArrayList<>(read(row, row.table()));
      uses.add(parent);
      add(
          ObjectId.of("trigger", row.name()),
          parent,
          attributes("definition", behindName(row, "TRIGGER")),
          uses);
    }
  }

  /// Returns a statement without its beginning up to the name.
  private static String behindName(Row row, String word) {
    List<Token> tokens = Token.of(row.sql());
    int at = 0;
    while (!tokens.get(at).is(word)) {
      at++;
    }
    at++;
    if (tokens.get(at).is("IF")) {
      at += 3;
    }
    if (tokens.get(at + 1).is(".")) {
      at += 2;
    }
    return row.sql().substring(tokens.get(at).end()).strip();
  }

  /// Lists tables and views that a statement reads or writes: names where such names stand.
  private List<ObjectId> read(Row row, String itself) {
    List<ObjectId> read = new ArrayList<>();
    List<Token> tokens = Token.of(row.sql());
    for (int at = 1; at < tokens.size(); at++) {
      Token before = tokens.get(at - 1);
      boolean place =
          List.of(
                  "FROM",
                  "JOIN",
                  "INTO",
                  "UPDATE",
                  "REPLACE",
                  "IGNORE",
                  "ABORT",
                  "FAIL",
                  "ROLLBACK",
                  ",",
                  "(",
                  ".")
              .stream()
              .anyMatch(before::is);
      ObjectId found = place ? named.get(low(tokens.get(at).name())) : null;
      if (found != null && !low(itself).equals(low(found.name()))) {
        read.add(found);
      }
    }
    return read;
  }

  private void add(
      ObjectId id,
      @Nullable ObjectId parent,
      SortedMap<String, List<String>> attributes,
      List<ObjectId> uses) {
    objects.add(new SchemaObject(id, parent, attributes, uses));
  }

  private static ObjectId column(String table, String name) {
    return ObjectId.of("column", table, name);
  }

  private static SortedMap<String, List<String>> attributes(String name, String text) {
    return new TreeMap<>(Map.of(name, List.of(text)));
  }

  private static String low(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
