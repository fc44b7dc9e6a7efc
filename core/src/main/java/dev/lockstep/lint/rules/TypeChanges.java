package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Column;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.ChangeType;
import dev.lockstep.statement.TypeName;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The type of a column changes.
final class TypeChanges implements Rule {
  private static final Description ABOUT =
      new Description(
          "type-changes",
          Severity.WARNING,
          true,
          Dialects.POSTGRES,
          "Most changes of a type write the whole table and its indexes again while "
              + "nobody can use it, and programs may not expect the new type. Longer texts "
              + "and more precise numbers are cheap.",
          "Add a column of the new type, fill it in batches, move the programs, drop "
              + "the old one.");

  @Override
  public Description about() {
    return ABOUT;
  }

  private static final Set<String> TEXTS = Set.of("text", "character varying");

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof ChangeType change && scene.isInUse(change.table())) {
      TypeName before =
          scene
              .schema()
              .table(change.table())
              .flatMap(table -> table.column(change.column()))
              .map(Column::type)
              .orElse(null);
      if (change.using() != null || !isCheap(before, change.type())) {
        scene.say(
            "The whole of %s is written again while nobody can use it%s."
                .formatted(
                    change.table(), before == null ? ", unless the new type only takes more" : ""),
            ABOUT.instead());
      }
    }
  }

  private static boolean isCheap(@Nullable TypeName before, TypeName after) {
    if (before == null || before.dimensions() != after.dimensions()) {
      return false;
    }
    boolean texts = TEXTS.contains(before.name()) && TEXTS.contains(after.name());
    boolean sameNumbers =
        before.name().equals(after.name())
            && Set.of("numeric", "bit varying", "character varying").contains(after.name());
    boolean network = before.name().equals("cidr") && after.name().equals("inet");
    boolean array = before.dimensions() > 0;
    return network || (!array && (texts || sameNumbers) && takesMore(before, after));
  }

  /// The first number may grow, the second has to stay; none takes everything.
  private static boolean takesMore(TypeName before, TypeName after) {
    List<String> from = before.modifiers();
    List<String> to = after.modifiers();
    if (to.isEmpty()) {
      return true;
    }
    if (from.isEmpty() || !number(from.getFirst()) || !number(to.getFirst())) {
      return false;
    }
    String oldScale = from.size() > 1 ? from.get(1) : "0";
    String newScale = to.size() > 1 ? to.get(1) : "0";
    return Integer.parseInt(to.getFirst()) >= Integer.parseInt(from.getFirst())
        && oldScale.equals(newScale);
  }

  private static boolean number(String modifier) {
    return !modifier.isEmpty()
        && modifier.length() < 9
        && modifier.chars().allMatch(digit -> digit >= '0' && digit <= '9');
  }
}
