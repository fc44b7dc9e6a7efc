package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Constraint;
import dev.lockstep.statement.ConstraintType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.CreateIndex;
import dev.lockstep.statement.Operation.CreateTable;
import dev.lockstep.statement.Operation.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/// An index begins another one.
final class RedundantIndex implements Rule {
  private static final Description ABOUT =
      new Description(
          "redundant-index",
          Severity.NOTICE,
          true,
          Dialects.ALL,
          "An index whose columns begin another one finds nothing that the other does "
              + "not, and every write has to keep both.",
          "Leave out the shorter one.");

  @Override
  public Description about() {
    return ABOUT;
  }

  /// Is an index or a key, by its columns as they are written.
  private record Key(String name, List<String> columns, boolean unique) {
    boolean covers(Key other) {
      return columns.size() >= other.columns.size()
          && columns.subList(0, other.columns.size()).equals(other.columns)
          && (!other.unique || (unique && columns.size() == other.columns.size()));
    }
  }

  @Override
  public void check(Operation operation, Scene scene) {
    switch (operation) {
      case CreateTable create when !create.modes().contains(Mode.TEMPORARY) -> among(create, scene);
      case CreateIndex index -> {
        List<Key> there =
            scene
                .schema()
                .table(index.table())
                .map(table -> keys(table.indexes(), table.constraints()))
                .orElse(List.of());
        keys(List.of(index), List.of()).forEach(key -> look(key, there, scene));
      }
      default -> {
        // makes no index
      }
    }
  }

  private static void among(CreateTable create, Scene scene) {
    List<Key> keys = keys(create.indexes(), create.allConstraints());
    for (int i = 0; i < keys.size(); i++) {
      Key key = keys.get(i);
      List<Key> others = new ArrayList<>(keys.subList(0, i));
      keys.subList(i + 1, keys.size()).stream()
          .filter(other -> !other.covers(key) || !key.covers(other))
          .forEach(others::add);
      look(key, others, scene);
    }
  }

  private static void look(Key key, List<Key> others, Scene scene) {
    others.stream()
        .filter(other -> !other.name.equals(key.name) && other.covers(key))
        .findFirst()
        .ifPresent(other ->
            scene.say(
                "Index %s finds nothing that %s does not.".formatted(key.name, other.name),
                ABOUT.instead()));
  }

  private static List<Key> keys(List<CreateIndex> indexes, List<Constraint> constraints) {
    Stream<Key> ofConstraints =
        constraints.stream()
            .filter(one ->
                one.type() == ConstraintType.PRIMARY_KEY || one.type() == ConstraintType.UNIQUE)
            // One that takes over an index names no columns; the index does.
            .filter(one -> !one.columns().isEmpty())
            .map(one ->
                new Key(
                    one.type() == ConstraintType.PRIMARY_KEY
                        ? "the primary key"
                        : Objects.requireNonNullElse(one.name(), "of " + one.columns().getFirst()),
                    one.columns().stream().map(column -> column.toLowerCase(Locale.ROOT)).toList(),
                    true));
    Stream<Key> ofIndexes =
        indexes.stream()
            .filter(index -> index.method() == null || index.method().equals("btree"))
            .filter(index -> index.where() == null && index.included().isEmpty())
            .filter(index -> index.columns().size() == index.keys().size())
            .map(index ->
                new Key(
                    index.name() == null ? "of " + index.columns().getFirst() : index.name().name(),
                    index.keys().stream()
                        .map(key -> (key.column() + key.options()).toLowerCase(Locale.ROOT))
                        .toList(),
                    index.unique()));
    return Stream.concat(ofConstraints, ofIndexes).toList();
  }
}
