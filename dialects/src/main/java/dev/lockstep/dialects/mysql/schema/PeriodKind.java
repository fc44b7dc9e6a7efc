package dev.lockstep.dialects.mysql.schema;

import dev.lockstep.plan.ObjectKind;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.SchemaObject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Is a period of application time in MariaDB, made of two columns.
final class PeriodKind implements ObjectKind {
  /// What the server makes of a period; where it has no view of periods, that is the only trace.
  private static final Pattern BOUNDS = Pattern.compile("`(?:[^`]|``)+` < `(?:[^`]|``)+`");

  private static final Pattern OVERLAPS =
      Pattern.compile(
          "^  (?:PRIMARY KEY|UNIQUE KEY (`(?:[^`]|``)+`)) \\(.*,(`(?:[^`]|``)+`) WITHOUT"
              + " OVERLAPS\\)",
          Pattern.MULTILINE);

  /// Reads periods, and notes for [IndexKind] which keys must not overlap in one.
  static void read(Catalog catalog) throws SQLException {
    if (catalog.flavour().isMariaDbSince(11, 4)) {
      catalog.each(
          """
          SELECT TABLE_NAME, PERIOD, START_COLUMN_NAME, END_COLUMN_NAME
          FROM information_schema.PERIODS WHERE TABLE_SCHEMA = ? AND PERIOD <> 'SYSTEM_TIME'\
          """,
          row ->
              add(
                  catalog,
                  row.text("TABLE_NAME"),
                  row.text("PERIOD"),
                  List.of(row.text("START_COLUMN_NAME"), row.text("END_COLUMN_NAME"))));
      catalog.each(
          """
          SELECT TABLE_NAME, CONSTRAINT_NAME, PERIOD_NAME
          FROM information_schema.KEY_PERIOD_USAGE WHERE TABLE_SCHEMA = ?\
          """,
          row ->
              catalog.overlaps(
                  row.text("TABLE_NAME"), row.text("CONSTRAINT_NAME"), row.text("PERIOD_NAME")));
    } else if (catalog.flavour().isMariaDb()) {
      List<List<String>> bounds = new ArrayList<>();
      CheckKind.each(
          catalog,
          (table, name, row) -> {
            String clause = row.text("CHECK_CLAUSE");
            if (BOUNDS.matcher(clause).matches()) {
              bounds.add(List.of(table, name, clause));
            }
          });
      for (List<String> bound : bounds) {
        shown(catalog, bound.get(0), bound.get(1), SqlText.names(bound.get(2)));
      }
    }
  }

  private static void shown(Catalog catalog, String table, String name, List<String> columns)
      throws SQLException {
    String text = catalog.shownTable(table);
    if (text.contains("\n  PERIOD FOR " + Spelling.name(name) + " (")) {
      add(catalog, table, name, columns);
      Matcher keys = OVERLAPS.matcher(text);
      while (keys.find()) {
        String key = keys.group(1);
        catalog.overlaps(
            table,
            key == null ? IndexKind.PRIMARY : SqlText.names(key).getFirst(),
            SqlText.names(keys.group(2)).getFirst());
      }
    }
  }

  private static void add(Catalog catalog, String table, String name, List<String> columns) {
    if (catalog.has(TableKind.NAME, table)) {
      catalog.addPart("period", table, name).list("columns", columns).usesColumns(table, columns);
    }
  }

  @Override
  public String name() {
    return "period";
  }

  @Override
  public boolean bornWithParent(SchemaObject object) {
    return true;
  }

  static String definition(SchemaObject object) {
    return "PERIOD FOR "
        + Spelling.name(object.id().name())
        + " "
        + Spelling.names(object.texts("columns"));
  }

  @Override
  public List<String> create(SchemaObject object, DatabaseSchema desired) {
    return List.of(Spelling.alter(object, "ADD " + definition(object)));
  }

  @Override
  public List<String> drop(SchemaObject object, DatabaseSchema live) {
    return List.of(Spelling.alter(object, "DROP PERIOD FOR " + Spelling.name(object.id().name())));
  }

  @Override
  public Alteration alter(Change change) {
    return Alteration.replace();
  }
}
