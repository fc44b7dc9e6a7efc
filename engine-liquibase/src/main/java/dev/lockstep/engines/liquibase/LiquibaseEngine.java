package dev.lockstep.engines.liquibase;

import dev.lockstep.dialect.Row;
import dev.lockstep.dialect.Session;
import dev.lockstep.engines.liquibase.bridge.ChangelogRequest;
import dev.lockstep.engines.liquibase.bridge.ChangesetKey;
import dev.lockstep.engines.liquibase.bridge.HistoryTables;
import dev.lockstep.engines.liquibase.bridge.LiquibaseBridge;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.migration.Assessment;
import dev.lockstep.migration.Direction;
import dev.lockstep.migration.Engine;
import dev.lockstep.migration.EngineLock;
import dev.lockstep.migration.EngineRequest;
import dev.lockstep.migration.HistoryPlan;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.migration.RollbackPlan;
import dev.lockstep.migration.RollbackTarget;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Understands Liquibase changelogs and the table DATABASECHANGELOG.
///
/// *Shape*: what is SQL in the end is planned as SQL, with the rows Liquibase itself would write;
/// Liquibase runs only what it alone can run. Looking at an unchanged repository needs one query
/// and no Liquibase.
///
/// *Source*: Liquibase 4.33.0, the last release under the Apache licence.
public final class LiquibaseEngine implements Engine {
  private static final int DEPLOYMENT_ID_LENGTH = 10;

  private final Changelogs changelogs;
  private final EngineWorkers workers;
  private final InstantSource clock;

  /// @param cacheFolder where read changelogs are kept between runs; created for the user alone
  public LiquibaseEngine(Path cacheFolder) {
    this(
        cacheFolder,
        InstantSource.system(),
        Math.max(4, 2 * Runtime.getRuntime().availableProcessors()));
  }

  /// @param mostWorkers how many copies of Liquibase may exist at a time; each takes some megabytes
  public LiquibaseEngine(Path cacheFolder, InstantSource clock, int mostWorkers) {
    this.workers = new EngineWorkers(mostWorkers);
    this.changelogs =
        new Changelogs(
            workers, new ChangelogCache(cacheFolder.resolve("plans")), cacheFolder.resolve("jars"));
    this.clock = clock;
  }

  @Override
  public String name() {
    return "liquibase";
  }

  @Override
  public Assessment assess(EngineRequest request, Session session) {
    try (LoadedChangelog changelog = changelogs.load(request, session)) {
      HistoryTables tables = changelog.definition().tables();
      History history = History.read(session, tables);
      return new Assessor(changelog, history, session.dialect(), deploymentId())
          .assess(request.target(), setup(session, tables, history));
    }
  }

  @Override
  public RollbackPlan planRollback(EngineRequest request, Session session, RollbackTarget target) {
    try (LoadedChangelog changelog = changelogs.load(request, session)) {
      History history = History.read(session, changelog.definition().tables());
      return new RollbackPlanner(changelog, history, session.dialect()).plan(target);
    }
  }

  @Override
  public HistoryPlan planBaseline(
      EngineRequest request, Session session, @Nullable String version) {
    try (LoadedChangelog changelog = changelogs.load(request, session)) {
      return planner(changelog, session).baseline(version);
    }
  }

  @Override
  public HistoryPlan planTag(EngineRequest request, Session session, String tag) {
    try (LoadedChangelog changelog = changelogs.load(request, session)) {
      return planner(changelog, session).tag(tag, clock.instant());
    }
  }

  @Override
  public HistoryPlan planRepair(EngineRequest request, Session session) {
    try (LoadedChangelog changelog = changelogs.load(request, session)) {
      LockHolder holder = new LockHolder(session, changelog.definition().tables());
      return planner(changelog, session).repair(holder.standing());
    }
  }

  @Override
  public EngineLock lock(EngineRequest request, Session session, String holder) {
    try (LoadedChangelog changelog = changelogs.load(request, session)) {
      return ChangelogLock.take(session, changelog.definition().tables(), holder);
    }
  }

  @Override
  public void run(
      EngineRequest request,
      Session session,
      List<PlannedMigration> migrations,
      RunListener listener) {
    if (migrations.isEmpty()) {
      return;
    }
    Map<String, PlannedMigration> planned = new HashMap<>();
    List<ChangesetKey> keys = new ArrayList<>();
    try (LoadedChangelog changelog = changelogs.load(request, session)) {
      Map<String, ChangesetKey> known = new HashMap<>();
      changelog
          .definition()
          .changesets()
          .forEach(changeset -> known.putIfAbsent(changeset.key().toString(), changeset.key()));
      for (PlannedMigration migration : migrations) {
        String id = migration.migration().id();
        planned.put(id, migration);
        keys.add(known.getOrDefault(id, new ChangesetKey("", id, "")));
      }
    }
    ChangelogRequest wanted = changelogs.request(request, session);
    LiquibaseBridge.EngineRun run =
        new LiquibaseBridge.EngineRun(keys, deploymentId(), follower(planned, listener));
    // Closing gives the session back as it was: Liquibase leaves its connection in a transaction.
    try (EngineWorkers.Worker worker = changelogs.worker(request);
        Connection connection = session.as(Connection.class)) {
      if (migrations.getFirst().direction() == Direction.APPLY) {
        worker.bridge().apply(wanted, connection, run);
      } else {
        worker.bridge().undo(wanted, connection, run);
      }
    } catch (SQLException e) {
      throw new LockstepException(
          ErrorCode.STATEMENT_FAILED,
          "The session could not be put back in order after Liquibase's work: " + e.getMessage(),
          "Run lockstep status to see what is applied.",
          e);
    }
  }

  /// Counts the copies of Liquibase that exist at this moment.
  int workers() {
    return workers.size();
  }

  private static LiquibaseBridge.Follower follower(
      Map<String, PlannedMigration> planned, RunListener listener) {
    return new LiquibaseBridge.Follower() {
      @Override
      public void started(ChangesetKey changeset) {
        PlannedMigration migration = planned.get(changeset.toString());
        if (migration != null) {
          listener.started(migration);
        }
      }

      @Override
      public void finished(ChangesetKey changeset) {
        PlannedMigration migration = planned.get(changeset.toString());
        if (migration != null) {
          listener.finished(migration);
        }
      }
    };
  }

  private HistoryPlanner planner(LoadedChangelog changelog, Session session) {
    HistoryTables tables = changelog.definition().tables();
    History history = History.read(session, tables);
    return new HistoryPlanner(
        changelog.definition(), history, setup(session, tables, history), deploymentId());
  }

  /// Names what creates the tables that are missing; a history table never stands alone for long,
  /// and the lock table is created by the lock at the latest.
  private static List<String> setup(Session session, HistoryTables tables, History history) {
    if (history.exists()) {
      return List.of();
    }
    List<String> statements = new ArrayList<>(tables.createChangelog());
    Optional<List<Row>> lock = session.queryIfPresent("SELECT ID FROM " + tables.lockReference());
    if (lock.isEmpty()) {
      statements.addAll(tables.createLock());
    }
    if (lock.isEmpty() || lock.get().isEmpty()) {
      statements.addAll(tables.fillLock());
    }
    return statements;
  }

  /// Returns the id Liquibase gives a deployment: the last ten digits of the milliseconds.
  private String deploymentId() {
    String millis = String.valueOf(clock.millis());
    return millis.substring(Math.max(0, millis.length() - DEPLOYMENT_ID_LENGTH));
  }
}
