package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import java.util.List;

/// Lists the rules in the order in which they are shown.
public final class Rules {
  private Rules() {}

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
        new ComparesWithNull(),
        new CharColumn(),
        new TimestampWithoutZone(),
        new LimitedText(),
        new NarrowInteger(),
        new SerialColumn(),
        new ConstrainedDomain(),
        new LabelWithoutPosition(),
        new NamedTwice(),
        new UnnamedSchema(),
        new UnbalancedTransaction(),
        new SharedWithoutTransaction(),
        new SettingsNotSet(),
        new NotRepeatable(),
        new Cascades());
  }
}
