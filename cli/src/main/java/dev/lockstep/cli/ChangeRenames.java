package dev.lockstep.cli;

import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.migration.PlannedStatement;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import dev.lockstep.scratch.Rename;
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.ParsedStatement;
import dev.lockstep.statement.ParsedStatement.Embedded;
import dev.lockstep.statement.Reading;
import dev.lockstep.statement.StatementReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Follows objects through the renames and moves that the statements of a change carry out, in
/// their order.
///
/// *Shape*: a schema before and after tells only that one thing is gone and another one is there;
/// the statements tell that it is the same one. What they do not tell plainly, as a name that two
/// schemas hold, is not followed.
final class ChangeRenames {
  private static final Set<String> RELATIONS =
      Set.of("table", "foreign_table", "view", "materialized_view", "sequence", "index");
  private static final Set<String> TYPES = Set.of("enum", "composite", "range", "domain");

  private final DatabaseSchema before;

  /// Holds what an object of the schema before is called by now, and what it was called.
  private Map<ObjectId, ObjectId> now = new LinkedHashMap<>();

  /// Holds what was taken to another schema, by what it was called.
  private final Set<ObjectId> movers = new HashSet<>();

  private ChangeRenames(DatabaseSchema before) {
    this.before = before;
    for (SchemaObject object : before.objects().values()) {
      now.put(object.id(), object.id());
      if (object.id().kind().equals("enum")) {
        for (String label : object.texts("labels")) {
          List<String> path = new ArrayList<>(object.id().path());
          path.add(label);
          ObjectId id = new ObjectId("label", path);
          now.put(id, id);
        }
      }
    }
  }

  static ChangeRenames of(PlannedMigration change, StatementReader reader, DatabaseSchema before) {
    ChangeRenames renames = new ChangeRenames(before);
    for (PlannedStatement statement : change.statements()) {
      renames.follow(reader.read(statement.sql().text()));
    }
    return renames;
  }

  private void follow(Reading reading) {
    if (reading instanceof Reading.Understood(ParsedStatement statement)) {
      for (Operation operation : statement.operations()) {
        follow(operation);
      }
      // The body of a routine runs when it is called, and nobody knows whether it is.
      boolean creates = statement.operations().stream().anyMatch(ChangeRenames::keepsForLater);
      if (!creates) {
        statement.embedded().stream().map(Embedded::reading).forEach(this::follow);
      }
    }
  }

  private static boolean keepsForLater(Operation operation) {
    return operation instanceof Operation.CreateRoutine;
  }

  private void follow(Operation operation) {
    switch (operation) {
      case Operation.Rename rename -> {
        String part = rename.part();
        ObjectId id =
            part == null || rename.partType() == null
                ? find(rename.object(), kinds(rename.type()))
                : find(rename.object(), part, rename.partType());
        put(id, List.of(rename.to()));
      }
      case Operation.Redefine redefined ->
          put(
              find(redefined.table(), redefined.column(), ObjectType.COLUMN),
              List.of(redefined.definition().name()));
      case Operation.SetSchema move -> {
        ObjectId id = find(move.object(), kinds(move.type()));
        if (id != null && Rename.moves(id)) {
          movers.add(now.getOrDefault(id, id));
          put(id, List.of(move.schema(), id.name()));
        }
      }
      default -> {}
    }
  }

  /// Lists the kinds that an object may be of, as a statement about tables may mean an index.
  private static Set<String> kinds(ObjectType type) {
    return switch (type) {
      case TABLE, VIEW, INDEX, SEQUENCE, MATERIALIZED_VIEW, FOREIGN_TABLE -> RELATIONS;
      case TYPE -> TYPES;
      default -> Set.of(type.name().toLowerCase(Locale.ROOT));
    };
  }

  private @Nullable ObjectId find(QualifiedName name, Set<String> kinds) {
    return only(
        now.keySet().stream().filter(id -> kinds.contains(id.kind()) && isNamed(id.path(), name)));
  }

  /// Finds a column, a label, a constraint or an index by the object that it is a part of.
  private @Nullable ObjectId find(QualifiedName whole, String part, ObjectType type) {
    Set<String> kinds =
        switch (type) {
          case COLUMN -> Set.of("column", "label");
          case CONSTRAINT -> Set.of("constraint");
          default -> Set.of(type.name().toLowerCase(Locale.ROOT));
        };
    return only(
        now.keySet().stream()
            .filter(id ->
                kinds.contains(id.kind())
                    && id.path().size() > 1
                    && id.name().equals(part)
                    && isNamed(id.path().subList(0, id.path().size() - 1), whole)));
  }

  private static boolean isNamed(List<String> path, QualifiedName name) {
    String qualifier = name.qualifier();
    return path.getLast().equals(name.name())
        && (qualifier == null || path.size() < 2 || path.get(path.size() - 2).equals(qualifier));
  }

  private static @Nullable ObjectId only(Stream<ObjectId> found) {
    List<ObjectId> all = found.limit(2).toList();
    return all.size() == 1 ? all.getFirst() : null;
  }

  private void put(@Nullable ObjectId id, List<String> place) {
    if (id == null) {
      return;
    }
    Rename rename = new Rename(id, place);
    ObjectId whole = now.get(id);
    Map<ObjectId, ObjectId> next = new LinkedHashMap<>();
    now.forEach((current, original) -> {
      List<Rename> around = List.of(rename);
      if (current.equals(id)) {
        next.put(rename.to(List.of()), original);
      } else if (place.size() > 1 && isNeighbourOf(whole, original)) {
        next.put(
            new Rename(current, List.of(place.getFirst(), current.name())).to(around), original);
      } else {
        next.put(new Rename(current, current.name()).to(around), original);
      }
    });
    now = next;
  }

  /// Tells whether an object belongs to another one and stands beside it in its schema, as indexes
  /// do.
  private boolean isNeighbourOf(@Nullable ObjectId whole, ObjectId part) {
    return part.path().size() == 2
        && before.find(part).filter(one -> Objects.equals(one.parent(), whole)).isPresent();
  }

  /// Lists the renames that lead from a schema to the one before, as far as it holds them; what
  /// moves comes last, since indexes move with their table.
  List<Rename> leadingFrom(DatabaseSchema after) {
    List<Rename> renamed = new ArrayList<>();
    List<Rename> moved = new ArrayList<>();
    now.forEach((current, original) -> {
      boolean known =
          Rename.isThere(current, after)
              && Rename.isThere(original, before)
              && !Rename.isThere(original, after)
              && !Rename.isThere(current, before);
      if (known && movers.contains(original)) {
        moved.add(new Rename(current, original.path()));
      } else if (known && !current.name().equals(original.name())) {
        renamed.add(new Rename(current, original.name()));
      }
    });
    renamed.addAll(moved);
    return renamed;
  }
}
