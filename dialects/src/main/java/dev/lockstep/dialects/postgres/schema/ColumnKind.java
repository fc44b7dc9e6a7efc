package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;

/// Is a column of a table or foreign table.
final class ColumnKind implements PostgresKind {
  private static final Extras EXTRAS = Extras.of("COLUMN");

  @Override
  public String name() {
    return "column";
  }

  @Override
  public String catalog() {
    return "pg_class";
  }

  @Override
  public String query(int version) {
    return """
    SELECT c.oid, a.attnum AS sub, ARRAY[n.nspname, c.relname, a.attname] AS "path[]",
      CASE c.relkind WHEN 'f' THEN 'foreign_table' ELSE 'table' END AS parent_kind,
      pg_catalog.format_type(a.atttypid, a.atttypmod) AS type,
      a.attnotnull AS not_null, %s, %s, %s,
      CASE a.attidentity WHEN 'a' THEN 'ALWAYS' WHEN 'd' THEN 'BY DEFAULT' END AS identity,
      (SELECT %s FROM pg_catalog.pg_depend d
        JOIN pg_catalog.pg_sequence s ON s.seqrelid = d.objid
        WHERE a.attidentity <> '' AND d.refclassid = 'pg_catalog.pg_class'::regclass
          AND d.refobjid = c.oid AND d.refobjsubid = a.attnum
          AND d.classid = 'pg_catalog.pg_class'::regclass AND d.deptype = 'i')
        AS "identity_options[]",
      (SELECT ARRAY[sn.nspname, sc.relname] FROM pg_catalog.pg_depend d
        JOIN pg_catalog.pg_class sc ON sc.oid = d.objid AND sc.relkind = 'S'
        JOIN pg_catalog.pg_namespace sn ON sn.oid = sc.relnamespace
        WHERE a.attidentity <> '' AND d.refclassid = 'pg_catalog.pg_class'::regclass
          AND d.refobjid = c.oid AND d.refobjsubid = a.attnum
          AND d.classid = 'pg_catalog.pg_class'::regclass AND d.deptype = 'i')
        AS "_sequence[]",
      CASE a.attgenerated WHEN 's' THEN 'STORED' WHEN 'v' THEN 'VIRTUAL' END AS generated,
      CASE WHEN a.attgenerated <> '' THEN (SELECT pg_catalog.pg_get_expr(e.adbin, e.adrelid)
        FROM pg_catalog.pg_attrdef e WHERE e.adrelid = c.oid AND e.adnum = a.attnum)
        END AS generation,
      %s,
      %s, %s
    FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
    %s
    WHERE c.relkind IN ('r', 'p', 'f') AND a.attnum > 0 AND NOT a.attisdropped
      AND NOT c.relispartition AND (a.attinhcount = 0 OR a.attislocal) AND c.reloftype = 0
      AND %s AND %s\
    """
        .formatted(
            notNullName(version),
            NotNull.selected(version, "true"),
            Catalogs.collation("a.attcollation", "t.typcollation"),
            SequenceKind.OPTIONS,
            ColumnSettings.selected(version),
            Catalogs.sorted("a.attfdwoptions", "foreign_options"),
            Catalogs.privileges("a.attacl", "c", "c.relowner"),
            NotNull.joined(version),
            Catalogs.ours("n"),
            Catalogs.notOfExtension("pg_class", "c.oid"));
  }

  private static String notNullName(int version) {
    return version >= NotNull.SINCE
        ? """
        CASE WHEN NOT %1$s THEN nn.conname END AS not_null_name,
        CASE WHEN %1$s AND nn.conname <> c.relname || '_' || a.attname || '_not_null'
          THEN nn.conname END AS _not_null_name\
        """
            .formatted(isUsualNotNull())
        : "NULL AS not_null_name";
  }

  /// Tells whether PostgreSQL itself gave the name, with a number behind it where another table has
  /// something of that name; or took that of a parent, as it may have done, whatever a file says.
  private static String isUsualNotNull() {
    return """
    ((starts_with(nn.conname, c.relname || '_' || a.attname || '_not_null')
        AND substr(nn.conname, length(c.relname || '_' || a.attname || '_not_null') + 1) ~ '^[0-9]*$')
      OR (nn.coninhcount > 0 AND EXISTS (SELECT FROM pg_catalog.pg_inherits up
        JOIN pg_catalog.pg_constraint un ON un.conrelid = up.inhparent AND un.contype = 'n'
        WHERE up.inhrelid = c.oid AND un.conname = nn.conname)))\
    """;
  }

  @Override
  public boolean bornWithParent(SchemaObject object) {
    return true;
  }

  @Override
  public Optional<ObjectId> occupies(SchemaObject object) {
    return object.has("_sequence")
        ? Optional.of(new ObjectId("sequence", object.texts("_sequence")))
        : Optional.empty();
  }

  /// Spells a column as it stands in `CREATE TABLE` and behind `ADD COLUMN`.
  static String definition(SchemaObject column, DatabaseSchema within) {
    StringBuilder text = new StringBuilder(Spelling.name(column.id().name()));
    text.append(' ').append(column.text("type"));
    text.append(ForeignOptions.clause(column.texts("foreign_options")));
    if (column.has("collation")) {
      text.append(" COLLATE ").append(column.text("collation"));
    }
    if (column.has("generated")) {
      text.append(" GENERATED ALWAYS AS (")
          .append(column.text("generation"))
          .append(") ")
          .append(column.text("generated"));
    }
    if (column.has("identity")) {
      text.append(identity(column));
    }
    within
        .children(column.id(), "default")
        .forEach(value -> text.append(" DEFAULT ").append(value.text("expression")));
    text.append(NotNull.clause(column));
    return text.toString();
  }

  private static String identity(SchemaObject column) {
    String options = SequenceKind.spelled(column.texts("identity_options"), column.text("type"));
    return " GENERATED "
        + column.text("identity")
        + " AS IDENTITY"
        + (options.isEmpty() ? "" : " (" + options + ")");
  }

  /// Writes what a new column needs behind its definition.
  static List<String> extras(SchemaObject column, DatabaseSchema desired) {
    List<String> statements = new ArrayList<>(NotNull.extras(column));
    statements.addAll(ColumnSettings.create(column, desired));
    statements.addAll(EXTRAS.create(column, Spelling.path(column.id()), desired));
    statements.addAll(privileges(column, List.of(), column.texts("privileges")));
    return statements;
  }

  static List<String> privileges(SchemaObject column, List<String> from, List<String> to) {
    return Extras.privileges(
        "",
        "ON TABLE " + Spelling.table(column.id()),
        ofColumn(column, from),
        ofColumn(column, to));
  }

  private static List<String> ofColumn(SchemaObject column, List<String> privileges) {
    String part = Matcher.quoteReplacement(" (" + Spelling.name(column.id().name()) + ")");
    return privileges.stream()
        .map(entry -> entry.replaceFirst("([A-Z]+)(\\*?)$", "$1" + part + "$2"))
        .toList();
  }

  @Override
  public List<String> create(SchemaObject object, DatabaseSchema desired) {
    List<String> statements = new ArrayList<>();
    statements.add(TableKind.alter(object, "ADD COLUMN " + definition(object, desired)));
    statements.addAll(extras(object, desired));
    return statements;
  }

  @Override
  public List<String> createOnline(SchemaObject object, DatabaseSchema desired) {
    List<String> statements = new ArrayList<>(OnlineColumn.create(object, desired));
    if (!statements.isEmpty()) {
      statements.addAll(extras(object, desired));
    }
    return statements;
  }

  @Override
  public List<String> drop(SchemaObject object, DatabaseSchema live) {
    return List.of(TableKind.alter(object, "DROP COLUMN " + Spelling.name(object.id().name())));
  }

  @Override
  public Optional<String> lossWhenDropped(SchemaObject object) {
    return object.has("generated") ? Optional.empty() : Optional.of("the values of " + object.id());
  }

  @Override
  public Alteration alter(Change change) {
    SchemaObject from = change.from();
    SchemaObject to = change.to();
    if (change.touches("generated") || (change.touches("generation") && !to.has("generated"))) {
      if (from.has("generated")
          && !to.has("generated")
          && from.text("generated").equals("STORED")) {
        return Alteration.inPlace(List.of(alter(to, "DROP EXPRESSION")));
      }
      return Alteration.replace();
    }
    List<String> statements = new ArrayList<>();
    boolean typeChanges = change.touches("type") || change.touches("collation");
    if (typeChanges) {
      TypeRebuild.requireOwnType(change);
      statements.add(type(change));
    }
    if (change.touches("generation")) {
      statements.add(alter(to, "SET EXPRESSION AS (" + to.text("generation") + ")"));
    }
    statements.addAll(notNullAndIdentity(change));
    statements.addAll(ColumnSettings.alter(change, typeChanges));
    if (change.touches("foreign_options")) {
      statements.add(
          alter(
              to,
              ForeignOptions.alter(from.texts("foreign_options"), to.texts("foreign_options"))));
    }
    statements.addAll(EXTRAS.alter(change, Spelling.path(to.id())));
    if (change.touches("privileges")) {
      statements.addAll(privileges(to, from.texts("privileges"), to.texts("privileges")));
    }
    List<String> online = typeChanges ? List.of() : OnlineColumn.alter(change, statements);
    List<String> losses =
        change.touches("type")
                && !to.has("generated")
                && Narrowing.rounds(from.text("type"), to.text("type"))
            ? List.of("what " + to.id() + " holds beyond " + to.text("type"))
            : List.of();
    return new Alteration.InPlace(statements, online, losses, List.of(), typeChanges);
  }

  private static String type(Change change) {
    SchemaObject to = change.to();
    return alter(
        to,
        "TYPE "
            + to.text("type")
            + (to.has("collation") ? " COLLATE " + to.text("collation") : "")
            + (change.touches("type") ? Narrowing.using(change) : ""));
  }

  private static List<String> notNullAndIdentity(Change change) {
    SchemaObject from = change.from();
    SchemaObject to = change.to();
    List<String> statements = new ArrayList<>();
    Optional<Counter> counter = Counter.of(change);
    if (change.touches("identity") && !to.has("identity")) {
      String dropping = alter(to, "DROP IDENTITY");
      statements.addAll(
          counter.map(one -> one.toSequence(dropping)).orElseGet(() -> List.of(dropping)));
    }
    statements.addAll(NotNull.alter(change));
    if (change.touches("identity") && to.has("identity")) {
      String adding = alter(to, "ADD" + identity(to));
      statements.addAll(
          from.has("identity")
              ? List.of(alter(to, "SET GENERATED " + to.text("identity")))
              : counter.map(one -> one.toIdentity(adding)).orElseGet(() -> List.of(adding)));
    }
    if (change.touches("identity_options") && from.has("identity") && to.has("identity")) {
      List<String> options = to.texts("identity_options");
      statements.add(
          alter(
              to,
              "SET "
                  + String.join(" SET ", options)
                  + (SequenceKind.mustRestart(from.texts("identity_options"), options)
                      ? " RESTART"
                      : "")));
    }
    return statements;
  }

  /// A counter that goes on in another kind of sequence goes there with its column.
  @Override
  public List<ObjectId> settles(Change change) {
    return Counter.of(change).map(counter -> counter.sequence().id()).stream().toList();
  }

  static String alter(SchemaObject column, String action) {
    return TableKind.alter(
        column, "ALTER COLUMN " + Spelling.name(column.id().name()) + " " + action);
  }

  @Override
  public boolean blocksTypeChange(SchemaObject object, Change column) {
    return object.has("generated");
  }
}
