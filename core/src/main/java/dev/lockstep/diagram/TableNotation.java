package dev.lockstep.diagram;

import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.SchemaObject;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Says which objects of a dialect are tables, columns and keys.
///
/// *Shape*: the defaults are what dialects agree on; one that calls something otherwise says so
/// here.
public interface TableNotation {
  TableNotation USUAL = new TableNotation() {};

  default boolean isTable(SchemaObject object) {
    return List.of("table", "foreign_table", "virtual_table").contains(object.kind());
  }

  default boolean isView(SchemaObject object) {
    return List.of("view", "materialized_view").contains(object.kind());
  }

  /// Lists a table's columns in their order.
  default List<SchemaObject> columns(SchemaObject table, DatabaseSchema within) {
    List<String> order = table.texts("_columns");
    return within.children(table.id(), "column").stream()
        .sorted(Comparator.comparingInt(column -> order.indexOf(column.id().name())))
        .toList();
  }

  default String type(SchemaObject column) {
    return column.text("type");
  }

  default boolean notNull(SchemaObject column) {
    return column.has("not_null");
  }

  /// Tells which key a part of a table is; what it uses are its columns, and for a foreign key what
  /// it refers to.
  default Optional<Picture.Key> key(SchemaObject part) {
    String type = part.kind().equals("constraint") ? part.text("type") : part.kind();
    return switch (type.toLowerCase(Locale.ROOT).replace('_', ' ')) {
      case "primary key" -> Optional.of(Picture.Key.PRIMARY);
      case "foreign key" -> Optional.of(Picture.Key.FOREIGN);
      case "unique", "unique key" -> Optional.of(Picture.Key.UNIQUE);
      default -> Optional.empty();
    };
  }
}
