package dev.lockstep.dialects.mysql.schema;

import dev.lockstep.plan.ObjectKind;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.SchemaObject;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Is a check of a table.
final class CheckKind implements ObjectKind {
  /// Takes the checks one by one.
  interface Checks {
    void take(String table, String name, Catalog.Row row) throws SQLException;
  }

  static void each(Catalog catalog, Checks checks) throws SQLException {
    catalog.each(
        catalog.flavour().isMariaDb()
            ? """
            SELECT TABLE_NAME, CONSTRAINT_NAME, LEVEL, CHECK_CLAUSE, 'YES' AS ENFORCED
            FROM information_schema.CHECK_CONSTRAINTS WHERE CONSTRAINT_SCHEMA = ?\
            """
            : """
            SELECT t.TABLE_NAME, c.CONSTRAINT_NAME, 'Table' AS LEVEL, c.CHECK_CLAUSE, t.ENFORCED
            FROM information_schema.CHECK_CONSTRAINTS c JOIN information_schema.TABLE_CONSTRAINTS t
            ON t.CONSTRAINT_SCHEMA = c.CONSTRAINT_SCHEMA AND t.CONSTRAINT_NAME = c.CONSTRAINT_NAME
            AND t.CONSTRAINT_TYPE = 'CHECK' WHERE c.CONSTRAINT_SCHEMA = ?\
            """,
        row -> checks.take(row.text("TABLE_NAME"), row.text("CONSTRAINT_NAME"), row));
  }

  static void read(Catalog catalog) throws SQLException {
    each(
        catalog,
        (table, name, row) -> {
          String clause = ColumnKind.expression(row.text("CHECK_CLAUSE"), catalog);
          if (row.text("LEVEL").equals("Column")) {
            catalog
                .find(ColumnKind.NAME, table, name)
                .ifPresent(column ->
                    column.put("check", clause).usesColumns(table, SqlText.names(clause)));
          } else if (catalog.has(TableKind.NAME, table) && !catalog.has("period", table, name)) {
            catalog
                .addPart("check", table, name)
                .put("clause", clause)
                .flag("not_enforced", row.text("ENFORCED").equals("NO"))
                .usesColumns(table, SqlText.names(clause));
          }
        });
  }

  @Override
  public String name() {
    return "check";
  }

  @Override
  public boolean bornWithParent(SchemaObject object) {
    return true;
  }

  static String definition(SchemaObject object) {
    return "CONSTRAINT "
        + Spelling.name(object.id().name())
        + " CHECK ("
        + object.text("clause")
        + ")"
        + (object.has("not_enforced") ? " NOT ENFORCED" : "");
  }

  @Override
  public List<String> create(SchemaObject object, DatabaseSchema desired) {
    return List.of(Spelling.alter(object, "ADD " + definition(object)));
  }

  @Override
  public Optional<String> failsIf(
      SchemaObject object, DatabaseSchema live, DatabaseSchema desired) {
    boolean known =
        live.children(Spelling.table(object), name()).stream()
            .anyMatch(other -> other.text("clause").equals(object.text("clause")));
    return known || object.has("not_enforced")
        ? Optional.empty()
        : Optional.of("a row of " + Spelling.table(object).name() + " is against " + object.id());
  }

  @Override
  public List<String> drop(SchemaObject object, DatabaseSchema live) {
    return List.of(Spelling.alter(object, "DROP CONSTRAINT " + Spelling.name(object.id().name())));
  }

  @Override
  public Alteration alter(Change change) {
    return Alteration.replace();
  }
}
