package dev.lockstep.dialects.mysql.schema;

import dev.lockstep.plan.ObjectKind;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.SchemaObject;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Is a column of a table.
///
/// *Shape*: `default` is an expression as it stands behind `DEFAULT`; `check` belongs to the column
/// itself, as MariaDB has it; `generated` says how, or that the column is a bound of the rows'
/// time.
final class ColumnKind implements ObjectKind {
  static final String UNVERSIONED = " WITHOUT SYSTEM VERSIONING";
  static final String NAME = "column";
  private static final Pattern ON_UPDATE =
      Pattern.compile("on update ([^, ]+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern BYTES = Pattern.compile("(var)?binary.*|(tiny|medium|long)?blob");
  private static final Pattern GEOMETRY =
      Pattern.compile("geometry|(multi)?(point|linestring|polygon)|geom(etry)?collection");

  static void read(Catalog catalog) throws SQLException {
    boolean mariaDb = catalog.flavour().isMariaDb();
    boolean[] geometries = new boolean[1];
    catalog.each(
        """
        SELECT TABLE_NAME, COLUMN_NAME, COLUMN_DEFAULT, IS_NULLABLE, COLLATION_NAME, COLUMN_TYPE,
          EXTRA, COLUMN_COMMENT, GENERATION_EXPRESSION, %s AS SRID
        FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = ?
        ORDER BY TABLE_NAME, ORDINAL_POSITION\
        """
            .formatted(mariaDb ? "NULL" : "SRS_ID"),
        row -> {
          String table = row.text("TABLE_NAME");
          String name = row.text("COLUMN_NAME");
          String type = row.text("COLUMN_TYPE");
          Optional<Found> owner = catalog.find(TableKind.NAME, table);
          if (owner.isPresent()) {
            order(catalog, owner.get()).add("columns", name);
            read(catalog, table, name, row);
            geometries[0] |= GEOMETRY.matcher(type).matches();
          } else if (name.equals("next_not_cached_value")) {
            catalog.find(SequenceKind.NAME, table).ifPresent(one -> one.put("_type", type));
          }
        });
    if (mariaDb && geometries[0]) {
      // Whether the names stand in the F or in the G columns differs from version to version.
      catalog.each(
          """
          SELECT F_TABLE_NAME AS T, COALESCE(NULLIF(F_GEOMETRY_COLUMN, ''), G_GEOMETRY_COLUMN) AS C, SRID
          FROM information_schema.GEOMETRY_COLUMNS WHERE F_TABLE_SCHEMA = ? AND SRID <> 0\
          """,
          row -> {
            String srid = row.text("SRID");
            catalog
                .find(NAME, row.text("T"), row.text("C"))
                .ifPresent(column -> column.put("srid", srid));
          });
    }
  }

  private static Found order(Catalog catalog, Found table) {
    return catalog
        .find(ColumnOrderKind.NAME, table.id.name())
        .orElseGet(() -> catalog.add(ColumnOrderKind.NAME, table.id, table.id.name()));
  }

  private static void read(Catalog catalog, String table, String name, Catalog.Row row)
      throws SQLException {
    String extra = row.text("EXTRA");
    String generation = row.text("GENERATION_EXPRESSION");
    Found column = catalog.addPart(NAME, table, name);
    column
        .put("type", row.text("COLUMN_TYPE"))
        .put("collation", row.text("COLLATION_NAME"))
        .put("srid", row.text("SRID"))
        .put("comment", row.text("COLUMN_COMMENT"))
        .flag("auto_increment", extra.contains("auto_increment"))
        .flag("invisible", extra.contains("INVISIBLE"))
        .flag("unversioned", extra.contains("WITHOUT SYSTEM VERSIONING"));
    Matcher onUpdate = ON_UPDATE.matcher(extra);
    if (onUpdate.find()) {
      column.put("on_update", onUpdate.group(1));
    }
    if (generation.equals("ROW START") || generation.equals("ROW END")) {
      column.put("generated", generation);
      return;
    }
    boolean mariaDb = catalog.flavour().isMariaDb();
    column.flag(
        "not_null",
        row.text("IS_NULLABLE").equals("NO") && !(mariaDb && extra.contains("GENERATED")));
    if (!generation.isEmpty()) {
      column
          .put("generated", extra.contains("VIRTUAL") ? "VIRTUAL" : "STORED")
          .put("generation", expression(generation, catalog))
          .usesColumns(table, SqlText.names(generation));
      return;
    }
    String value =
        mariaDb
            ? expression(row.text("COLUMN_DEFAULT"), catalog)
            : ofMySql(row, table, name, catalog);
    if (!value.equals("NULL")) {
      column.put("default", value);
      SqlText.names(value).forEach(used -> column.uses(SequenceKind.id(used)));
      if (value.contains("?") && BYTES.matcher(column.text("type")).matches()) {
        catalog.notManaged("the bytes in the default of " + column.id);
      }
    }
  }

  /// Returns an expression without the name of its own database.
  static String expression(String text, Catalog catalog) {
    String plain = catalog.flavour().isMariaDb() ? text : Expressions.ofMySql(text);
    return plain.indexOf('`') < 0 ? plain : SqlText.without(plain, catalog.database());
  }

  /// MySQL tells a value without quotes, and an expression without parentheses. Of bytes it tells
  /// those before the first zero, and of rare characters question marks; what it shows of the table
  /// is whole.
  private static String ofMySql(Catalog.Row row, String table, String name, Catalog catalog)
      throws SQLException {
    String value = row.get("COLUMN_DEFAULT");
    String type = row.text("COLUMN_TYPE");
    if (value == null) {
      return "";
    }
    if (row.text("EXTRA").contains("DEFAULT_GENERATED")) {
      return value.startsWith("CURRENT_TIMESTAMP") ? value : "(" + expression(value, catalog) + ")";
    }
    if (value.contains("?") || BYTES.matcher(type).matches()) {
      return Expressions.shownDefault(name, catalog.shownTable(table));
    }
    return type.startsWith("bit") ? value : Spelling.literal(value);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean bornWithParent(SchemaObject object) {
    return true;
  }

  static String collation(String collation) {
    int end = collation.indexOf('_');
    return end < 0
        ? "CHARACTER SET " + collation
        : "CHARACTER SET " + collation.substring(0, end) + " COLLATE " + collation;
  }

  /// Spells a column as it stands in `CREATE TABLE` and behind `ADD COLUMN`.
  ///
  /// @param usual collation, which need not be written
  static String definition(SchemaObject column, String usual, DatabaseSchema within) {
    String type = column.text("type");
    StringBuilder text = new StringBuilder(Spelling.name(column.id().name()));
    text.append(' ').append(type);
    if (column.has("collation") && !column.text("collation").equals(usual)) {
      text.append(' ').append(collation(column.text("collation")));
    }
    if (column.has("srid")) {
      text.append(Flavour.isMariaDb(within) ? " REF_SYSTEM_ID=" : " SRID ")
          .append(column.text("srid"));
    }
    if (column.has("generation")) {
      text.append(" GENERATED ALWAYS AS (").append(column.text("generation")).append(") ");
      text.append(column.text("generated"));
    } else if (column.has("generated")) {
      text.append(" GENERATED ALWAYS AS ").append(column.text("generated"));
    }
    if (column.has("not_null")) {
      text.append(" NOT NULL");
    } else if (type.startsWith("timestamp") && !column.has("generated")) {
      // Without explicit_defaults_for_timestamp it would not be nullable otherwise.
      text.append(" NULL");
    }
    if (column.has("invisible")) {
      text.append(" INVISIBLE");
    }
    if (column.has("default")) {
      text.append(" DEFAULT ").append(column.text("default"));
    }
    if (column.has("on_update")) {
      text.append(" ON UPDATE ").append(column.text("on_update"));
    }
    if (column.has("auto_increment")) {
      text.append(" AUTO_INCREMENT");
    }
    if (column.has("unversioned")) {
      text.append(UNVERSIONED);
    }
    if (column.has("comment")) {
      text.append(" COMMENT ").append(Spelling.literal(column.text("comment")));
    }
    if (column.has("check")) {
      text.append(" CHECK (").append(column.text("check")).append(")");
    }
    return text.toString();
  }

  @Override
  public List<String> create(SchemaObject object, DatabaseSchema desired) {
    return List.of(Spelling.alter(object, "ADD COLUMN " + definition(object, "", desired)));
  }

  /// Writes the clause that gives a column its form anew.
  static String modify(SchemaObject column, DatabaseSchema desired) {
    return "MODIFY COLUMN " + definition(column, "", desired);
  }

  @Override
  public List<String> drop(SchemaObject object, DatabaseSchema live) {
    return List.of(Spelling.alter(object, "DROP COLUMN " + Spelling.name(object.id().name())));
  }

  @Override
  public Optional<String> lossWhenDropped(SchemaObject object) {
    return object.has("generated") ? Optional.empty() : Optional.of("the values of " + object.id());
  }

  /// What is reckoned can go and come again; a stored value becomes an ordinary one in place.
  @Override
  public Alteration alter(Change change) {
    boolean reckoned = change.touches("generated") || change.touches("generation");
    boolean settles =
        change.from().text("generated").equals("STORED") && !change.to().has("generated");
    return reckoned && !settles
        ? Alteration.replace()
        : new Alteration.InPlace(
            List.of(Spelling.alter(change.to(), modify(change.to(), change.desired()))),
            List.of(),
            Values.losses(change),
            Values.failsIf(change),
            change.touches("type") || change.touches("collation"));
  }
}
