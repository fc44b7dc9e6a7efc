package dev.lockstep.diagram;

import dev.lockstep.diagram.Picture.Box;
import dev.lockstep.diagram.Picture.Mark;
import dev.lockstep.diagram.Picture.Note;
import dev.lockstep.diagram.Picture.Relation;
import dev.lockstep.diagram.Picture.Row;
import dev.lockstep.diagram.Picture.Views;
import dev.lockstep.diff.Difference;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Lays the pictures of two schemas over each other.
final class PictureOfChange {
  private final DatabaseSchema from;
  private final DatabaseSchema to;
  private final Picture before;
  private final Picture after;
  private final Set<ObjectId> drawn;
  private final Map<ObjectId, Mark> marks = new HashMap<>();

  PictureOfChange(DatabaseSchema from, DatabaseSchema to, TableNotation notation, Views views) {
    this.from = from;
    this.to = to;
    this.before = Picture.of(from, notation, views);
    this.after = Picture.of(to, notation, views);
    this.drawn =
        Stream.of(before, after)
            .flatMap(picture -> picture.relations().stream())
            .map(Relation::id)
            .collect(Collectors.toSet());
  }

  Picture read() {
    SequencedMap<ObjectId, Relation> relations = new TreeMap<>();
    List<Relation> readBefore = new ArrayList<>();
    Map<ObjectId, List<Note>> notes = new HashMap<>();
    for (Difference difference : Difference.between(from, to)) {
      Mark mark =
          switch (difference) {
            case Difference.Added _ -> Mark.ADDED;
            case Difference.Removed _ -> Mark.REMOVED;
            case Difference.Changed _ -> Mark.CHANGED;
          };
      marks.put(difference.id(), mark);
      blame(difference.id(), mark, notes);
    }
    for (Relation one : before.relations()) {
      if (one.reads()) {
        readBefore.add(one);
      } else {
        relations.put(one.id(), marked(one, marks.getOrDefault(one.id(), Mark.SAME)));
      }
    }
    List<Relation> reads = new ArrayList<>();
    for (Relation one : after.relations()) {
      if (one.reads()) {
        reads.add(marked(one, readBefore.remove(one) ? Mark.SAME : Mark.ADDED));
      } else {
        relations.put(one.id(), marked(one, marks.getOrDefault(one.id(), Mark.SAME)));
      }
    }
    readBefore.forEach(one -> reads.add(marked(one, Mark.REMOVED)));
    List<Relation> all = new ArrayList<>(relations.values());
    all.addAll(reads);
    return new Picture(boxes(notes), all, true);
  }

  /// Hands the change of a part up to its table, as a note unless the picture shows it anyway.
  private void blame(ObjectId id, Mark mark, Map<ObjectId, List<Note>> notes) {
    ObjectId child = id;
    for (ObjectId parent = parent(id); parent != null; parent = parent(parent)) {
      marks.putIfAbsent(parent, Mark.CHANGED);
      if (parent(parent) == null && !child.kind().equals("column") && !drawn.contains(child)) {
        notes
            .computeIfAbsent(parent, _ -> new ArrayList<>())
            .add(new Note(mark, child.kind().replace('_', ' ') + " " + child.name()));
      }
      child = parent;
    }
  }

  private @Nullable ObjectId parent(ObjectId id) {
    SchemaObject object = to.objects().get(id);
    object = object == null ? from.objects().get(id) : object;
    return object == null ? null : object.parent();
  }

  private List<Box> boxes(Map<ObjectId, List<Note>> notes) {
    Map<ObjectId, Box> old = byId(before);
    SequencedMap<ObjectId, Box> all = new TreeMap<>(old);
    all.putAll(byId(after));
    return all.values().stream()
        .map(box -> {
          Mark mark = marks.getOrDefault(box.id(), Mark.SAME);
          Box earlier = old.get(box.id());
          List<Row> rows = rows(box, earlier == null ? List.of() : earlier.rows());
          List<Note> its =
              mark == Mark.CHANGED ? notes.getOrDefault(box.id(), List.of()) : List.of();
          return new Box(box.id(), mark, box.view(), rows, its);
        })
        .toList();
  }

  private static Map<ObjectId, Box> byId(Picture picture) {
    return picture.boxes().stream().collect(Collectors.toMap(Box::id, box -> box));
  }

  /// Lists the columns of both, those that go behind the one they stood behind.
  private List<Row> rows(Box box, List<Row> before) {
    SequencedMap<String, Row> old = new LinkedHashMap<>();
    before.forEach(row -> old.put(row.name(), row));
    List<Row> rows = new ArrayList<>();
    for (Row row : box.rows()) {
      Row earlier = old.get(row.name());
      String type = earlier == null ? row.type() : earlier.type();
      rows.add(
          new Row(
              row.name(),
              type.equals(row.type()) ? type : type + " → " + row.type(),
              row.keys(),
              row.notNull(),
              mark(box, row.name())));
    }
    int place = 0;
    for (Row row : before) {
      int found = rows.stream().map(Row::name).toList().indexOf(row.name());
      if (found < 0) {
        rows.add(
            place,
            new Row(row.name(), row.type(), row.keys(), row.notNull(), mark(box, row.name())));
      }
      place = found < 0 ? place + 1 : found + 1;
    }
    return rows;
  }

  private Mark mark(Box box, String column) {
    List<String> path = new ArrayList<>(box.id().path());
    path.add(column);
    return marks.getOrDefault(new ObjectId("column", path), Mark.SAME);
  }

  private static Relation marked(Relation one, Mark mark) {
    return new Relation(
        one.id(),
        one.from(),
        one.to(),
        one.columns(),
        one.referenced(),
        one.single(),
        one.optional(),
        mark);
  }
}
