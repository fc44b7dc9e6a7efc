package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;

/// Is what a table has of its own in a column that comes from its parent, or from its type: a
/// partition, an heir, a typed table.
///
/// *Shape*: there is one only where there is something to say. `not_null` is there where the table
/// alone refuses nulls; with a name alone it calls what its parent refuses too by another name.
final class InheritedColumnKind implements PostgresKind {
  static final String NAME = "inherited_column";

  private static final Extras EXTRAS = Extras.of("COLUMN");

  @Override
  public String name() {
    return NAME;
  }

  /// What others use is the table.
  @Override
  public String catalog() {
    return "";
  }

  @Override
  public String query(int version) {
    boolean named = version >= NotNull.SINCE;
    return """
    SELECT * FROM (SELECT NULL AS oid, ARRAY[n.nspname, c.relname, a.attname] AS "path[]",
      CASE c.relkind WHEN 'f' THEN 'foreign_table' ELSE 'table' END AS parent_kind,
      (SELECT ARRAY[rn.nspname, r.relname, a.attname] FROM pg_catalog.pg_class r
        JOIN pg_catalog.pg_namespace rn ON rn.oid = r.relnamespace
        WHERE r.oid = CASE WHEN c.relispartition THEN pg_catalog.pg_partition_root(c.oid)
          ELSE up.parent END) AS "_origin[]",
      a.attnotnull AND NOT coalesce(up.not_null, false) AS not_null, %s, %s,
      %s, m.description AS comment, %s
    FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
    LEFT JOIN LATERAL (SELECT (array_agg(i.inhparent ORDER BY i.inhseqno))[1] AS parent,
        bool_or(ua.attnotnull%s
      FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_attribute ua
        ON ua.attrelid = i.inhparent AND ua.attname = a.attname
      %s
      WHERE i.inhrelid = c.oid) up ON true
    LEFT JOIN pg_catalog.pg_description m ON m.objoid = c.oid AND m.objsubid = a.attnum
      AND m.classoid = 'pg_catalog.pg_class'::regclass
    %s
    WHERE c.relkind IN ('r', 'p', 'f')
      AND (c.reloftype <> 0 OR c.oid IN (SELECT heir.inhrelid FROM pg_catalog.pg_inherits heir))
      AND a.attnum > 0 AND NOT a.attisdropped
      AND (c.relispartition OR c.reloftype <> 0 OR (a.attinhcount > 0 AND NOT a.attislocal))
      AND %s AND %s) own
    WHERE own.not_null OR %s own.storage <> '' OR own.compression <> ''
      OR own.statistics IS NOT NULL OR own."options[]" IS NOT NULL OR own.comment <> ''
      OR own."privileges[]" IS NOT NULL\
    """
        .formatted(
            notNullName(version),
            NotNull.selected(version, "NOT up.not_null IS TRUE"),
            ColumnSettings.selected(version),
            Catalogs.privileges("a.attacl", "c", "c.relowner"),
            named
                ? " AND NOT un.connoinherit) AS not_null, array_agg(un.conname) AS names"
                : ") AS not_null",
            named
                ? "LEFT JOIN pg_catalog.pg_constraint un ON un.conrelid = i.inhparent"
                    + " AND un.contype = 'n' AND un.conkey[1] = ua.attnum"
                : "",
            NotNull.joined(version),
            Catalogs.ours("n"),
            Catalogs.notOfExtension("pg_class", "c.oid"),
            named ? "own.not_null_name <> '' OR own.not_null_comment <> '' OR" : "");
  }

  /// An heir calls it as its parent does, unless it had it before.
  private static String notNullName(int version) {
    return version >= NotNull.SINCE
        ? """
        CASE WHEN NOT nn.conname = ANY (coalesce(up.names, '{}'))
          AND nn.conname !~ '_not_null[0-9]*$' THEN nn.conname END AS not_null_name,
        nn.conname AS _not_null_name\
        """
        : "NULL AS not_null_name";
  }

  @Override
  public boolean bornWithParent(SchemaObject object) {
    return TableKind.of(object).kind().equals("table");
  }

  /// Goes with the column of the parent as well.
  @Override
  public List<ObjectId> diesWith(SchemaObject object) {
    List<ObjectId> others = new ArrayList<>(object.uses());
    others.add(TableKind.of(object));
    return others;
  }

  /// Spells the names that a new heir, or a new partition, gives to what its parent refuses: later
  /// there is no way to them.
  static List<String> names(SchemaObject table, DatabaseSchema within) {
    return within.children(table.id(), NAME).stream()
        .filter(InheritedColumnKind::hasOtherName)
        .map(column ->
            "CONSTRAINT " + NotNull.name(column) + " NOT NULL " + Spelling.name(column.id().name()))
        .toList();
  }

  static boolean hasOtherName(SchemaObject column) {
    return column.has("not_null_name") && !column.has("not_null");
  }

  /// Writes what a new table needs behind its definition.
  static List<String> extras(SchemaObject table, DatabaseSchema desired) {
    return desired.children(table.id(), NAME).stream()
        .flatMap(column -> new InheritedColumnKind().create(column, desired).stream())
        .toList();
  }

  @Override
  public List<String> create(SchemaObject object, DatabaseSchema desired) {
    List<String> statements = new ArrayList<>();
    if (object.has("not_null")) {
      statements.add(NotNull.set(object));
    }
    NotNull.comment(object).ifPresent(statements::add);
    statements.addAll(ColumnSettings.create(object, desired));
    statements.addAll(EXTRAS.create(object, Spelling.path(object.id())));
    statements.addAll(ColumnKind.privileges(object, List.of(), object.texts("privileges")));
    return statements;
  }

  @Override
  public List<String> drop(SchemaObject object, DatabaseSchema live) {
    List<String> statements = new ArrayList<>(ColumnSettings.drop(object, live));
    if (object.has("not_null")) {
      statements.add(ColumnKind.alter(object, "DROP NOT NULL"));
    } else {
      NotNull.withoutComment(object).ifPresent(statements::add);
    }
    if (object.has("comment")) {
      statements.add("COMMENT ON COLUMN " + Spelling.path(object.id()) + " IS NULL");
    }
    statements.addAll(ColumnKind.privileges(object, object.texts("privileges"), List.of()));
    return statements;
  }

  @Override
  public Alteration alter(Change change) {
    SchemaObject to = change.to();
    List<String> statements = new ArrayList<>();
    boolean ofParent =
        !to.has("not_null")
            && to.uses().stream()
                .flatMap(used -> change.desired().find(used).stream())
                .anyMatch(used -> used.has("not_null"));
    if (!ofParent) {
      statements.addAll(NotNull.alter(change));
    } else if (change.touches(NotNull.COMMENT)) {
      statements.add(NotNull.commented(to));
    }
    statements.addAll(ColumnSettings.alter(change, false));
    statements.addAll(EXTRAS.alter(change, Spelling.path(to.id())));
    if (change.touches("privileges")) {
      statements.addAll(
          ColumnKind.privileges(to, change.from().texts("privileges"), to.texts("privileges")));
    }
    return Alteration.inPlace(statements);
  }
}
