package dev.lockstep.engines.liquibase.worker;

import dev.lockstep.engines.liquibase.bridge.ChangelogRequest;
import dev.lockstep.engines.liquibase.bridge.ChangesetKey;
import dev.lockstep.engines.liquibase.bridge.LiquibaseBridge.EngineRun;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.sql.Connection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import liquibase.RuntimeEnvironment;
import liquibase.Scope;
import liquibase.changelog.ChangeLogHistoryServiceFactory;
import liquibase.changelog.ChangeLogIterator;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.filter.ChangeSetFilter;
import liquibase.changelog.filter.ChangeSetFilterResult;
import liquibase.changelog.filter.ContextChangeSetFilter;
import liquibase.changelog.filter.DbmsChangeSetFilter;
import liquibase.changelog.filter.LabelChangeSetFilter;
import liquibase.changelog.filter.ShouldRunChangeSetFilter;
import liquibase.changelog.visitor.RollbackVisitor;
import liquibase.changelog.visitor.UpdateVisitor;
import liquibase.database.Database;
import org.jspecify.annotations.Nullable;

/// Lets Liquibase itself run or roll back some changesets on a live connection, each in one
/// transaction with its history row where the author wants a transaction.
final class EngineRunner {
  private final Slot slot;
  private final ChangelogRequest request;
  private final EngineRun run;
  private final WithheldConnection connection;
  private final LiveReading live;

  /// @param earlier what an earlier run of the same slot read; used again when it still holds
  EngineRunner(
      Slot slot,
      ChangelogRequest request,
      Connection connection,
      EngineRun run,
      @Nullable LiveReading earlier) {
    this.slot = slot;
    this.request = request;
    this.run = run;
    this.connection = new WithheldConnection(connection);
    this.live = earlier != null && earlier.holdsFor(request) ? earlier : new LiveReading(request);
  }

  /// Returns what this run read, for the next one.
  LiveReading reading() {
    return live;
  }

  void apply() {
    RunFollower follower = new RunFollower(run.follower(), connection);
    inSlot(follower, parsed -> update(parsed, follower));
  }

  void undo() {
    RunFollower follower = new RunFollower(run.follower(), connection);
    inSlot(follower, parsed -> rollBack(parsed, follower));
  }

  private void update(ParsedChangelog parsed, RunFollower follower) throws Exception {
    Database database = parsed.database();
    check(parsed);
    Scope.getCurrentScope()
        .getSingleton(ChangeLogHistoryServiceFactory.class)
        .getChangeLogService(database)
        .init();
    parsed.changelog().validate(database, parsed.contexts(), parsed.labels());
    ChangeLogIterator iterator =
        new ChangeLogIterator(
            parsed.changelog(),
            new ContextChangeSetFilter(parsed.contexts()),
            new LabelChangeSetFilter(parsed.labels()),
            new DbmsChangeSetFilter(database),
            new Wanted(run.changesets()));
    UpdateVisitor visitor =
        new UpdateVisitor(database, follower, new ShouldRunChangeSetFilter(database));
    iterator.run(visitor, new RuntimeEnvironment(database, parsed.contexts(), parsed.labels()));
    follower.end();
  }

  private void rollBack(ParsedChangelog parsed, RunFollower follower) throws Exception {
    check(parsed);
    Map<String, ChangeSet> known = new HashMap<>();
    for (ChangeSet changeset : parsed.changelog().getChangeSets()) {
      // Variants for several products may share one name; the one meant for this target ran.
      if (meant(parsed).allMatch(filter -> filter.accepts(changeset).isAccepted())) {
        known.put(changeset.toNormalizedString(), changeset);
      } else {
        known.putIfAbsent(changeset.toNormalizedString(), changeset);
      }
    }
    RollbackVisitor visitor = new RollbackVisitor(parsed.database(), follower);
    for (ChangesetKey key : run.changesets()) {
      String path = DatabaseChangeLog.normalizePath(key.path());
      ChangeSet changeset = known.get(path + "::" + key.id() + "::" + key.author());
      if (changeset == null) {
        throw new LockstepException(
            ErrorCode.VALIDATION_FAILED, "Changeset " + key + " is not in the changelog any more.");
      }
      changeset.setStoredFilePath(key.path());
      Scope.child(
          Map.of(Scope.Attr.changeSet.name(), changeset),
          () -> visitor.visit(changeset, parsed.changelog(), parsed.database(), Set.of()));
    }
  }

  private static Stream<ChangeSetFilter> meant(ParsedChangelog parsed) {
    return Stream.of(
        new ContextChangeSetFilter(parsed.contexts()),
        new LabelChangeSetFilter(parsed.labels()),
        new DbmsChangeSetFilter(parsed.database()));
  }

  private void check(ParsedChangelog parsed) {
    for (ChangeSet changeset : parsed.changelog().getChangeSets()) {
      Guarded.check(
          changeset,
          request.options(),
          new dev.lockstep.source.SourceLocation(changeset.getFilePath()));
    }
  }

  private void inSlot(RunFollower follower, LiveWork work) {
    Map<String, Object> values = new HashMap<>();
    values.put(Scope.Attr.resourceAccessor.name(), live.accessor());
    values.put(Scope.Attr.deploymentId.name(), run.deploymentId());
    slot.within(
        live.reading(),
        values,
        () -> {
          boolean autoCommit = connection.getAutoCommit();
          try {
            ParsedChangelog parsed = live.parse(connection);
            Scope.child(Scope.Attr.database.name(), parsed.database(), () -> work.run(parsed));
          } catch (Exception e) {
            connection.abandon();
            throw follower.failure(e);
          } finally {
            restore(autoCommit);
          }
          return true;
        });
  }

  private void restore(boolean autoCommit) {
    try {
      if (!connection.getAutoCommit()) {
        connection.rollback();
      }
      connection.setAutoCommit(autoCommit);
    } catch (liquibase.exception.DatabaseException e) {
      // A connection that cannot be restored is lost; the next statement on it says so.
      System.getLogger("dev.lockstep.engines.liquibase")
          .log(System.Logger.Level.DEBUG, "connection not restored", e);
    }
  }

  /// Is work on a changelog read for a live database.
  private interface LiveWork {
    void run(ParsedChangelog parsed) throws Exception;
  }

  /// Lets only the planned changesets through.
  private static final class Wanted implements ChangeSetFilter {
    private final Set<String> keys = new HashSet<>();

    Wanted(List<ChangesetKey> changesets) {
      changesets.forEach(key -> keys.add(key.toString()));
    }

    @Override
    public ChangeSetFilterResult accepts(ChangeSet changeset) {
      boolean wanted = keys.contains(changeset.toString(false));
      return new ChangeSetFilterResult(
          wanted, wanted ? "planned" : "not planned", Wanted.class, "planned", "Planned");
    }
  }
}
