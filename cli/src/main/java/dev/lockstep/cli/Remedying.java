package dev.lockstep.cli;

import dev.lockstep.dialect.Server;
import dev.lockstep.dialect.Session;
import dev.lockstep.lint.Finding;
import dev.lockstep.lint.LintSettings;
import dev.lockstep.lint.PartitionedTable;
import dev.lockstep.lint.Remedy;
import dev.lockstep.migration.Assessment;
import dev.lockstep.migration.Engine;
import dev.lockstep.migration.EngineLock;
import dev.lockstep.migration.EngineRequest;
import dev.lockstep.migration.Execution;
import dev.lockstep.migration.Execution.TransactionMode;
import dev.lockstep.migration.HistoryPlan;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.migration.PlannedStatement;
import dev.lockstep.migration.RollbackPlan;
import dev.lockstep.migration.RollbackTarget;
import dev.lockstep.project.ReviewSettings;
import dev.lockstep.schema.DatabaseSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Takes the remedies that the review knows into what an engine would run, where the project asks
/// for them.
///
/// *Shape*: a change with a statement that has one runs statement by statement, each on its own; in
/// the engine's history it stands as it would otherwise. Left as they are written: what the engine
/// runs itself, and changes that rely on one transaction or session, such as by `SET` or `LOCK`.
/// What is pending alone decides, so that a run that was cut off goes on with the same statements;
/// of the database, no more is asked than which tables are partitioned, and a change that takes
/// away what that tells runs as it is written.
record Remedying(Engine engine, LintLanguages languages, Supplier<ReviewSettings> settings)
    implements Engine {
  @Override
  public String name() {
    return engine.name();
  }

  @Override
  public Assessment assess(EngineRequest request, Session session) {
    Assessment assessment = engine.assess(request, session);
    String schema = request.schema().name();
    String environment = request.instance().environment();
    if (engine.computesAnew()
        || assessment.pending().isEmpty()
        || !settings.get().remedies(schema, environment)
        || !LintLanguages.reviews(request.schema().dialect())) {
      return assessment;
    }
    LintSettings rules =
        new LintRules(List.of(), Map.of()).settings(settings.get(), schema, environment);
    Server server = session.server();
    Supplier<ChangeReview> reviews =
        () ->
            new ChangeReview(
                request, languages, rules, server.majorVersion() + "." + server.minorVersion());
    List<PartitionedTable> partitioned =
        request.schema().dialect().equals("postgresql") ? LivePartitions.of(session) : List.of();
    ChangeReview review = reviews.get();
    review.partition(partitioned);
    review.deployedTogether();
    ChangeReview blind = reviews.get();
    blind.deployedTogether();
    List<PlannedMigration> pending = new ArrayList<>();
    for (PlannedMigration planned : assessment.pending()) {
      List<Finding> found = review.review(planned);
      Map<Integer, Finding> mended = mended(found);
      boolean sure =
          partitioned.isEmpty() || !goesOnOtherwise(planned, mended, mended(blind.review(planned)));
      PlannedMigration said = LeftAsWritten.noted(planned, found, sure);
      pending.add(sure ? remedied(said, mended, session) : said);
    }
    return new Assessment(
        assessment.migrations(),
        assessment.faults(),
        assessment.warnings(),
        pending,
        assessment.hooks(),
        assessment.setup(),
        assessment.position());
  }

  /// Tells whether a statement stays as it is written because of what it takes out of the database:
  /// a run that went on behind it would find nothing against the remedy.
  ///
  /// @param blind what can be mended as far as the files tell
  private static boolean goesOnOtherwise(
      PlannedMigration planned, Map<Integer, Finding> mended, Map<Integer, Finding> blind) {
    return blind.keySet().stream()
        .filter(statement -> !mended.containsKey(statement))
        .anyMatch(
            statement -> !planned.statements().get(statement).sql().kind().equals("CREATE INDEX"));
  }

  private static Map<Integer, Finding> mended(List<Finding> findings) {
    Map<Integer, Finding> mended = new HashMap<>();
    for (Finding finding : findings) {
      Remedy remedy = finding.remedy();
      if (remedy != null) {
        mended.putIfAbsent(remedy.statement(), finding);
      }
    }
    return mended;
  }

  private static PlannedMigration remedied(
      PlannedMigration planned, Map<Integer, Finding> mended, Session session) {
    if (mended.isEmpty() || LeftAsWritten.reason(planned).isPresent()) {
      return planned;
    }
    List<PlannedStatement> statements = new ArrayList<>();
    for (int i = 0; i < planned.statements().size(); i++) {
      statements.addAll(inPlaceOf(planned.statements().get(i), mended.get(i), session));
    }
    return new PlannedMigration(
        planned.migration(),
        planned.direction(),
        statements,
        new Execution.Direct(TransactionMode.PER_STATEMENT),
        planned.history(),
        planned.reversal(),
        planned.losses());
  }

  private static List<PlannedStatement> inPlaceOf(
      PlannedStatement written, @Nullable Finding finding, Session session) {
    if (finding == null || finding.remedy() == null) {
      return List.of(written);
    }
    List<PlannedStatement> instead = new ArrayList<>();
    for (String sql : finding.remedy().instead()) {
      instead.add(PlannedStatement.generated(sql, written.source(), session.dialect().splitter()));
    }
    List<String> notes = new ArrayList<>(written.notes());
    notes.add("In the place of what the file says: " + finding.rule());
    instead.set(0, instead.getFirst().noting(notes));
    return instead;
  }

  @Override
  public RollbackPlan planRollback(EngineRequest request, Session session, RollbackTarget target) {
    return engine.planRollback(request, session, target);
  }

  @Override
  public HistoryPlan planBaseline(
      EngineRequest request, Session session, @Nullable String version) {
    return engine.planBaseline(request, session, version);
  }

  @Override
  public HistoryPlan planTag(EngineRequest request, Session session, String tag) {
    return engine.planTag(request, session, tag);
  }

  @Override
  public HistoryPlan planRepair(EngineRequest request, Session session) {
    return engine.planRepair(request, session);
  }

  @Override
  public Optional<DatabaseSchema> recorded(
      EngineRequest request, Session session, @Nullable RollbackTarget at) {
    return engine.recorded(request, session, at);
  }

  @Override
  public boolean computesAnew() {
    return engine.computesAnew();
  }

  @Override
  public EngineLock lock(EngineRequest request, Session session, String holder) {
    return engine.lock(request, session, holder);
  }

  @Override
  public void run(
      EngineRequest request,
      Session session,
      List<PlannedMigration> migrations,
      RunListener listener) {
    engine.run(request, session, migrations, listener);
  }
}
