package dev.lockstep.dialects.mysql.schema;

import dev.lockstep.plan.ObjectKind;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Is a foreign key of a table.
///
/// *Shape*: `references` is the spelled table, with its database when that is another one.
final class ForeignKeyKind implements ObjectKind {
  static final String NAME = "foreign_key";

  static void read(Catalog catalog) throws SQLException {
    String usual = catalog.flavour().isMariaDb() ? "RESTRICT" : "NO ACTION";
    catalog.each(
        """
        SELECT TABLE_NAME, CONSTRAINT_NAME, UPDATE_RULE, DELETE_RULE
        FROM information_schema.REFERENTIAL_CONSTRAINTS WHERE CONSTRAINT_SCHEMA = ?\
        """,
        row -> {
          String table = row.text("TABLE_NAME");
          String onDelete = row.text("DELETE_RULE");
          String onUpdate = row.text("UPDATE_RULE");
          if (catalog.has(TableKind.NAME, table)) {
            catalog
                .addPart(NAME, table, row.text("CONSTRAINT_NAME"))
                .put("on_delete", onDelete.equals(usual) ? null : onDelete)
                .put("on_update", onUpdate.equals(usual) ? null : onUpdate);
          }
        });
    if (catalog.ofKind(NAME).isEmpty()) {
      return;
    }
    catalog.each(
        """
        SELECT TABLE_NAME, CONSTRAINT_NAME, COLUMN_NAME, REFERENCED_TABLE_SCHEMA,
          REFERENCED_TABLE_NAME, REFERENCED_COLUMN_NAME
        FROM information_schema.KEY_COLUMN_USAGE
        WHERE TABLE_SCHEMA = ? AND REFERENCED_TABLE_NAME IS NOT NULL
        ORDER BY TABLE_NAME, CONSTRAINT_NAME, ORDINAL_POSITION\
        """,
        row -> {
          Optional<Found> key =
              catalog.find(NAME, row.text("TABLE_NAME"), row.text("CONSTRAINT_NAME"));
          if (key.isPresent()) {
            column(catalog, key.get(), row);
          }
        });
    Map<String, List<Found>> indexes =
        catalog.ofKind(IndexKind.NAME).stream()
            .collect(Collectors.groupingBy(index -> index.id.path().getFirst()));
    catalog.ofKind(NAME).forEach(key -> usesIndexes(key, indexes));
  }

  private static void column(Catalog catalog, Found key, Catalog.Row row) throws SQLException {
    String database = row.text("REFERENCED_TABLE_SCHEMA");
    String table = row.text("REFERENCED_TABLE_NAME");
    String other = row.text("REFERENCED_COLUMN_NAME");
    key.add("columns", row.text("COLUMN_NAME"))
        .add("referenced", other)
        .usesColumns(row.text("TABLE_NAME"), List.of(row.text("COLUMN_NAME")));
    if (database.equals(catalog.database())) {
      key.put("references", Spelling.name(table))
          .put("_table", table)
          .uses(ObjectId.of(TableKind.NAME, table))
          .usesColumns(table, List.of(other));
    } else {
      key.put("references", Spelling.name(database) + "." + Spelling.name(table));
    }
  }

  /// An index that alone serves the key, on either side, cannot go without it.
  private static void usesIndexes(Found key, Map<String, List<Found>> indexes) {
    only(indexes.getOrDefault(key.id.path().getFirst(), List.of()), key.texts("columns"))
        .ifPresent(key::uses);
    only(indexes.getOrDefault(key.text("_table"), List.of()), key.texts("referenced"))
        .ifPresent(key::uses);
  }

  private static Optional<ObjectId> only(List<Found> indexes, List<String> columns) {
    List<ObjectId> serving =
        indexes.stream()
            .filter(index -> IndexKind.serves(index, columns))
            .map(index -> index.id)
            .toList();
    return serving.size() == 1 ? Optional.of(serving.getFirst()) : Optional.empty();
  }

  @Override
  public String name() {
    return NAME;
  }

  /// Tables may refer to each other in a circle.
  @Override
  public boolean separable(SchemaObject object) {
    return true;
  }

  @Override
  public boolean blocksTypeChange(SchemaObject object, Change column) {
    return true;
  }

  @Override
  public List<String> create(SchemaObject object, DatabaseSchema desired) {
    return List.of(
        Spelling.alter(
            object,
            "ADD CONSTRAINT "
                + Spelling.name(object.id().name())
                + " FOREIGN KEY "
                + Spelling.names(object.texts("columns"))
                + " REFERENCES "
                + object.text("references")
                + " "
                + Spelling.names(object.texts("referenced"))
                + (object.has("on_delete") ? " ON DELETE " + object.text("on_delete") : "")
                + (object.has("on_update") ? " ON UPDATE " + object.text("on_update") : "")));
  }

  @Override
  public Optional<String> failsIf(
      SchemaObject object, DatabaseSchema live, DatabaseSchema desired) {
    boolean known =
        live.children(Spelling.table(object), NAME).stream()
            .anyMatch(other ->
                Stream.of("columns", "references", "referenced")
                    .allMatch(name -> other.texts(name).equals(object.texts(name))));
    return known
        ? Optional.empty()
        : Optional.of(
            "a row of "
                + Spelling.table(object).name()
                + " refers to no row of "
                + object.text("references"));
  }

  @Override
  public List<String> drop(SchemaObject object, DatabaseSchema live) {
    return List.of(Spelling.alter(object, "DROP FOREIGN KEY " + Spelling.name(object.id().name())));
  }

  @Override
  public Alteration alter(Change change) {
    return Alteration.replace();
  }
}
