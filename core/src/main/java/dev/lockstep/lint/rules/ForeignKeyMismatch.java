package dev.lockstep.lint.rules;

import dev.lockstep.lint.KnownTable;
import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Constraint;
import dev.lockstep.statement.Constraint.Reference;
import dev.lockstep.statement.ConstraintType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.CreateIndex;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A foreign key refers to columns that are no key.
final class ForeignKeyMismatch implements Rule {
  private static final Description ABOUT =
      new Description(
          "foreign-key-mismatch",
          Severity.ERROR,
          true,
          Dialects.SQLITE,
          "SQLite takes a foreign key to columns that are no key, and then, where foreign keys are"
              + " checked, refuses every write to the table.",
          "Refer to the primary key, or create a unique index on those columns.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    for (Definitions.Bound bound : Definitions.constraints(operation)) {
      Reference reference = bound.constraint().reference();
      KnownTable parent =
          reference == null || !scene.schema().isWhole(reference.table())
              ? null
              : scene.schema().table(reference.table()).orElse(null);
      if (parent != null && reference != null && !fits(bound.constraint(), parent, scene)) {
        scene.say(
            bound.constraint().range(),
            "%s is no key of %s: where foreign keys are checked, every write to %s fails."
                .formatted(
                    reference.columns().isEmpty()
                        ? "What this refers to"
                        : String.join(", ", reference.columns()),
                    reference.table(),
                    bound.table()),
            ABOUT.instead(),
            null);
      }
    }
  }

  private static boolean fits(Constraint foreignKey, KnownTable parent, Scene scene) {
    Reference reference = foreignKey.reference();
    if (reference == null || parent.columns().isEmpty()) {
      return true;
    }
    if (reference.columns().isEmpty()) {
      return parent
          .constraints(ConstraintType.PRIMARY_KEY)
          .anyMatch(key -> key.columns().size() == foreignKey.columns().size());
    }
    Set<String> wanted = lower(reference.columns());
    Stream<List<String>> keys =
        parent.constraints().stream()
            .filter(key ->
                key.type() == ConstraintType.PRIMARY_KEY || key.type() == ConstraintType.UNIQUE)
            .map(Constraint::columns);
    Stream<CreateIndex> later =
        scene.after().stream()
            .filter(CreateIndex.class::isInstance)
            .map(CreateIndex.class::cast)
            .filter(index -> scene.schema().isSame(index.table(), reference.table()));
    Stream<List<String>> indexes =
        Stream.concat(parent.indexes().stream(), later)
            .filter(index -> index.unique() && index.where() == null)
            .filter(index -> index.columns().size() == index.keys().size())
            .map(CreateIndex::columns);
    return Stream.concat(keys, indexes).anyMatch(columns -> lower(columns).equals(wanted));
  }

  private static Set<String> lower(List<String> names) {
    return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
  }
}
