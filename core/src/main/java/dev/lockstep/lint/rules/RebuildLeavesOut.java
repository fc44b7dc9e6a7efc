package dev.lockstep.lint.rules;

import dev.lockstep.lint.KnownTable;
import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.Column;
import dev.lockstep.statement.Column.Numbering;
import dev.lockstep.statement.Constraint;
import dev.lockstep.statement.Constraint.Reference;
import dev.lockstep.statement.ConstraintType;
import dev.lockstep.statement.Expression;
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.CreateIndex;
import dev.lockstep.statement.Operation.Drop;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A table that is built anew lacks what the old one said of its columns.
final class RebuildLeavesOut implements Rule {
  private static final Description ABOUT =
      new Description(
          "rebuild-leaves-out",
          Severity.NOTICE,
          true,
          Dialects.SQLITE,
          "A table that is built anew has what its new definition says, and nothing else that the"
              + " old one had: constraints, defaults, collations, AUTOINCREMENT.",
          "Write it into the new definition, unless it is meant to go.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof Drop drop && drop.type() == ObjectType.TABLE) {
      QualifiedName name = drop.names().getFirst();
      KnownTable old = scene.schema().table(name).orElse(null);
      QualifiedName successor = Rebuild.successor(name, scene).orElse(null);
      KnownTable fresh = successor == null ? null : scene.schema().table(successor).orElse(null);
      if (old != null
          && fresh != null
          && scene.schema().isWhole(name)
          && scene.schema().isWhole(fresh.name())) {
        List<String> missing = missing(old, withIndexes(fresh, name, scene));
        if (!missing.isEmpty()) {
          scene.say(
              "The new %s does not have what the old one had: %s."
                  .formatted(name.name(), String.join(", ", missing)),
              ABOUT.instead());
        }
      }
    }
  }

  /// Indexes that come behind the rebuild are for the name that the table has then.
  private static KnownTable withIndexes(KnownTable fresh, QualifiedName name, Scene scene) {
    List<CreateIndex> indexes = new ArrayList<>(fresh.indexes());
    for (Operation later : scene.after()) {
      if (later instanceof CreateIndex index && scene.schema().isSame(index.table(), name)) {
        indexes.add(index);
      }
    }
    return new KnownTable(
        fresh.name(), fresh.columns(), fresh.constraints(), indexes, fresh.options());
  }

  private static List<String> missing(KnownTable old, KnownTable fresh) {
    List<String> missing = new ArrayList<>();
    for (Column column : old.columns().values()) {
      fresh
          .columnIgnoringCase(column.name())
          .ifPresent(other -> compare(column, old, other, fresh, missing));
    }
    old.constraints().stream()
        .filter(one -> one.type() != ConstraintType.NOT_NULL)
        .filter(one ->
            one.columns().stream().allMatch(column -> fresh.columnIgnoringCase(column).isPresent()))
        .filter(one -> !has(fresh, one))
        .map(RebuildLeavesOut::words)
        .forEach(missing::add);
    return missing;
  }

  private static void compare(
      Column column, KnownTable old, Column other, KnownTable fresh, List<String> missing) {
    if (!Columns.isNullable(column, old) && Columns.isNullable(other, fresh)) {
      missing.add("NOT NULL of " + column.name());
    }
    if (column.defaultValue() != null && other.defaultValue() == null) {
      missing.add("the default of " + column.name());
    }
    String collation = collation(column);
    if (!collation.equals("binary") && !collation.equals(collation(other))) {
      missing.add("the collation of " + column.name());
    }
    if (column.numbering() == Numbering.AUTO_INCREMENT && other.numbering() == Numbering.NONE) {
      missing.add("AUTOINCREMENT of " + column.name());
    }
  }

  private static String collation(Column column) {
    return column.options().getOrDefault("collate", "binary").toLowerCase(Locale.ROOT);
  }

  private static boolean has(KnownTable table, Constraint wanted) {
    boolean unique = wanted.type() == ConstraintType.UNIQUE;
    return table.constraints().stream()
            .anyMatch(one ->
                (one.type() == wanted.type()
                        || (unique && one.type() == ConstraintType.PRIMARY_KEY))
                    && same(one, wanted))
        || (unique
            && table.indexes().stream()
                .filter(CreateIndex::unique)
                .anyMatch(index -> lower(index.columns()).equals(lower(wanted.columns()))));
  }

  /// Constraints are the same by what they say; checks, which may be written otherwise, by the
  /// columns that they are about.
  private static boolean same(Constraint one, Constraint other) {
    Reference reference = one.reference();
    Reference wanted = other.reference();
    return lower(one.columns()).equals(lower(other.columns()))
        && (one.type() != ConstraintType.CHECK
            || !one.columns().isEmpty()
            || Objects.equals(text(one.expression()), text(other.expression())))
        && Optional.ofNullable(reference)
            .map(RebuildLeavesOut::words)
            .equals(Optional.ofNullable(wanted).map(RebuildLeavesOut::words));
  }

  private static @Nullable String text(@Nullable Expression expression) {
    return expression == null ? null : expression.text();
  }

  private static List<String> lower(List<String> columns) {
    return columns.stream().map(column -> column.toLowerCase(Locale.ROOT)).sorted().toList();
  }

  private static String words(Reference reference) {
    return Stream.of(reference.table().name(), reference.onDelete(), reference.onUpdate())
        .map(word -> word.toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(" "));
  }

  private static String words(Constraint one) {
    String kind =
        switch (one.type()) {
          case PRIMARY_KEY -> "the primary key";
          case UNIQUE -> "a unique key";
          case FOREIGN_KEY -> "a foreign key";
          default -> "a check";
        };
    return kind + (one.columns().isEmpty() ? "" : " of " + String.join(" and ", one.columns()));
  }
}
