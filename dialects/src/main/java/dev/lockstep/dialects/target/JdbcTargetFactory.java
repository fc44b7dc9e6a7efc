package dev.lockstep.dialects.target;

import dev.lockstep.deploy.Target;
import dev.lockstep.deploy.TargetFactory;
import dev.lockstep.dialects.jdbc.Connector;
import dev.lockstep.dialects.jdbc.JdbcSession;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.project.ExecutionSettings;
import dev.lockstep.project.InstanceDefinition;
import dev.lockstep.project.SchemaDefinition;
import java.time.Duration;
import java.util.List;

/// Opens targets through JDBC.
public final class JdbcTargetFactory implements TargetFactory {
  private static final Duration LONGEST_UNTIL_WATCHED = Duration.ofSeconds(2);

  private final Connector connector;
  private final List<TargetParts> products;
  private final Surroundings surroundings;
  private final PipelineView view;

  /// @param view is what everything is sent through
  public JdbcTargetFactory(
      Connector connector,
      List<TargetParts> products,
      Surroundings surroundings,
      PipelineView view) {
    this.connector = connector;
    this.products = List.copyOf(products);
    this.surroundings = surroundings;
    this.view = view;
  }

  @Override
  public Target open(
      SchemaDefinition schema, InstanceDefinition instance, ExecutionSettings settings) {
    TargetParts parts = parts(schema.dialect());
    JdbcSession session = connector.open(schema, instance, settings, schema.name());
    try {
      BlockerWatch.Source watch =
          new BlockerWatch.Source(
              () -> connector.open(schema, instance, settings, schema.name()),
              parts.blockers(session.facts().backendId()),
              untilWatched(settings));
      return assemble(schema.name(), session, parts, watch);
    } catch (RuntimeException failure) {
      session.close();
      throw failure;
    }
  }

  private Target assemble(
      String schema, JdbcSession session, TargetParts parts, BlockerWatch.Source watch) {
    Pipeline pipeline = view.of(session.raw(), parts.pipeline(session));
    LedgerTables tables = new LedgerTables(session, pipeline, parts);
    Journal journal = new Journal(session, tables, schema);
    Workbench bench =
        new Workbench(
            session,
            parts,
            pipeline,
            journal,
            parts.probe(session),
            new Retry(session.settings(), surroundings),
            new FailureReport(session.product()),
            watch);
    FenceLock lock = parts.fenceLock(session, tables, surroundings);
    return new JdbcTarget(
        session,
        new PolledFence(lock, tables, surroundings),
        new JdbcLedger(
            session,
            tables,
            lock,
            journal,
            new CatalogMarks(session, tables, parts.catalogs(session.server()))),
        new DirectExecutor(bench, tables, schema));
  }

  private static Duration untilWatched(ExecutionSettings settings) {
    // Duration.dividedBy reckons in decimals, which take long to load at a cold start.
    Duration half = Duration.ofMillis(settings.lockTimeout().toMillis() / 2);
    return half.isZero() || half.compareTo(LONGEST_UNTIL_WATCHED) > 0
        ? LONGEST_UNTIL_WATCHED
        : half;
  }

  private TargetParts parts(String dialect) {
    return products.stream()
        .filter(parts -> parts.dialects().contains(dialect))
        .findFirst()
        .orElseThrow(() ->
            new LockstepException(
                ErrorCode.CONFIGURATION,
                "Lockstep cannot deploy to the dialect " + dialect + " yet."));
  }
}
