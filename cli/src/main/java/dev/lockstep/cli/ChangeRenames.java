package dev.lockstep.cli;

import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.migration.PlannedStatement;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.scratch.Rename;
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.ParsedStatement;
import dev.lockstep.statement.ParsedStatement.Embedded;
import dev.lockstep.statement.Query;
import dev.lockstep.statement.Reading;
import dev.lockstep.statement.StatementReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Follows objects through the renames that the statements of a change carry out, in their order,
/// and through what is dropped and created beside them.
///
/// *Shape*: for products that cannot tell which object is which; none of them has schemas within a
/// database. What the statements do not tell plainly is not followed.
final class ChangeRenames {
  /// Is the kind of what was not there before.
  private static final String NEW = "new";

  private static final Set<String> RELATIONS =
      Set.of("table", "foreign_table", "view", "materialized_view", "sequence", "index");

  /// Holds what an object of the schema before is called by now, and what it was called; or an id
  /// that none of them had, for what is new.
  private Map<ObjectId, ObjectId> now = new LinkedHashMap<>();

  /// Holds which new table got the rows of which.
  private final Map<ObjectId, ObjectId> copies = new HashMap<>();

  private ChangeRenames(DatabaseSchema before) {
    before.objects().keySet().forEach(id -> now.put(id, id));
  }

  /// Returns what each object of now was called before, whatever is new left out.
  static Map<ObjectId, ObjectId> originals(
      PlannedMigration change, StatementReader reader, DatabaseSchema before) {
    ChangeRenames renames = new ChangeRenames(before);
    for (PlannedStatement statement : change.statements()) {
      renames.follow(reader.read(statement.sql().text()));
    }
    Map<ObjectId, ObjectId> originals = new LinkedHashMap<>();
    renames.now.forEach((current, original) -> {
      if (!original.kind().equals(NEW)) {
        originals.put(current, original);
      }
    });
    return originals;
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
        put(id, rename.to());
      }
      case Operation.Redefine redefined ->
          put(
              find(redefined.table(), redefined.column(), ObjectType.COLUMN),
              redefined.definition().name());
      case Operation.CreateTable table -> create(table);
      case Operation.Insert(var table, _, _, Query query, _) when query != null ->
          copied(table, query);
      case Operation.AddColumn added -> {
        ObjectId table = find(added.table(), RELATIONS);
        if (table != null) {
          create(part(table, added.column().name()));
        }
      }
      case Operation.DropColumn dropped ->
          drop(find(dropped.table(), dropped.column(), ObjectType.COLUMN));
      case Operation.Drop dropped ->
          dropped.names().forEach(name -> drop(find(name, kinds(dropped.type()))));
      default -> {}
    }
  }

  private void create(Operation.CreateTable table) {
    if (find(table.table(), RELATIONS) == null) {
      ObjectId id = ObjectId.of("table", table.table().name());
      create(id);
      table.columns().forEach(column -> create(part(id, column.name())));
    }
  }

  /// A table that is built anew gets the rows of the one whose name it takes.
  private void copied(QualifiedName into, Query query) {
    ObjectId table = find(into, RELATIONS);
    List<QualifiedName> reads = query.reads();
    ObjectId source = reads.size() == 1 ? find(reads.getFirst(), RELATIONS) : null;
    if (table != null && source != null && isNew(table)) {
      copies.put(source, table);
    }
  }

  private boolean isNew(ObjectId id) {
    ObjectId original = now.get(id);
    return original != null && original.kind().equals(NEW);
  }

  private static ObjectId part(ObjectId table, String column) {
    List<String> path = new ArrayList<>(table.path());
    path.add(column);
    return new ObjectId("column", path);
  }

  private void create(ObjectId id) {
    now.putIfAbsent(id, new ObjectId(NEW, id.path()));
  }

  private void drop(@Nullable ObjectId id) {
    if (id != null) {
      ObjectId copy = copies.remove(id);
      if (copy != null && isNew(copy)) {
        inherit(id, copy);
      }
      int size = id.path().size();
      now.keySet()
          .removeIf(one ->
              one.equals(id)
                  || (one.path().size() > size && one.path().subList(0, size).equals(id.path())));
    }
  }

  private void inherit(ObjectId table, ObjectId copy) {
    int size = copy.path().size();
    for (ObjectId id : List.copyOf(now.keySet())) {
      boolean within = id.path().size() >= size && id.path().subList(0, size).equals(copy.path());
      if (within && isNew(id)) {
        List<String> path = new ArrayList<>(table.path());
        path.addAll(id.path().subList(size, id.path().size()));
        ObjectId original = now.get(new ObjectId(id.kind(), path));
        if (original != null) {
          now.put(id, original);
        }
      }
    }
  }

  /// Lists the kinds that an object may be of, as a statement about tables may mean an index.
  private static Set<String> kinds(ObjectType type) {
    return switch (type) {
      case TABLE, VIEW, INDEX, SEQUENCE, MATERIALIZED_VIEW, FOREIGN_TABLE -> RELATIONS;
      default -> Set.of(type.name().toLowerCase(Locale.ROOT));
    };
  }

  private @Nullable ObjectId find(QualifiedName name, Set<String> kinds) {
    return only(
        now.keySet().stream().filter(id -> kinds.contains(id.kind()) && isNamed(id.path(), name)));
  }

  /// Finds a column, a constraint or an index by the object that it is a part of.
  private @Nullable ObjectId find(QualifiedName whole, String part, ObjectType type) {
    String kind = type.name().toLowerCase(Locale.ROOT);
    return only(
        now.keySet().stream()
            .filter(id ->
                id.kind().equals(kind)
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

  private void put(@Nullable ObjectId id, String name) {
    if (id == null) {
      return;
    }
    Rename rename = new Rename(id, name);
    Map<ObjectId, ObjectId> next = new LinkedHashMap<>();
    now.forEach((current, original) ->
        next.put(
            current.equals(id)
                ? rename.to(List.of())
                : new Rename(current, current.name()).to(List.of(rename)),
            original));
    now = next;
  }
}
