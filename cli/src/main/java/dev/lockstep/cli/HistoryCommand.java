package dev.lockstep.cli;

import dev.lockstep.deploy.Ledger;
import dev.lockstep.deploy.Snapshot;
import dev.lockstep.deploy.Work;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.migration.MigrationStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Shows what was done to instances.
@Command(
    name = "history",
    description = "Show the deployments of instances, newest first, or the statements of one.")
final class HistoryCommand implements LockstepCommand {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

  @Mixin private final CommonOptions options = new CommonOptions();

  @Option(
      names = "--statements",
      description =
          "Show every statement of the newest deployment, or of the one --deployment names.")
  boolean statements;

  @Option(names = "--changes", description = "Show the engine's own history: every applied change.")
  boolean changes;

  @Option(names = "--deployment", paramLabel = "ID", description = "The deployment to show.")
  @Nullable String deployment;

  @Option(
      names = "--limit",
      paramLabel = "N",
      converter = CountingNumber.class,
      description = "At most so many. Default: 20.")
  int limit = 20;

  @Override
  public String name() {
    return "history";
  }

  @Override
  public int run(CommandContext context) {
    Workspace workspace = context.open(options);
    List<Json.Node> nodes = new ArrayList<>();
    for (Work work : workspace.select()) {
      Json.Node node = Json.object().put("instance", work.instance()).put("schema", work.schema());
      if (changes) {
        changes(context.console(), workspace.deployer().look(work), node);
      } else if (statements || deployment != null) {
        statements(context.console(), workspace, work, node);
      } else {
        deployments(context.console(), workspace, work, node);
      }
      nodes.add(node);
    }
    if (options.json()) {
      context.console().line(Json.write(Json.object().put("instances", nodes)));
    }
    return ExitCode.DONE;
  }

  private void deployments(Console console, Workspace workspace, Work work, Json.Node node) {
    List<Ledger.Deployment> deployments =
        workspace
            .deployer()
            .read(work, target -> target.ledger().deployments(work.schema(), limit));
    node.put("deployments", deployments.stream().map(SnapshotJson::deployment).toList());
    if (options.json()) {
      return;
    }
    console.line(console.style(Style.BOLD, work.instance()));
    if (deployments.isEmpty()) {
      console.line("  no deployment by Lockstep yet; --changes shows the engine's own history");
      return;
    }
    Table table =
        new Table("DEPLOYMENT", "STARTED", "KIND", "COMMIT", "CHANGES", "TIME", "BY", "OUTCOME");
    for (Ledger.Deployment entry : deployments) {
      table.row(
          entry.id(),
          TIME.format(entry.startedAt()),
          entry.kind().name().toLowerCase(java.util.Locale.ROOT),
          Outcomes.shortCommit(entry),
          String.valueOf(entry.migrations()),
          took(entry.startedAt(), entry.endedAt()),
          entry.startedBy(),
          entry.outcome().name().toLowerCase(java.util.Locale.ROOT)
              + (entry.message().isEmpty() ? "" : ": " + entry.message()));
    }
    table.print(console);
  }

  private void statements(Console console, Workspace workspace, Work work, Json.Node node) {
    String id = deployment == null ? newest(workspace, work) : deployment;
    List<Ledger.StatementRecord> records =
        id == null
            ? List.of()
            : workspace.deployer().read(work, target -> target.ledger().statements(id));
    node.put("deployment", id)
        .put("statements", records.stream().map(SnapshotJson::statement).toList());
    if (options.json()) {
      return;
    }
    console.line(
        console.style(Style.BOLD, work.instance()) + (id == null ? "" : " deployment " + id));
    if (records.isEmpty()) {
      if (deployment != null) {
        throw new LockstepException(
            ErrorCode.USAGE,
            "There is no deployment " + deployment + " with statements on " + work.instance() + ".",
            "lockstep history lists them.");
      }
      console.line("  no statements");
      return;
    }
    Table table = new Table("#", "CHANGE", "SOURCE", "KIND", "STARTED", "TIME", "ROWS", "OUTCOME");
    for (Ledger.StatementRecord entry : records) {
      Long rows = entry.rows();
      table.row(
          String.valueOf(entry.sequence()),
          entry.migrationId(),
          entry.source() + (entry.line() > 0 ? ":" + entry.line() : ""),
          entry.kind(),
          entry.startedAt() == null ? "-" : TIME.format(entry.startedAt()),
          took(entry.startedAt(), entry.endedAt()),
          rows == null ? "-" : rows.toString(),
          outcome(entry));
    }
    table.print(console);
  }

  private static String outcome(Ledger.StatementRecord entry) {
    StringBuilder text =
        new StringBuilder(entry.outcome().name().toLowerCase(java.util.Locale.ROOT));
    if (entry.attempts() > 1) {
      text.append(" after ").append(entry.attempts()).append(" attempts");
    }
    if (!entry.lockWait().isZero()) {
      text.append(", ").append(Outcomes.duration(entry.lockWait())).append(" in lock queues");
    }
    String error = entry.error();
    return error == null ? text.toString() : text + ": " + error;
  }

  private static @Nullable String newest(Workspace workspace, Work work) {
    return workspace
        .deployer()
        .read(work, target -> target.ledger().deployments(work.schema(), 50))
        .stream()
        .filter(entry -> entry.migrations() > 0 || entry.outcome() != Ledger.Outcome.SUCCEEDED)
        .map(Ledger.Deployment::id)
        .findFirst()
        .orElse(null);
  }

  private void changes(Console console, Snapshot snapshot, Json.Node node) {
    List<MigrationStatus> migrations = snapshot.assessment().migrations();
    node.put("changes", migrations.stream().map(SnapshotJson::status).toList());
    if (options.json()) {
      return;
    }
    console.line(console.style(Style.BOLD, snapshot.work().instance()));
    Table table = new Table("CHANGE", "DESCRIPTION", "STATE", "APPLIED", "TIME", "BY");
    for (MigrationStatus status : migrations) {
      Instant appliedAt = status.appliedAt();
      Duration took = status.took();
      String by = status.appliedBy();
      table.row(
          status.migration().id(),
          status.migration().description(),
          status.state().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ')
              + (status.note().isEmpty() ? "" : ": " + status.note()),
          appliedAt == null ? "-" : TIME.format(appliedAt),
          took == null ? "-" : Outcomes.duration(took),
          by == null ? "-" : by);
    }
    table.print(console);
  }

  private static String took(@Nullable Instant start, @Nullable Instant end) {
    return start == null || end == null ? "-" : Outcomes.duration(Duration.between(start, end));
  }
}
