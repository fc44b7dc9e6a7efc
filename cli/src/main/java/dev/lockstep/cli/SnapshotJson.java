package dev.lockstep.cli;

import dev.lockstep.cli.FanOut.Outcome;
import dev.lockstep.deploy.DeploymentResult;
import dev.lockstep.deploy.Executor;
import dev.lockstep.deploy.Ledger;
import dev.lockstep.deploy.PlanHash;
import dev.lockstep.deploy.Snapshot;
import dev.lockstep.deploy.Work;
import dev.lockstep.error.Fault;
import dev.lockstep.error.LockstepException;
import dev.lockstep.migration.Execution;
import dev.lockstep.migration.HistoryPlan;
import dev.lockstep.migration.Migration;
import dev.lockstep.migration.MigrationStatus;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.migration.PlannedStatement;
import dev.lockstep.migration.Reversal;
import dev.lockstep.migration.RollbackPlan;
import dev.lockstep.project.Project;
import dev.lockstep.source.SourceLocation;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Writes results in the shapes that `docs/schemas` documents.
final class SnapshotJson {
  private SnapshotJson() {}

  static Json.Node status(Project project, List<Outcome<Snapshot>> outcomes) {
    return Json.object()
        .put("project", project.name())
        .put("instances", outcomes.stream().map(SnapshotJson::status).toList());
  }

  static Json.Node plan(List<Outcome<Snapshot>> outcomes) {
    return Json.object().put("plans", outcomes.stream().map(SnapshotJson::plan).toList());
  }

  static Json.Node rollbackPlan(Work work, RollbackPlan plan) {
    return target(work)
        .put("planHash", PlanHash.of(plan.steps()))
        .put("migrations", plan.steps().stream().map(SnapshotJson::planned).toList())
        .put(
            "irreversible",
            plan.irreversible().stream()
                .map(item -> migration(item.migration()).put("reason", item.reason()))
                .toList());
  }

  static Json.Node results(List<Outcome<DeploymentResult>> outcomes) {
    return Json.object().put("deployments", outcomes.stream().map(SnapshotJson::result).toList());
  }

  /// Writes what repairs would do, in the shape of deployments that did not start.
  static Json.Node repairs(SequencedMap<Work, HistoryPlan> plans) {
    return Json.object()
        .put(
            "deployments",
            plans.sequencedEntrySet().stream()
                .map(entry ->
                    target(entry.getKey())
                        .put("outcome", "not-started")
                        .put("effects", entry.getValue().effects()))
                .toList());
  }

  static Json.Node deployment(Ledger.Deployment deployment) {
    return Json.object()
        .put("id", deployment.id())
        .put("kind", deployment.kind())
        .put("schema", deployment.schema())
        .put("instance", deployment.instance())
        .put("engine", deployment.engine())
        .put("commit", deployment.commit())
        .put("files", deployment.fileState())
        .put("planHash", deployment.planHash())
        .put("startedBy", deployment.startedBy())
        .put("startedAt", deployment.startedAt())
        .put("endedAt", deployment.endedAt())
        .put("outcome", deployment.outcome())
        .put("migrations", deployment.migrations())
        .put("fromPosition", deployment.fromPosition())
        .put("toPosition", deployment.toPosition())
        .put("message", deployment.message());
  }

  static Json.Node statement(Ledger.StatementRecord statement) {
    return Json.object()
        .put("sequence", statement.sequence())
        .put("migration", statement.migrationId())
        .put("index", statement.index())
        .put("file", statement.source())
        .put("line", statement.line())
        .put("kind", statement.kind())
        .put("sha256", statement.sha256())
        .put("startedAt", statement.startedAt())
        .put("endedAt", statement.endedAt())
        .put("rows", statement.rows())
        .put("outcome", statement.outcome())
        .put("attempts", statement.attempts())
        .put("lockWaitMillis", statement.lockWait())
        .put("error", statement.error());
  }

  static Json.Node fault(Fault fault) {
    return Json.object()
        .put("rule", fault.rule())
        .put("file", fault.file())
        .put("line", fault.line())
        .put("column", fault.column())
        .put("message", fault.message())
        .put("nextStep", fault.nextStep());
  }

  static Json.Node status(MigrationStatus status) {
    return migration(status.migration())
        .put("state", status.state())
        .put("appliedAt", status.appliedAt())
        .put("appliedBy", status.appliedBy())
        .put("tookMillis", status.took())
        .put("note", status.note());
  }

  private static Json.Node status(Outcome<Snapshot> outcome) {
    Snapshot snapshot = outcome.result();
    Json.Node node = target(outcome.work());
    if (snapshot == null) {
      return node.put("error", error(outcome.failure()));
    }
    Ledger.@Nullable Deployment last = snapshot.lastSuccess().orElse(null);
    return node.put("database", snapshot.server().database())
        .put("product", snapshot.server().product())
        .put("productVersion", snapshot.server().version())
        .put("state", StatusCommand.state(snapshot))
        .put("applied", Outcomes.applied(snapshot.assessment()))
        .put("pending", snapshot.assessment().pending().size())
        .put("commit", last == null ? null : last.commit())
        .put("lastDeployment", last == null ? null : deployment(last))
        .put("faults", snapshot.assessment().faults().stream().map(SnapshotJson::fault).toList())
        .put(
            "migrations",
            snapshot.assessment().migrations().stream().map(SnapshotJson::status).toList());
  }

  private static Json.Node plan(Outcome<Snapshot> outcome) {
    Snapshot snapshot = outcome.result();
    Json.Node node = target(outcome.work());
    if (snapshot == null) {
      return node.put("error", error(outcome.failure()));
    }
    return node.put("planHash", PlanHash.of(snapshot.assessment().pending()))
        .put("setup", snapshot.assessment().setup())
        .put(
            "migrations",
            snapshot.assessment().pending().stream().map(SnapshotJson::planned).toList())
        .put("faults", snapshot.assessment().faults().stream().map(SnapshotJson::fault).toList());
  }

  private static Json.Node result(Outcome<DeploymentResult> outcome) {
    Json.Node node = target(outcome.work());
    DeploymentResult result = outcome.result();
    if (result == null) {
      return node.put("outcome", outcome.skipped() ? "not-started" : "failed")
          .put("error", error(outcome.failure()));
    }
    return switch (result) {
      case DeploymentResult.Succeeded done ->
          node.put("outcome", "succeeded")
              .put("deployment", done.deploymentId())
              .put("migrations", ids(done.applied()))
              .put("position", done.position())
              .put(
                  "interruptedBefore",
                  done.interrupted().stream().map(item -> item.deployment().id()).toList())
              .put("tookMillis", done.took());
      case DeploymentResult.Stopped stopped ->
          node.put("outcome", "stopped")
              .put("deployment", stopped.deploymentId())
              .put("migrations", ids(stopped.applied()))
              .put("failure", failure(stopped.failure()))
              .put("notRun", ids(stopped.notRun()))
              .put("tookMillis", stopped.took());
      case DeploymentResult.Refused refused ->
          node.put("outcome", "refused")
              .put("faults", refused.faults().stream().map(SnapshotJson::fault).toList());
      case DeploymentResult.NoWayBack stuck ->
          node.put("outcome", "no-way-back")
              .put(
                  "irreversible",
                  stuck.irreversible().stream()
                      .map(item -> migration(item.migration()).put("reason", item.reason()))
                      .toList());
    };
  }

  private static Json.Node failure(Executor.Failure failure) {
    List<PlannedStatement> statements = failure.migration().statements();
    @Nullable SourceLocation source =
        failure.statement() >= 0 && failure.statement() < statements.size()
            ? statements.get(failure.statement()).source()
            : failure.migration().migration().source();
    return Json.object()
        .put("migration", failure.migration().migration().id())
        .put("statement", failure.statement() + 1)
        .put("file", source == null ? null : source.path())
        .put("line", source == null ? 0 : source.line())
        .put("statementsKept", failure.statementsKept())
        .put("leftover", failure.leftover())
        .put("code", failure.code())
        .put("message", failure.message())
        .put("nextStep", failure.nextStep());
  }

  private static List<String> ids(List<PlannedMigration> migrations) {
    return migrations.stream().map(planned -> planned.migration().id()).toList();
  }

  private static Json.Node target(Work work) {
    return Json.object()
        .put("instance", work.instance())
        .put("schema", work.schema())
        .put("environment", work.request().instance().environment())
        .put("engine", work.request().schema().engine())
        .put("source", work.request().files().description());
  }

  private static Json.Node planned(PlannedMigration planned) {
    Json.Node node =
        migration(planned.migration())
            .put("direction", planned.direction())
            .put("execution", execution(planned.execution()))
            .put("reversal", reversal(planned.reversal()));
    return node.put(
        "statements", planned.statements().stream().map(SnapshotJson::plannedStatement).toList());
  }

  private static Json.Node plannedStatement(PlannedStatement statement) {
    return Json.object()
        .put("sql", statement.sql().text())
        .put("kind", statement.sql().kind())
        .put("file", statement.source().path())
        .put("line", statement.source().line());
  }

  private static Json.Node execution(Execution execution) {
    return switch (execution) {
      case Execution.Direct(Execution.TransactionMode mode) ->
          Json.object()
              .put("by", "lockstep")
              .put("transaction", mode.name().toLowerCase(Locale.ROOT).replace('_', '-'));
      case Execution.ByEngine(String reason) ->
          Json.object().put("by", "engine").put("reason", reason);
    };
  }

  private static Json.Node reversal(Reversal reversal) {
    return switch (reversal) {
      case Reversal.Authored(SourceLocation source) ->
          Json.object().put("kind", "authored").put("file", source == null ? null : source.path());
      case Reversal.Automatic() -> Json.object().put("kind", "automatic");
      case Reversal.None(String reason) -> Json.object().put("kind", "none").put("reason", reason);
    };
  }

  private static Json.Node migration(Migration migration) {
    SourceLocation source = migration.source();
    return Json.object()
        .put("id", migration.id())
        .put("version", migration.version())
        .put("description", migration.description())
        .put("kind", migration.kind())
        .put("file", source == null ? null : source.path())
        .put("line", source == null ? null : source.line())
        .put("checksum", migration.checksum());
  }

  private static Json.@Nullable Node error(@Nullable Throwable failure) {
    return switch (failure) {
      case null -> null;
      case LockstepException known ->
          Json.object()
              .put("code", known.code())
              .put("message", known.getMessage())
              .put("nextStep", known.nextStep());
      default -> Json.object().put("code", "internal").put("message", String.valueOf(failure));
    };
  }
}
