package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Gathers catalog rows and makes a schema of them.
final class CatalogRows {
  /// Columns that are no attributes.
  private static final Set<String> STRUCTURE =
      Set.of("oid", "sub", "path[]", "parent[]", "parent_kind");

  /// Is a row of a catalog, or a column of one.
  private record Key(String catalog, long oid, int sub) {}

  private record Found(
      ObjectId id, @Nullable ObjectId parent, SortedMap<String, List<String>> attributes) {}

  private final Map<ObjectId, Found> objects = new LinkedHashMap<>();
  private final Map<Key, ObjectId> ids = new HashMap<>();
  private final Map<Key, Key> aliases = new HashMap<>();
  private final Map<ObjectId, Set<ObjectId>> uses = new HashMap<>();
  private final List<String> notManaged = new ArrayList<>();

  void addObjects(PostgresKind kind, ResultSet rows) throws SQLException {
    Shape shape = Shape.of(rows.getMetaData());
    while (rows.next()) {
      SortedMap<String, List<String>> attributes = new TreeMap<>();
      for (int column = 0; column < shape.labels().size(); column++) {
        String label = shape.labels().get(column);
        String text = rows.getString(column + 1);
        boolean truth = shape.truths().get(column);
        if (STRUCTURE.contains(label)
            || text == null
            || text.isEmpty()
            || (truth && text.equals("f"))) {
          continue;
        }
        boolean list = label.endsWith("[]");
        List<String> texts =
            list ? ArrayText.read(text) : List.of(truth ? "true" : ArrayCasts.normalized(text));
        if (!texts.isEmpty()) {
          attributes.put(list ? label.substring(0, label.length() - 2) : label, texts);
        }
      }
      List<String> path = ArrayText.read(rows.getString("path[]"));
      ObjectId id = new ObjectId(kind.name(), path);
      ObjectId parent =
          shape.has("parent_kind")
              ? new ObjectId(
                  rows.getString("parent_kind"),
                  shape.has("parent[]")
                      ? ArrayText.read(rows.getString("parent[]"))
                      : path.subList(0, path.size() - 1))
              : null;
      objects.put(id, new Found(id, parent, attributes));
      long oid = rows.getLong("oid");
      if (oid != 0) {
        ids.put(new Key(kind.catalog(), oid, shape.has("sub") ? rows.getInt("sub") : 0), id);
      }
    }
  }

  /// Is what a result's columns are, asked once and not for each row.
  private record Shape(List<String> labels, List<Boolean> truths) {
    static Shape of(ResultSetMetaData columns) throws SQLException {
      List<String> labels = new ArrayList<>();
      List<Boolean> truths = new ArrayList<>();
      for (int column = 1; column <= columns.getColumnCount(); column++) {
        labels.add(columns.getColumnLabel(column));
        truths.add(columns.getColumnTypeName(column).equals("bool"));
      }
      return new Shape(labels, truths);
    }

    boolean has(String label) {
      return labels.contains(label);
    }
  }

  void addComments(ResultSet rows) throws SQLException {
    while (rows.next()) {
      ObjectId id = ids.get(new Key(rows.getString(1), rows.getLong(2), rows.getInt(3)));
      Found found = id == null ? null : objects.get(id);
      String text = rows.getString(4);
      if (found != null && !text.isEmpty()) {
        found.attributes().put("comment", List.of(text));
      }
    }
  }

  void addAliases(ResultSet rows) throws SQLException {
    while (rows.next()) {
      aliases.put(
          new Key(rows.getString(1), rows.getLong(2), 0),
          new Key(rows.getString(3), rows.getLong(4), rows.getInt(5)));
    }
  }

  void addDependencies(ResultSet rows) throws SQLException {
    while (rows.next()) {
      ObjectId user = resolve(new Key(rows.getString(1), rows.getLong(2), rows.getInt(3)));
      ObjectId used = resolve(new Key(rows.getString(4), rows.getLong(5), rows.getInt(6)));
      if (user != null && used != null) {
        use(user, used);
      }
    }
  }

  void addNotManaged(ResultSet rows) throws SQLException {
    while (rows.next()) {
      notManaged.add(rows.getString(1));
    }
  }

  DatabaseSchema schema(int version) {
    List<SchemaObject> all = new ArrayList<>();
    for (Found found : objects.values()) {
      if (found.id().kind().equals("sequence_owner")) {
        use(found.id(), new ObjectId("sequence", found.id().path()));
        use(
            found.id(),
            new ObjectId("column", found.attributes().getOrDefault("column", List.of())));
      }
      all.add(
          new SchemaObject(
              found.id(),
              found.parent(),
              found.attributes(),
              List.copyOf(uses.getOrDefault(found.id(), Set.of()))));
    }
    return new DatabaseSchema("postgresql", version, all, notManaged);
  }

  private void use(ObjectId user, ObjectId used) {
    // The column an owned sequence depends on is told by the bond between both.
    boolean bond = user.kind().equals("sequence") && used.kind().equals("column");
    if (!bond && !isWithin(used, user) && !isWithin(user, used)) {
      uses.computeIfAbsent(user, _ -> new HashSet<>()).add(used);
    }
  }

  /// Tells whether an object is another one or belongs to it.
  private boolean isWithin(ObjectId part, ObjectId whole) {
    for (ObjectId at = part; at != null; ) {
      if (at.equals(whole)) {
        return true;
      }
      Found found = objects.get(at);
      at = found == null ? null : found.parent();
    }
    return false;
  }

  private @Nullable ObjectId resolve(Key key) {
    Key at = key;
    // The array of a table's type stands three steps from the table.
    for (int steps = 0; steps < 5; steps++) {
      ObjectId id = ids.get(at);
      if (id != null) {
        return id;
      }
      Key next = aliases.get(at);
      if (next == null && at.sub() != 0) {
        next = new Key(at.catalog(), at.oid(), 0);
      }
      if (next == null) {
        return null;
      }
      at = next;
    }
    return null;
  }
}
