package dev.lockstep.diagram;

import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Is what an entity-relationship diagram shows: tables with their columns, and who refers to whom.
///
/// @param boxes by name
/// @param change whether it shows two schemas, so that marks mean something
public record Picture(List<Box> boxes, List<Relation> relations, boolean change) {
  public Picture {
    boxes = List.copyOf(boxes);
    relations = List.copyOf(relations);
  }

  /// Draws one schema.
  public static Picture of(DatabaseSchema schema, TableNotation notation, Views views) {
    return new PictureReader(schema, notation, views).read();
  }

  /// Draws what is different between two schemas, with what is not.
  public static Picture between(
      DatabaseSchema from, DatabaseSchema to, TableNotation notation, Views views) {
    return new PictureOfChange(from, to, notation, views).read();
  }

  /// Keeps some tables and those that are at most so many relations away from one of them.
  public Picture around(Predicate<ObjectId> wanted, int neighbours) {
    Set<ObjectId> kept =
        boxes.stream().map(Box::id).filter(wanted).collect(Collectors.toCollection(HashSet::new));
    for (int step = 0; step < neighbours; step++) {
      kept.addAll(
          relations.stream()
              .filter(relation -> kept.contains(relation.from()) || kept.contains(relation.to()))
              .flatMap(relation -> Stream.of(relation.from(), relation.to()))
              .toList());
    }
    return new Picture(
        boxes.stream().filter(box -> kept.contains(box.id())).toList(),
        relations.stream()
            .filter(relation -> kept.contains(relation.from()) && kept.contains(relation.to()))
            .toList(),
        change);
  }

  /// Keeps what changes, and the tables beside it.
  public Picture aroundChanges() {
    Set<ObjectId> changed = new HashSet<>();
    boxes.stream().filter(box -> box.mark() != Mark.SAME).map(Box::id).forEach(changed::add);
    relations.stream()
        .filter(relation -> relation.mark() != Mark.SAME)
        .forEach(relation -> changed.addAll(List.of(relation.from(), relation.to())));
    return around(changed::contains, 1);
  }

  /// Returns a table's name, without the schema when all tables share it.
  String title(ObjectId id) {
    boolean one = boxes.stream().map(box -> outside(box.id())).distinct().count() == 1;
    return one ? id.name() : String.join(".", id.path());
  }

  private static Collection<String> outside(ObjectId id) {
    return id.path().subList(0, id.path().size() - 1);
  }

  /// Says whether views are drawn.
  public enum Views {
    SHOWN,
    LEFT_OUT
  }

  /// Says what a change does to something.
  public enum Mark {
    SAME,
    ADDED,
    CHANGED,
    REMOVED;

    /// Returns the word for people and style sheets.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Is a column's part in a key.
  public enum Key {
    PRIMARY("PK"),
    FOREIGN("FK"),
    UNIQUE("UK");

    private final String letters;

    Key(String letters) {
      this.letters = letters;
    }

    String letters() {
      return letters;
    }
  }

  /// Is a table or view.
  ///
  /// @param notes what changes about it and is no column
  public record Box(ObjectId id, Mark mark, boolean view, List<Row> rows, List<Note> notes) {
    public Box {
      rows = List.copyOf(rows);
      notes = List.copyOf(notes);
    }
  }

  /// Is a column.
  ///
  /// @param keys in their order, each once
  public record Row(String name, String type, List<Key> keys, boolean notNull, Mark mark) {
    public Row {
      keys = List.copyOf(keys);
    }
  }

  /// Is a line of text below the columns.
  public record Note(Mark mark, String text) {}

  /// Is a foreign key, or a view's use of what it reads.
  ///
  /// @param id of the key or the view
  /// @param columns that refer, in their order in the table; none for a view
  /// @param referenced the columns that they refer to; none when nobody says
  /// @param single whether at most one row refers to another
  /// @param optional whether a row may refer to none
  public record Relation(
      ObjectId id,
      ObjectId from,
      ObjectId to,
      List<String> columns,
      List<String> referenced,
      boolean single,
      boolean optional,
      Mark mark) {
    public Relation {
      columns = List.copyOf(columns);
      referenced = List.copyOf(referenced);
    }

    /// Tells whether it is a view's use and no key.
    boolean reads() {
      return id.equals(from);
    }
  }
}
