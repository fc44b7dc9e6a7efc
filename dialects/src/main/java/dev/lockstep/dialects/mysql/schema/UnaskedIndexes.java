package dev.lockstep.dialects.mysql.schema;

import dev.lockstep.plan.SchemaChange;
import dev.lockstep.plan.SchemaChange.Action;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Finds indexes that the server may have made for a foreign key unasked.
///
/// It lets such an index go without a word once another key begins with the same columns, and tells
/// nobody which indexes these are but by their names. One that was renamed, be it to its own name,
/// is as good as any.
final class UnaskedIndexes {
  private UnaskedIndexes() {}

  /// Writes the clauses that keep indexes of a table that are meant to stay.
  ///
  /// @param changes of all objects
  static List<String> kept(
      String table, List<SchemaChange> changes, DatabaseSchema live, DatabaseSchema desired) {
    ObjectId owner = ObjectId.of(TableKind.NAME, table);
    List<SchemaObject> keys =
        changes.stream()
            .filter(change ->
                change.action() == Action.CREATE
                    && owner.equals(desired.get(change.object()).parent()))
            .map(change -> desired.get(change.object()))
            .toList();
    Set<String> foreignKeys =
        live.children(owner, ForeignKeyKind.NAME).stream()
            .map(key -> key.id().name())
            .collect(Collectors.toSet());
    return live.children(owner, IndexKind.NAME).stream()
        .filter(index ->
            isNamedByServer(index, foreignKeys)
                && desired.find(index.id()).isPresent()
                && changes.stream().noneMatch(change -> change.object().equals(index.id()))
                && keys.stream().anyMatch(key -> replaces(key, index)))
        .map(index -> Spelling.name(index.id().name()))
        .map(name -> "RENAME INDEX " + name + " TO " + name)
        .toList();
  }

  /// The server calls an index as the foreign key, or else as its first column, with a number if
  /// need be.
  private static boolean isNamedByServer(SchemaObject index, Set<String> foreignKeys) {
    String name = index.id().name();
    String first = index.texts("_columns").getFirst();
    boolean asColumn = name.startsWith(first) && name.substring(first.length()).matches("(_\\d+)?");
    return !index.has("type") && (asColumn || foreignKeys.contains(name));
  }

  private static boolean replaces(SchemaObject key, SchemaObject index) {
    List<String> parts =
        switch (key.kind()) {
          case ForeignKeyKind.NAME -> key.texts("columns").stream().map(Spelling::name).toList();
          case IndexKind.NAME -> key.texts("parts");
          default -> List.of();
        };
    List<String> own = index.texts("parts");
    boolean same = parts.equals(own) && key.id().name().equals(index.id().name());
    return !same && parts.size() >= own.size() && parts.subList(0, own.size()).equals(own);
  }
}
