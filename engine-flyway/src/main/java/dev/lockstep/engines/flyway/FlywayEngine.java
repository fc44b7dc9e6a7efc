package dev.lockstep.engines.flyway;

import dev.lockstep.dialect.Session;
import dev.lockstep.migration.Assessment;
import dev.lockstep.migration.Engine;
import dev.lockstep.migration.EngineLock;
import dev.lockstep.migration.EngineRequest;
import dev.lockstep.migration.HistoryPlan;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.migration.RollbackPlan;
import dev.lockstep.migration.RollbackTarget;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Understands Flyway projects and the history table they leave in a target.
///
/// *Shape*: reads the files itself and writes Flyway's own table exactly as Flyway would; the
/// library runs Java migrations, callbacks and what else only it can run. A database that the
/// Flyway command line migrated is understood, and the other way round. Keeps checksums and texts
/// of files by fingerprint, and nothing of a target; safe for several threads.
///
/// *Errors*: those of [Engine].
///
/// *Source*: flyway-core 13.12 (Apache-2.0), whose behaviour the tests compare with.
public final class FlywayEngine implements Engine {
  private final EngineContext context;
  private final ScriptCache cache = new ScriptCache();

  public FlywayEngine(EngineContext context) {
    this.context = context;
  }

  @Override
  public String name() {
    return "flyway";
  }

  @Override
  public Assessment assess(EngineRequest request, Session session) {
    return new Assessor(read(request, session)).assess();
  }

  @Override
  public RollbackPlan planRollback(EngineRequest request, Session session, RollbackTarget target) {
    return new RollbackPlanner(read(request, session)).plan(target);
  }

  @Override
  public HistoryPlan planBaseline(
      EngineRequest request, Session session, @Nullable String version) {
    return new HistoryPlanner(read(request, session)).baseline(version);
  }

  /// Plans nothing: Flyway's history table keeps no tags, so a tag is an anchor of Lockstep alone.
  @Override
  public HistoryPlan planTag(EngineRequest request, Session session, String tag) {
    return new HistoryPlan(List.of(), List.of(), List.of());
  }

  @Override
  public HistoryPlan planRepair(EngineRequest request, Session session) {
    return new HistoryPlanner(read(request, session)).repair();
  }

  @Override
  public EngineLock lock(EngineRequest request, Session session, String holder) {
    Settings settings = SettingsReader.readStrictly(request);
    HistoryTable table = new HistoryTable(session, settings.history());
    return table.product().lock(session, table.name());
  }

  @Override
  public void run(
      EngineRequest request,
      Session session,
      List<PlannedMigration> migrations,
      RunListener listener) {
    new LibraryRun(read(request, session), context).run(migrations, listener);
  }

  private Reading read(EngineRequest request, Session session) {
    return Reading.of(request, session, cache, context);
  }
}
