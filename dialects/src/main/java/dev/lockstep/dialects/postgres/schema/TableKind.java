package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Is a table: plain, partitioned, a partition, inherited, unlogged.
final class TableKind implements PostgresKind {
  private static final Extras EXTRAS = Extras.granted("TABLE");
  private static final List<String> SECURITY = List.of("row_security", "force_row_security");

  @Override
  public String name() {
    return "table";
  }

  @Override
  public String catalog() {
    return "pg_class";
  }

  @Override
  public String query(int version) {
    return """
    SELECT c.oid, ARRAY[n.nspname, c.relname] AS "path[]",
      c.relpersistence = 'u' AS unlogged,
      pg_catalog.pg_get_partkeydef(c.oid) AS partition_key,
      CASE WHEN c.relispartition THEN (SELECT ARRAY[pn.nspname, p.relname]
        FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class p ON p.oid = i.inhparent
        JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace WHERE i.inhrelid = c.oid)
        END AS "partition_of[]",
      pg_catalog.pg_get_expr(c.relpartbound, c.oid) AS partition_bound,
      CASE WHEN NOT c.relispartition THEN (SELECT array_agg(pg_catalog.quote_ident(pn.nspname)
          || '.' || pg_catalog.quote_ident(p.relname) ORDER BY i.inhseqno)
        FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class p ON p.oid = i.inhparent
        JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace WHERE i.inhrelid = c.oid)
        END AS "inherits[]",
      CASE WHEN c.reloftype <> 0 THEN pg_catalog.format_type(c.reloftype, NULL) END AS of_type,
      c.relrowsecurity AS row_security, c.relforcerowsecurity AS force_row_security,
      CASE c.relreplident WHEN 'n' THEN 'NOTHING' WHEN 'f' THEN 'FULL' WHEN 'i' THEN
        'USING INDEX ' || (SELECT pg_catalog.quote_ident(ic.relname) FROM pg_catalog.pg_index x
          JOIN pg_catalog.pg_class ic ON ic.oid = x.indexrelid
          WHERE x.indrelid = c.oid AND x.indisreplident) END AS replica_identity,
      %s,
      (SELECT array_agg('toast.' || o ORDER BY o) FROM pg_catalog.pg_class t, unnest(t.reloptions) o
        WHERE t.oid = c.reltoastrelid) AS "toast_options[]",
      (SELECT a.amname FROM pg_catalog.pg_am a WHERE a.oid = c.relam AND a.amname <> 'heap')
        AS access_method,
      (SELECT t.spcname FROM pg_catalog.pg_tablespace t WHERE t.oid = c.reltablespace) AS tablespace,
      (SELECT array_agg(a.attname ORDER BY a.attnum) FROM pg_catalog.pg_attribute a
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS "_columns[]",
      CASE WHEN c.relkind = 'p' THEN (SELECT array_agg(DISTINCT a.attname)
        FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0
        AND (EXISTS (SELECT FROM pg_catalog.pg_partitioned_table k
            WHERE k.partrelid = c.oid AND a.attnum = ANY (k.partattrs::int2[]))
          OR EXISTS (SELECT FROM pg_catalog.pg_depend d
            WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid
            AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjid = c.oid
            AND d.objsubid = a.attnum AND d.refobjsubid = 0 AND d.deptype = 'i'))) END
        AS "_partition_columns[]",
      %s,
      %s,
      %s, %s
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND %s AND %s\
    """
        .formatted(
            Catalogs.sorted("c.reloptions", "options"),
            StandingAlone.taken(version),
            KeyNames.SELECTED,
            Catalogs.owner("c.relowner"),
            Catalogs.privileges("c.relacl", "r", "c.relowner"),
            Catalogs.ours("n"),
            Catalogs.notOfExtension("pg_class", "c.oid"));
  }

  @Override
  public List<String> create(SchemaObject object, DatabaseSchema desired) {
    String spelled = Spelling.path(object.id());
    List<String> statements = new ArrayList<>();
    statements.add(
        "CREATE "
            + (object.has("unlogged") ? "UNLOGGED " : "")
            + "TABLE "
            + spelled
            + body(object, desired)
            + tail(object));
    for (String flag : SECURITY) {
      if (object.has(flag)) {
        statements.add(security(spelled, flag, true));
      }
    }
    if (object.has("replica_identity")
        && !object.text("replica_identity").startsWith("USING INDEX")) {
      statements.add(replicaIdentity(spelled, object));
    }
    statements.addAll(EXTRAS.create(object, spelled, desired));
    for (SchemaObject column : columns(object, desired)) {
      statements.addAll(ColumnKind.extras(column, desired));
    }
    statements.addAll(InheritedColumnKind.extras(object, desired));
    return statements;
  }

  private static String body(SchemaObject object, DatabaseSchema desired) {
    List<String> names = InheritedColumnKind.names(object, desired);
    if (object.has("partition_of")) {
      return " PARTITION OF "
          + Spelling.path(object.texts("partition_of"))
          + (names.isEmpty() ? "" : " (" + String.join(", ", names) + ")")
          + " "
          + object.text("partition_bound");
    }
    if (object.has("of_type")) {
      return " OF " + object.text("of_type");
    }
    List<String> lines =
        Stream.concat(
                columns(object, desired).stream()
                    .map(column -> ColumnKind.definition(column, desired)),
                names.stream())
            .map(line -> "\n  " + line)
            .toList();
    return " (" + String.join(",", lines) + (lines.isEmpty() ? ")" : "\n)");
  }

  private static String tail(SchemaObject object) {
    StringBuilder tail = new StringBuilder();
    if (object.has("inherits")) {
      tail.append(" INHERITS (").append(String.join(", ", object.texts("inherits"))).append(")");
    }
    if (object.has("partition_key")) {
      tail.append(" PARTITION BY ").append(object.text("partition_key"));
    }
    if (object.has("access_method")) {
      tail.append(" USING ").append(Spelling.name(object.text("access_method")));
    }
    List<String> options = new ArrayList<>(object.texts("options"));
    options.addAll(object.texts("toast_options"));
    if (!options.isEmpty()) {
      tail.append(" WITH (").append(Options.spelled(options)).append(")");
    }
    if (object.has("tablespace")) {
      tail.append(" TABLESPACE ").append(Spelling.name(object.text("tablespace")));
    }
    return tail.toString();
  }

  /// Returns the columns in the order they have in the table.
  static List<SchemaObject> columns(SchemaObject table, DatabaseSchema within) {
    List<String> order = table.texts("_columns");
    return within.children(table.id(), "column").stream()
        .sorted(Comparator.comparingInt(column -> order.indexOf(column.id().name())))
        .toList();
  }

  @Override
  public List<String> drop(SchemaObject object, DatabaseSchema live) {
    String spelled = Spelling.path(object.id());
    List<String> statements = new ArrayList<>();
    if (object.has("partition_of") && isReferenced(object, live)) {
      // As long as it belongs to its parent, the foreign keys to that one are on it as well.
      statements.add(
          table(Spelling.path(object.texts("partition_of")), "DETACH PARTITION " + spelled));
    }
    statements.add("DROP TABLE " + spelled);
    return statements;
  }

  private static boolean isReferenced(SchemaObject partition, DatabaseSchema live) {
    return live.objects().values().stream()
        .anyMatch(object ->
            object.kind().equals("constraint")
                && object.texts("_references").equals(partition.texts("partition_of")));
  }

  @Override
  public Optional<String> lossWhenDropped(SchemaObject object) {
    // The rows of a partitioned table are those of its partitions.
    return object.has("partition_key")
        ? Optional.empty()
        : Optional.of("the rows of " + object.id());
  }

  @Override
  public Alteration alter(Change change) {
    String spelled = Spelling.path(change.to().id());
    Set<String> left = new HashSet<>(change.attributes());
    List<String> statements = new ArrayList<>();
    if (left.remove("unlogged")) {
      statements.add(table(spelled, change.to().has("unlogged") ? "SET UNLOGGED" : "SET LOGGED"));
    }
    for (String flag : SECURITY) {
      if (left.remove(flag)) {
        statements.add(security(spelled, flag, change.to().has(flag)));
      }
    }
    if (left.remove("replica_identity") && !isByNewIndex(change)) {
      statements.add(replicaIdentity(spelled, change.to()));
    }
    for (String options : List.of("options", "toast_options")) {
      if (left.remove(options)) {
        Options.alter(change.from().texts(options), change.to().texts(options))
            .forEach(action -> statements.add(table(spelled, action)));
      }
    }
    if (left.remove("access_method")) {
      String method = change.to().has("access_method") ? change.to().text("access_method") : "heap";
      statements.add(table(spelled, "SET ACCESS METHOD " + Spelling.name(method)));
    }
    if (left.remove("tablespace")) {
      String space = change.to().has("tablespace") ? change.to().text("tablespace") : "pg_default";
      statements.add(table(spelled, "SET TABLESPACE " + Spelling.name(space)));
    }
    if (left.remove(KeyNames.ATTRIBUTE)) {
      statements.addAll(KeyNames.alter(change));
    }
    statements.addAll(EXTRAS.alter(change, spelled));
    left.removeAll(Extras.ATTRIBUTES);
    return left.isEmpty() ? Alteration.inPlace(statements) : Alteration.replace();
  }

  /// Tells whether the identity comes with an index that is still to be created, or made anew.
  private static boolean isByNewIndex(Change change) {
    String identity = change.to().text("replica_identity");
    return identity.startsWith("USING INDEX ")
        && change.desired().children(change.to().id()).stream()
            .filter(child -> child.kind().equals("index") || child.kind().equals("constraint"))
            .filter(child -> identity.equals("USING INDEX " + Spelling.name(child.id().name())))
            .anyMatch(child ->
                change
                    .live()
                    .find(child.id())
                    .filter(from -> from.texts("definition").equals(child.texts("definition")))
                    .isEmpty());
  }

  private static String security(String spelled, String flag, boolean on) {
    return table(
        spelled,
        flag.startsWith("force")
            ? (on ? "FORCE" : "NO FORCE") + " ROW LEVEL SECURITY"
            : (on ? "ENABLE" : "DISABLE") + " ROW LEVEL SECURITY");
  }

  static String replicaIdentity(String spelled, SchemaObject object) {
    return table(
        spelled,
        "REPLICA IDENTITY "
            + (object.has("replica_identity") ? object.text("replica_identity") : "DEFAULT"));
  }

  /// Writes what makes an index, or the one of a constraint, the replica identity of its table.
  static List<String> replicaIdentityBy(SchemaObject index, DatabaseSchema desired) {
    SchemaObject table = desired.get(of(index));
    return table.text("replica_identity").equals("USING INDEX " + Spelling.name(index.id().name()))
        ? List.of(replicaIdentity(Spelling.path(table.id()), table))
        : List.of();
  }

  /// Tells whether a table has partitions or heirs.
  static boolean passesOn(ObjectId table, DatabaseSchema within) {
    return within.users(table).stream().anyMatch(user -> user.kind().equals("table"));
  }

  /// Returns the keys and indexes of the table that a partition belongs to: they take over what the
  /// partition has of the same form, so that its own come later.
  static List<ObjectId> keysOfParent(SchemaObject part, DatabaseSchema within) {
    return within
        .find(of(part))
        .filter(table -> table.has("partition_of"))
        .map(table -> new ObjectId("table", table.texts("partition_of")))
        .stream()
        .flatMap(parent -> within.children(parent).stream())
        .filter(child -> child.kind().equals("index") || child.kind().equals("constraint"))
        .map(SchemaObject::id)
        .toList();
  }

  /// Tells whether rows are still to be in the order of an index when one ceases to say so.
  static boolean isClustered(ObjectId table, DatabaseSchema desired) {
    return desired.children(table).stream().anyMatch(child -> child.has("clustered"));
  }

  static String table(String spelled, String action) {
    return "ALTER TABLE " + spelled + " " + action;
  }

  /// Writes an action on the table, plain or foreign, that a part belongs to.
  static String alter(SchemaObject part, String action) {
    boolean foreign = of(part).kind().equals("foreign_table");
    return "ALTER "
        + (foreign ? "FOREIGN " : "")
        + "TABLE "
        + Spelling.table(part.id())
        + " "
        + action;
  }

  /// Returns the id of the table, or what is like one, that a part belongs to.
  static ObjectId of(SchemaObject part) {
    ObjectId parent = part.parent();
    if (parent == null) {
      throw new IllegalArgumentException(part.id() + " belongs to no table");
    }
    return parent;
  }
}
