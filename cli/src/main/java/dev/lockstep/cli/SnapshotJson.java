package dev.lockstep.cli;

import dev.lockstep.cli.FanOut.Outcome;
import dev.lockstep.deploy.Decision;
import dev.lockstep.deploy.DeploymentResult;
import dev.lockstep.deploy.Executor;
import dev.lockstep.deploy.Ledger;
import dev.lockstep.deploy.PlanHash;
import dev.lockstep.deploy.Snapshot;
import dev.lockstep.deploy.Work;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.Fault;
import dev.lockstep.error.LockstepException;
import dev.lockstep.git.Commits;
import dev.lockstep.migration.Execution;
import dev.lockstep.migration.HistoryPlan;
import dev.lockstep.migration.Migration;
import dev.lockstep.migration.MigrationStatus;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.migration.PlannedStatement;
import dev.lockstep.migration.Reversal;
import dev.lockstep.migration.RollbackPlan;
import dev.lockstep.source.SourceLocation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Writes results in the shapes that `docs/schemas` documents.
final class SnapshotJson {
  private SnapshotJson() {}

  static Json.Node status(Workspace workspace, List<Outcome<Snapshot>> outcomes) {
    return Json.object()
        .put("project", workspace.project().name())
        .put("instances", outcomes.stream().map(outcome -> status(workspace, outcome)).toList());
  }

  /// @param reviews of those plans that were reviewed
  /// @param decisions of policies on those that were judged
  /// @param destroying finds what a plan loses for good
  static Json.Node plan(
      List<Outcome<Snapshot>> outcomes,
      BiFunction<Work, List<PlannedMigration>, List<Json.Node>> destroying,
      Map<Work, LintResult> reviews,
      Map<Work, List<Decision>> decisions) {
    return Json.object()
        .put(
            "plans",
            outcomes.stream()
                .map(outcome ->
                    plan(
                        outcome,
                        destroying,
                        reviews.get(outcome.work()),
                        decisions.getOrDefault(outcome.work(), List.of())))
                .toList());
  }

  static Json.Node decision(Decision decision) {
    return Json.object()
        .put("policies", decision.policies())
        .put("version", decision.version())
        .put("input", decision.input())
        .put("verdict", decision.verdict())
        .put(
            "said",
            decision.said().stream()
                .map(said ->
                    Json.object()
                        .put("rule", said.rule())
                        .put("effect", said.effect().word())
                        .put("message", said.message())
                        .put("exemption", said.exemption()))
                .toList());
  }

  static Json.Node judged(Ledger.Judged judged) {
    return Json.object()
        .put("deployment", judged.deploymentId())
        .put("instance", judged.instance())
        .put("kind", judged.kind())
        .put("planHash", judged.planHash())
        .put("commit", judged.commit())
        .put("startedBy", judged.startedBy())
        .put("at", judged.at())
        .put("policies", judged.policies())
        .put("version", judged.version())
        .put("input", judged.input())
        .put("verdict", judged.verdict())
        .put("effect", judged.effect() == null ? null : judged.effect().word())
        .put("rule", judged.rule())
        .put("message", judged.message())
        .put("exemption", judged.exemption());
  }

  /// @param decisions of policies on those that were judged
  static Json.Node rollbackPlans(
      SequencedMap<Work, RollbackPlan> plans,
      BiFunction<Work, List<PlannedMigration>, List<Json.Node>> destroying,
      Map<Work, List<Decision>> decisions) {
    return Json.object()
        .put(
            "plans",
            plans.sequencedEntrySet().stream()
                .map(entry ->
                    rollbackPlan(entry.getKey(), entry.getValue())
                        .put("destroys", destroying.apply(entry.getKey(), entry.getValue().steps()))
                        .put(
                            "policies",
                            decisions.getOrDefault(entry.getKey(), List.of()).stream()
                                .map(SnapshotJson::decision)
                                .toList()))
                .toList());
  }

  private static Json.Node rollbackPlan(Work work, RollbackPlan plan) {
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

  /// Starts what is told of the past of one target.
  static Json.Node history(Work work) {
    return Json.object().put("instance", work.instance()).put("schema", work.schema());
  }

  static Json.Node history(List<Outcome<Json.Node>> outcomes) {
    return Json.object()
        .put(
            "instances",
            outcomes.stream()
                .map(outcome -> {
                  Json.Node node = outcome.result();
                  return node == null
                      ? history(outcome.work()).put("error", error(outcome.failure()))
                      : node;
                })
                .toList());
  }

  /// Writes what was done to ledgers alone, in the shape of deployments.
  static Json.Node effects(List<Outcome<String>> outcomes) {
    return Json.object().put("deployments", outcomes.stream().map(SnapshotJson::effect).toList());
  }

  private static Json.Node effect(Outcome<String> outcome) {
    String effect = outcome.result();
    return effect == null
        ? failed(outcome)
        : target(outcome.work()).put("outcome", "succeeded").put("effects", List.of(effect));
  }

  private static Json.Node failed(Outcome<?> outcome) {
    return target(outcome.work())
        .put("outcome", outcome.skipped() ? "not-started" : "failed")
        .put("error", error(outcome.failure()));
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

  static Json.Node tag(Ledger.Anchor anchor) {
    return Json.object()
        .put("tag", anchor.tag())
        .put("deployment", anchor.deploymentId())
        .put("position", anchor.position())
        .put("setAt", anchor.setAt());
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

  private static Json.Node status(Workspace workspace, Outcome<Snapshot> outcome) {
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
        .put(
            "commitsBehind",
            workspace.commitsBehind(snapshot).map(SnapshotJson::commits).orElse(null))
        .put("lastDeployment", last == null ? null : deployment(last))
        .put("faults", snapshot.assessment().faults().stream().map(SnapshotJson::fault).toList())
        .put(
            "warnings", snapshot.assessment().warnings().stream().map(SnapshotJson::fault).toList())
        .put(
            "migrations",
            snapshot.assessment().migrations().stream().map(SnapshotJson::status).toList());
  }

  private static Json.Node plan(
      Outcome<Snapshot> outcome,
      BiFunction<Work, List<PlannedMigration>, List<Json.Node>> destroying,
      @Nullable LintResult review,
      List<Decision> decisions) {
    Snapshot snapshot = outcome.result();
    Json.Node node = target(outcome.work());
    if (snapshot == null) {
      return node.put("error", error(outcome.failure()));
    }
    return node.put("planHash", PlanHash.of(snapshot.assessment().whole()))
        .put("setup", snapshot.assessment().setup())
        .put("migrations", planned(snapshot.assessment().pending()))
        .put("before", planned(snapshot.assessment().hooks().before()))
        .put("after", planned(snapshot.assessment().hooks().after()))
        .put("faults", snapshot.assessment().faults().stream().map(SnapshotJson::fault).toList())
        .put(
            "warnings", snapshot.assessment().warnings().stream().map(SnapshotJson::fault).toList())
        .put("destroys", destroying.apply(outcome.work(), snapshot.assessment().whole()))
        .put("review", review == null ? null : LintReport.json(review))
        .put("policies", decisions.stream().map(SnapshotJson::decision).toList());
  }

  private static Json.Node commits(Commits commits) {
    return Json.object()
        .put("count", commits.list().size())
        .put("more", commits.more())
        .put(
            "commits",
            commits.list().stream()
                .map(commit ->
                    Json.object()
                        .put("id", commit.id())
                        .put("at", commit.at())
                        .put("author", commit.author())
                        .put("subject", commit.subject()))
                .toList());
  }

  private static Json.Node result(Outcome<DeploymentResult> outcome) {
    DeploymentResult result = outcome.result();
    if (result == null) {
      return failed(outcome);
    }
    Json.Node node = target(outcome.work());
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

  /// Writes a change of a plan without its statements.
  static Json.Node change(PlannedMigration planned) {
    return migration(planned.migration())
        .put("direction", planned.direction())
        .put("execution", execution(planned.execution()))
        .put("reversal", reversal(planned.reversal()))
        .put("losses", planned.losses());
  }

  private static List<Json.Node> planned(List<PlannedMigration> all) {
    return all.stream().map(SnapshotJson::planned).toList();
  }

  private static Json.Node planned(PlannedMigration planned) {
    Json.Node node = change(planned);
    return node.put(
        "statements", planned.statements().stream().map(SnapshotJson::plannedStatement).toList());
  }

  private static Json.Node plannedStatement(PlannedStatement statement) {
    return Json.object()
        .put("sql", statement.sql().text())
        .put("kind", statement.sql().kind())
        .put("file", statement.source().path())
        .put("line", statement.source().line())
        .put("notes", statement.notes());
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
      case Reversal.Automatic(), Reversal.Recorded() -> Json.object().put("kind", "automatic");
      case Reversal.Derived(List<String> missing) ->
          Json.object().put("kind", "derived").put("missing", missing);
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

  /// Writes why there is no result.
  static Json.Node failure(Throwable failure) {
    return Json.object().put("error", error(failure));
  }

  private static Json.@Nullable Node error(@Nullable Throwable failure) {
    return switch (failure) {
      case null -> null;
      case LockstepException known ->
          Json.object()
              .put("code", known.code())
              .put("message", known.getMessage())
              .put("nextStep", known.nextStep())
              .put("faults", known.faults().stream().map(SnapshotJson::fault).toList());
      default ->
          Json.object()
              .put("code", ErrorCode.INTERNAL)
              .put("message", String.valueOf(failure))
              .put("nextStep", null)
              .put("faults", List.of());
    };
  }
}
