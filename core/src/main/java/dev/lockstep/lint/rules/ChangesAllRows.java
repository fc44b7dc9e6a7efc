package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.Expression;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Delete;
import dev.lockstep.statement.Operation.Merge;
import dev.lockstep.statement.Operation.MergeBranch;
import dev.lockstep.statement.Operation.Update;
import dev.lockstep.statement.Query;
import dev.lockstep.statement.Query.Kind;
import java.util.Set;
import java.util.regex.Pattern;

/// Every row is changed or deleted.
final class ChangesAllRows implements Rule {
  private static final Description ABOUT =
      new Description(
          "changes-all-rows",
          Severity.WARNING,
          true,
          Dialects.ALL,
          "UPDATE and DELETE without WHERE, and MERGE without a condition, touch every row: they"
              + " lock them until the transaction ends, and leave a dead version of each behind.",
          "Say which rows, and go through them in batches.");

  private static final Pattern PRESENT =
      Pattern.compile("\\(*\\s*\\S+\\s+is\\s+not\\s+null\\s*\\)*", Pattern.CASE_INSENSITIVE);

  @Override
  public Description about() {
    return ABOUT;
  }

  /// Tells whether no row is left out: there is no condition, or one that is true whatever a row
  /// holds.
  private static boolean isOpen(QualifiedName table, Query query, Scene scene) {
    Expression where = query.where();
    return query.isOpen()
        || (where != null
            && !query.has(Kind.LIMIT)
            && PRESENT.matcher(where.text().strip()).matches()
            && where.columns().size() == 1
            && scene
                .schema()
                .table(table)
                .filter(known -> known.isNotNull(where.columns().getFirst()))
                .isPresent());
  }

  @Override
  public void check(Operation operation, Scene scene) {
    QualifiedName table =
        switch (operation) {
          case Update update when isOpen(update.table(), update.query(), scene) -> update.table();
          case Delete delete when isOpen(delete.table(), delete.query(), scene) -> delete.table();
          case Merge merge when merge.query().isOpen() && touches(merge, "MATCHED") ->
              merge.table();
          default -> null;
        };
    if (table != null && scene.mayHoldRows(table)) {
      scene.say("This touches every row of " + table + ".", ABOUT.instead());
    } else if (operation instanceof Merge merge && scene.mayHoldRows(merge.table())) {
      merged(merge, scene);
    }
  }

  /// Says which rows go without a condition of their own.
  private static void merged(Merge merge, Scene scene) {
    if (touches(merge, "NOT MATCHED BY SOURCE")) {
      scene.say(
          "This touches every row of %s that the source lacks, which are all when it is empty."
              .formatted(merge.table()),
          "Say which rows by AND behind NOT MATCHED BY SOURCE.");
    } else if (merge.branches().stream()
        .anyMatch(one -> isOpen(one, "MATCHED") && one.action().equals("DELETE"))) {
      scene.say(
          "This deletes every row of %s that has one in the source.".formatted(merge.table()),
          "Say which rows by AND behind MATCHED, and go through them in batches.");
    }
  }

  private static boolean touches(Merge merge, String when) {
    return merge.branches().stream()
        .anyMatch(one -> isOpen(one, when) && Set.of("UPDATE", "DELETE").contains(one.action()));
  }

  private static boolean isOpen(MergeBranch branch, String when) {
    return branch.when().equals(when) && !branch.narrowed();
  }
}
