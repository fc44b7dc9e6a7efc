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
import java.util.Objects;
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
  private final Map<Long, String> catalogs = new HashMap<>();
  private final Map<Key, ObjectId> ids = new HashMap<>();
  private final Map<Key, Key> aliases = new HashMap<>();
  private final Map<ObjectId, Set<ObjectId>> uses = new HashMap<>();
  private final List<String> notManaged = new ArrayList<>();

  /// Names and types come again and again; each is kept once.
  private final Map<String, String> texts = new HashMap<>();

  private final Map<String, List<String>> singles = new HashMap<>();

  void addObjects(PostgresKind kind, ResultSet rows) throws SQLException {
    Shape shape = Shape.of(rows.getMetaData());
    while (rows.next()) {
      ObjectId id = new ObjectId(kind.name(), array(rows.getString(shape.place("path[]"))));
      objects.put(id, new Found(id, parent(id, shape, rows), attributes(shape, rows)));
      long oid = rows.getLong(shape.place("oid"));
      if (oid != 0) {
        int sub = shape.has("sub") ? rows.getInt(shape.place("sub")) : 0;
        ids.put(new Key(kind.catalog(), oid, sub), id);
      }
    }
  }

  private SortedMap<String, List<String>> attributes(Shape shape, ResultSet rows)
      throws SQLException {
    SortedMap<String, List<String>> attributes = new TreeMap<>();
    for (Attribute attribute : shape.attributes()) {
      String text = rows.getString(attribute.place());
      if (text == null || text.isEmpty() || (attribute.truth() && text.equals("f"))) {
        continue;
      }
      List<String> texts =
          attribute.list() ? array(text) : single(attribute.truth() ? "true" : text);
      if (!texts.isEmpty()) {
        attributes.put(attribute.name(), texts);
      }
    }
    return attributes;
  }

  private @Nullable ObjectId parent(ObjectId id, Shape shape, ResultSet rows) throws SQLException {
    if (!shape.has("parent_kind")) {
      return null;
    }
    List<String> path =
        shape.has("parent[]")
            ? array(rows.getString(shape.place("parent[]")))
            : id.path().subList(0, id.path().size() - 1);
    ObjectId parent = new ObjectId(rows.getString(shape.place("parent_kind")), path);
    Found found = objects.get(parent);
    return found == null ? parent : found.id();
  }

  private List<String> single(String text) {
    return singles.computeIfAbsent(SettledText.of(text), List::of);
  }

  private List<String> array(String text) {
    return ArrayText.read(text).stream()
        .map(element -> texts.computeIfAbsent(element, one -> one))
        .toList();
  }

  /// Is a column of a result that holds an attribute.
  private record Attribute(int place, String name, boolean list, boolean truth) {
    static Attribute of(ResultSetMetaData columns, int place) throws SQLException {
      String label = columns.getColumnLabel(place);
      boolean list = label.endsWith("[]");
      return new Attribute(
          place,
          list ? label.substring(0, label.length() - 2) : label,
          list,
          columns.getColumnTypeName(place).equals("bool"));
    }
  }

  /// Is what a result's columns are, asked once and not for each row.
  private record Shape(Map<String, Integer> places, List<Attribute> attributes) {
    static Shape of(ResultSetMetaData columns) throws SQLException {
      Map<String, Integer> places = new HashMap<>();
      List<Attribute> attributes = new ArrayList<>();
      for (int place = 1; place <= columns.getColumnCount(); place++) {
        String label = columns.getColumnLabel(place);
        places.put(label, place);
        if (!STRUCTURE.contains(label)) {
          attributes.add(Attribute.of(columns, place));
        }
      }
      return new Shape(places, attributes);
    }

    boolean has(String label) {
      return places.containsKey(label);
    }

    int place(String label) {
      return Objects.requireNonNull(places.get(label));
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

  void addCatalog(long number, String name) {
    catalogs.put(number, name);
  }

  private String catalog(ResultSet rows, int place) throws SQLException {
    return catalogs.getOrDefault(rows.getLong(place), "");
  }

  void addDependencies(ResultSet rows) throws SQLException {
    while (rows.next()) {
      ObjectId user = resolve(new Key(catalog(rows, 1), rows.getLong(2), rows.getInt(3)));
      ObjectId used = resolve(new Key(catalog(rows, 4), rows.getLong(5), rows.getInt(6)));
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
      List<String> origin = found.attributes().getOrDefault("_origin", List.of());
      ObjectId whole = new ObjectId(found.id().kind().replace("inherited_", ""), origin);
      if (objects.containsKey(whole)) {
        use(found.id(), whole);
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
