package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Create;
import dev.lockstep.statement.Operation.SetTableOption;
import java.util.stream.Stream;

/// Row security begins, and no policy lets anybody see a row.
final class RowSecurityWithoutPolicy implements Rule {
  private static final String ENABLE = "enable row level security";
  private static final String FORCE = "force row level security";

  private static final Description ABOUT =
      new Description(
          "row-security-without-policy",
          Severity.WARNING,
          true,
          Dialects.POSTGRES,
          "With row security and without a policy, a table is empty for all but its owner,"
              + " superusers and roles that bypass it, and takes no rows from others; with FORCE,"
              + " for its owner too.",
          "Create the policies before, in the same transaction.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof SetTableOption set
        && scene.isInUse(set.table())
        && (set.option().equals(ENABLE)
            || (set.option().equals(FORCE) && isEnabled(set.table(), scene)))
        && !hasPolicy(set.table(), scene)) {
      scene.say(
          set.option().equals(ENABLE)
              ? "No policy is known for %s: from now on roles other than its owner see no row of it."
                  .formatted(set.table())
              : "No policy is known for %s: from now on not even its owner sees a row of it."
                  .formatted(set.table()),
          ABOUT.instead());
    }
  }

  private static boolean isEnabled(QualifiedName table, Scene scene) {
    return scene
        .schema()
        .table(table)
        .filter(known -> known.options().containsKey(ENABLE))
        .isPresent();
  }

  private static boolean hasPolicy(QualifiedName table, Scene scene) {
    return scene.schema().dependents().hasPolicy(table)
        || Stream.concat(scene.before().stream(), scene.after().stream())
            .anyMatch(other ->
                other instanceof Create create
                    && create.type() == ObjectType.POLICY
                    && create.table() != null
                    && scene.schema().isSame(create.table(), table));
  }
}
