package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Is the default of a column; an object of its own, because it can use what the table cannot.
final class DefaultKind implements PostgresKind {
  @Override
  public String name() {
    return "default";
  }

  @Override
  public String catalog() {
    return "pg_attrdef";
  }

  /// A default names no column, so the server need not learn those of the table to spell it.
  @Override
  public String query(int version) {
    return """
    SELECT d.oid, ARRAY[n.nspname, c.relname, a.attname] AS "path[]",
      CASE WHEN c.relkind = 'v' THEN 'view' WHEN c.relispartition OR c.reloftype <> 0 OR NOT a.attislocal
          THEN 'table'
        ELSE 'column' END
        AS parent_kind,
      CASE WHEN c.relkind = 'v' OR c.relispartition OR c.reloftype <> 0 OR NOT a.attislocal
        THEN ARRAY[n.nspname, c.relname]
        ELSE ARRAY[n.nspname, c.relname, a.attname] END AS "parent[]",
      pg_catalog.pg_get_expr(d.adbin, 0) AS expression
    FROM pg_catalog.pg_attrdef d JOIN pg_catalog.pg_class c ON c.oid = d.adrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.adnum
    WHERE c.relkind IN ('r', 'p', 'f', 'v') AND a.attgenerated = '' AND NOT a.attisdropped AND %s AND %s
      AND NOT ((c.relispartition OR NOT a.attislocal) AND EXISTS (SELECT FROM pg_catalog.pg_inherits i
        JOIN pg_catalog.pg_attribute pa ON pa.attrelid = i.inhparent AND pa.attname = a.attname
        JOIN pg_catalog.pg_attrdef pd ON pd.adrelid = i.inhparent AND pd.adnum = pa.attnum
        WHERE i.inhrelid = c.oid AND pg_catalog.pg_get_expr(pd.adbin, pd.adrelid)
          = pg_catalog.pg_get_expr(d.adbin, d.adrelid)))\
    """
        .formatted(Catalogs.ours("n"), Catalogs.notOfExtension("pg_class", "c.oid"));
  }

  @Override
  public boolean bornWithParent(SchemaObject object) {
    return TableKind.of(object).kind().equals("column");
  }

  @Override
  public boolean separable(SchemaObject object) {
    return true;
  }

  @Override
  public List<String> create(SchemaObject object, DatabaseSchema desired) {
    return List.of(alter(object, "SET DEFAULT " + object.text("expression")));
  }

  @Override
  public List<String> drop(SchemaObject object, DatabaseSchema live) {
    return List.of(alter(object, "DROP DEFAULT"));
  }

  @Override
  public Alteration alter(Change change) {
    List<String> statements = new ArrayList<>(create(change.to(), change.desired()));
    SchemaObject column = change.to();
    heirs(new ObjectId("table", column.id().path().subList(0, 2)), change.desired())
        .map(heir -> StandingAlone.part("default", heir, column.id().name()))
        .filter(own -> change.live().find(own).isPresent())
        .flatMap(own -> change.desired().find(own).stream())
        .forEach(own -> statements.addAll(create(own, change.desired())));
    return Alteration.inPlace(statements);
  }

  /// Lists the tables that get a default of their parent, in the place of one of their own too.
  private static Stream<ObjectId> heirs(ObjectId table, DatabaseSchema within) {
    return within.users(table).stream()
        .filter(user -> user.kind().equals("table"))
        .flatMap(heir -> Stream.concat(Stream.of(heir.id()), heirs(heir.id(), within)));
  }

  /// It is written anew for the new type.
  @Override
  public boolean blocksTypeChange(SchemaObject object, Change change) {
    return true;
  }

  private static String alter(SchemaObject object, String action) {
    String type = TableKind.of(object).kind().equals("view") ? "VIEW" : "TABLE";
    return "ALTER "
        + type
        + " "
        + Spelling.table(object.id())
        + " ALTER COLUMN "
        + Spelling.name(object.id().name())
        + " "
        + action;
  }
}
