package dev.lockstep.lint.rules;

import dev.lockstep.lint.HistoryRule;
import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Rule.Description;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Lists the rules in the order in which they are shown.
public final class Rules {
  private Rules() {}

  /// Describes all rules, those about changes as a whole too.
  public static List<Description> descriptions() {
    return Stream.concat(
            all().stream().map(Rule::about),
            Arrays.stream(HistoryRule.values()).map(HistoryRule::about))
        .toList();
  }

  public static List<Rule> all() {
    return List.of(
        new IndexNotConcurrent(),
        new DropIndexNotConcurrent(),
        new ReindexNotConcurrent(),
        new ConcurrentlyInTransaction(),
        new ConstraintValidatedAtOnce(),
        new ValidatedInSameTransaction(),
        new KeyBuiltUnderLock(),
        new NotNullScans(),
        new AddColumnRewrites(),
        new RequiredColumn(),
        new DropTable(),
        new DropContainer(),
        new DropColumn(),
        new TruncateTable(),
        new RenameBreaks(),
        new ForeignKeyWithoutIndex(),
        new ChangesAllRows(),
        new RewritesTable(),
        new TableWithoutPrimaryKey(),
        new TypeChanges(),
        new LabelUsedAtOnce(),
        new NameTooLong(),
        new OwnTransaction(),
        new DropNotNull(),
        new DropConstraint(),
        new DomainConstraintScans(),
        new DetachNotConcurrent(),
        new PartitionLocksParent(),
        new JsonColumn(),
        new DefinerWithoutSearchPath(),
        new InsertWithoutColumns(),
        new ComparesWithNull());
  }
}
