package dev.lockstep.diagram;

import dev.lockstep.diagram.Picture.Box;
import dev.lockstep.diagram.Picture.Mark;
import dev.lockstep.diagram.Picture.Relation;
import dev.lockstep.diagram.Picture.Row;
import dev.lockstep.diagram.Picture.Views;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds tables, columns, keys and relations in a schema.
final class PictureReader {
  private final DatabaseSchema schema;
  private final TableNotation notation;
  private final Views views;

  PictureReader(DatabaseSchema schema, TableNotation notation, Views views) {
    this.schema = schema;
    this.notation = notation;
    this.views = views;
  }

  Picture read() {
    List<Box> boxes = new ArrayList<>();
    List<Relation> relations = new ArrayList<>();
    for (SchemaObject object : schema.objects().values()) {
      if (notation.isTable(object)) {
        boxes.add(new Box(object.id(), Mark.SAME, false, rows(object), List.of()));
        keys(object, Picture.Key.FOREIGN).forEach(key -> relations.add(relation(object, key)));
      } else if (isDrawn(object)) {
        boxes.add(new Box(object.id(), Mark.SAME, true, List.of(), List.of()));
        relations.addAll(reads(object));
      }
    }
    return new Picture(boxes, relations, false);
  }

  private boolean isDrawn(SchemaObject object) {
    return notation.isTable(object) || (views == Views.SHOWN && notation.isView(object));
  }

  private List<Row> rows(SchemaObject table) {
    Set<ObjectId> primary = columnsOf(table, Picture.Key.PRIMARY, Integer.MAX_VALUE);
    Set<ObjectId> foreign = columnsOf(table, Picture.Key.FOREIGN, Integer.MAX_VALUE);
    // A column that is unique only together with others is not.
    Set<ObjectId> unique = columnsOf(table, Picture.Key.UNIQUE, 1);
    return notation.columns(table, schema).stream()
        .map(column -> {
          List<Picture.Key> keys = new ArrayList<>();
          if (primary.contains(column.id())) {
            keys.add(Picture.Key.PRIMARY);
          }
          if (foreign.contains(column.id())) {
            keys.add(Picture.Key.FOREIGN);
          }
          if (unique.contains(column.id())) {
            keys.add(Picture.Key.UNIQUE);
          }
          return new Row(
              column.id().name(),
              notation.type(column),
              keys,
              notation.notNull(column) || primary.contains(column.id()),
              Mark.SAME);
        })
        .toList();
  }

  private Set<ObjectId> columnsOf(SchemaObject table, Picture.Key key, int most) {
    Set<ObjectId> columns = new HashSet<>();
    for (SchemaObject one : keys(table, key)) {
      List<ObjectId> its = columns(table, one, table.id());
      if (its.size() <= most) {
        columns.addAll(its);
      }
    }
    return columns;
  }

  private List<SchemaObject> keys(SchemaObject table, Picture.Key key) {
    return schema.children(table.id()).stream()
        .filter(part -> notation.key(part).equals(Optional.of(key)))
        .toList();
  }

  /// Lists the columns of a table that a key uses, in their order in that table.
  private List<ObjectId> columns(SchemaObject table, SchemaObject key, ObjectId of) {
    SchemaObject owner = of.equals(table.id()) ? table : schema.get(of);
    List<ObjectId> columns =
        notation.columns(owner, schema).stream()
            .map(SchemaObject::id)
            .filter(key.uses()::contains)
            .toList();
    if (!notation.key(key).equals(Optional.of(Picture.Key.FOREIGN)) || !refersToItself(key)) {
      return columns;
    }
    // Among what such a key uses is the key that it refers to.
    List<ObjectId> referring =
        columns.stream()
            .filter(column ->
                keys(table, Picture.Key.PRIMARY).stream()
                    .noneMatch(one -> one.uses().contains(column)))
            .toList();
    return referring.isEmpty() ? columns : referring;
  }

  private boolean refersToItself(SchemaObject key) {
    return key.uses().stream()
        .map(this::boxOf)
        .allMatch(box -> box == null || box.equals(key.parent()));
  }

  private Relation relation(SchemaObject table, SchemaObject key) {
    ObjectId to =
        key.uses().stream()
            .map(this::boxOf)
            .filter(box -> box != null && !box.equals(table.id()))
            .findFirst()
            .orElse(table.id());
    List<ObjectId> columns = columns(table, key, table.id());
    boolean self = to.equals(table.id());
    boolean optional =
        columns.stream().map(schema::get).anyMatch(column -> !notation.notNull(column));
    boolean single =
        keys(table, Picture.Key.PRIMARY).stream().anyMatch(one -> within(table, one, columns))
            || keys(table, Picture.Key.UNIQUE).stream()
                .anyMatch(one -> within(table, one, columns));
    return new Relation(
        key.id(),
        table.id(),
        to,
        columns.stream().map(ObjectId::name).toList(),
        self ? List.of() : columns(table, key, to).stream().map(ObjectId::name).toList(),
        single && !self,
        optional,
        Mark.SAME);
  }

  private boolean within(SchemaObject table, SchemaObject key, List<ObjectId> columns) {
    List<ObjectId> its = columns(table, key, table.id());
    return !its.isEmpty() && columns.containsAll(its);
  }

  private List<Relation> reads(SchemaObject view) {
    return view.uses().stream()
        .map(this::boxOf)
        .filter(box -> box != null && !box.equals(view.id()))
        .distinct()
        .map(box ->
            new Relation(view.id(), view.id(), box, List.of(), List.of(), false, false, Mark.SAME))
        .toList();
  }

  /// Returns the table or view that an object is or belongs to.
  private @Nullable ObjectId boxOf(ObjectId id) {
    for (ObjectId at = id; at != null; ) {
      SchemaObject object = schema.objects().get(at);
      if (object == null || isDrawn(object)) {
        return object == null ? null : at;
      }
      at = object.parent();
    }
    return null;
  }
}
