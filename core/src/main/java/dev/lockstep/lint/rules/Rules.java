package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import java.util.List;
import java.util.stream.Stream;

/// Lists the rules in the order in which they are shown.
public final class Rules {
  private Rules() {}

  public static List<Rule> all() {
    return Stream.of(common(), changesOfMySql(), definitionsOfMySql())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Rule> common() {
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

  /// What MySQL and MariaDB do to databases in use.
  private static List<Rule> changesOfMySql() {
    return List.of(
        new AlterBlocksWrites(),
        new AlterCopiesTable(),
        new AlgorithmRefused(),
        new BlockingAlgorithm(),
        new AltersCouldBeOne(),
        new AlgorithmNotStated(),
        new LockWaitNotBounded(),
        new LocksTables(),
        new OptimizesTable(),
        new UniqueOnExistingRows(),
        new NotNullOnExistingRows(),
        new ValuesMayNotFit(),
        new LabelRemoved(),
        new LabelMoved(),
        new DefinitionForgets(),
        new CharsetLosesCharacters(),
        new PartitionRowsLost(),
        new TablespaceDiscarded(),
        new AlterIgnore(),
        new DropIndexedColumn(),
        new DropsIndex(),
        new ForeignKeyParent(),
        new InlineReference(),
        new OtherProduct(),
        new ChecksSwitchedOff(),
        new SqlModeNotStrict(),
        new GlobalVariable(),
        new NotReplicated(),
        new DefinitionInTransaction(),
        new MixedChanges(),
        new LimitWithoutOrder());
  }

  /// What is odd in a definition for MySQL and MariaDB, whether in use or not.
  private static List<Rule> definitionsOfMySql() {
    return List.of(
        new CharsetNotAllowed(),
        new EngineNotAllowed(),
        new ZeroDate(),
        new AutoIncrementExhausts(),
        new RedundantIndex(),
        new ColumnTwiceInIndex(),
        new RowFormat(),
        new DisplayWidth(),
        new DeprecatedType(),
        new LatelyReserved(),
        new DefinerNamed(),
        new FloatColumn(),
        new TimestampEnds(),
        new AutoIncrementStart(),
        new ColumnPosition(),
        new CollationNotAllowed(),
        new CharsetNotStated(),
        new ColumnCharset());
  }
}
