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
    return Stream.of(
            locks(), changes(), conventions(), changesOfMySql(), definitionsOfMySql(), ofSqlite())
        .flatMap(List::stream)
        .toList();
  }

  /// About what waits for whom, and how long.
  private static List<Rule> locks() {
    return List.of(
        new IndexNotConcurrent(),
        new DropIndexNotConcurrent(),
        new ReindexNotConcurrent(),
        new RefreshNotConcurrent(),
        new DetachNotConcurrent(),
        new ConcurrentlyInTransaction(),
        new SharedWithoutTransaction(),
        new ConcurrentIfNotExists(),
        new ConstraintValidatedAtOnce(),
        new ValidatedInSameTransaction(),
        new KeyBuiltUnderLock(),
        new NotNullScans(),
        new AddColumnRewrites(),
        new TypeChanges(),
        new RewritesTable(),
        new DomainConstraintScans(),
        new PartitionLocksParent(),
        new AttachScans(),
        new DefaultPartitionScanned(),
        new LocksReferencedTable(),
        new TriggerLocks(),
        new LocksTables(),
        new WorkUnderLock());
  }

  /// About what is lost, breaks or does not work.
  private static List<Rule> changes() {
    return List.of(
        new RequiredColumn(),
        new DropTable(),
        new DropContainer(),
        new DropColumn(),
        new DropGeneratedColumn(),
        new TruncateTable(),
        new RenameBreaks(),
        new ForeignKeyWithoutIndex(),
        new ChangesAllRows(),
        new TableWithoutPrimaryKey(),
        new LabelUsedAtOnce(),
        new NameTooLong(),
        new OwnTransaction(),
        new DropNotNull(),
        new DropConstraint(),
        new JsonColumn(),
        new DefinerWithoutSearchPath(),
        new InsertWithoutColumns(),
        new ComparesWithNull(),
        new CharColumn(),
        new NamedTwice(),
        new UnbalancedTransaction(),
        new Cascades(),
        new StillNeeded(),
        new ViewColumnsChange(),
        new ViewLosesColumns(),
        new OnlyTheParent(),
        new RowSecurityWithoutPolicy(),
        new SeveralConcerns(),
        new FailsOnRows(),
        new RefusesOldWrites(),
        new DropsObject(),
        new DropsDefault(),
        new Revokes(),
        new RedundantIndex(),
        new IndexRepeatsColumn(),
        new ForeignKeyTypeDiffers(),
        new UnloggedTable(),
        new AlwaysRefused(),
        new ChecksSwitchedOff(),
        new MakesSuperuser(),
        new SecretInText(),
        new RunsProgram(),
        new ReachesOutside(),
        new RewritesByRule());
  }

  /// About what teams agree on; none is asked unless it is configured.
  private static List<Rule> conventions() {
    return List.of(
        new TimestampWithoutZone(),
        new LimitedText(),
        new NarrowInteger(),
        new SerialColumn(),
        new ConstrainedDomain(),
        new LabelWithoutPosition(),
        new UnnamedSchema(),
        new SettingsNotSet(),
        new NotRepeatable(),
        new Naming(),
        new ReservedName(),
        new RequiredColumns(),
        new NullableColumn(),
        new ColumnWithoutDefault(),
        new MissingComment(),
        new ForbiddenTypes(),
        new ForbiddenObjects(),
        new UnnamedConstraint(),
        new SelectStar(),
        new LeadingWildcard(),
        new RandomOrder(),
        new SelectsAllRows(),
        new InsertsManyRows(),
        new WideIndex(),
        new ManyIndexes(),
        new PrimaryKeyType(),
        new LongCharacter(),
        new CollationNotAllowed(),
        new DropsUnmarkedTable(),
        new MergesAlters());
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
        new OptimizesTable(),
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
        new ForeignKeyNeeds(),
        new InlineReference(),
        new OtherProduct(),
        new HistoryLost(),
        new SqlModeNotStrict(),
        new GlobalVariable(),
        new NotReplicated(),
        new DefinitionInTransaction(),
        new LimitWithoutOrder());
  }

  /// What is odd in a definition for MySQL and MariaDB, whether in use or not.
  private static List<Rule> definitionsOfMySql() {
    return List.of(
        new CharsetNotAllowed(),
        new EngineNotAllowed(),
        new ZeroDate(),
        new AutoIncrementExhausts(),
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
        new CharsetNotStated(),
        new ColumnCharset());
  }

  /// What SQLite alone does or refuses.
  private static List<Rule> ofSqlite() {
    return List.of(
        new AlterRefused(),
        new RefusedInTransaction(),
        new PragmaWithoutEffect(),
        new DropParentTable(),
        new ForeignKeyMismatch(),
        new RebuildLosesIndex(),
        new RebuildLeavesOut(),
        new RebuildLosesRows(),
        new RebuildRenamesFirst(),
        new RebuildBelowView(),
        new NeedsNewerSqlite(),
        new KeyIsNoRowId(),
        new DoubleQuotedText(),
        new SchemaByHand(),
        new TableNotStrict(),
        new AutoIncrementColumn(),
        new WritersWait());
  }
}
