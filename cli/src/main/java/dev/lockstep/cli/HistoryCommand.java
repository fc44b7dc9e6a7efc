package dev.lockstep.cli;

import dev.lockstep.cli.FanOut.Outcome;
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
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Shows what was done to instances.
@Command(
    name = "history",
    addMethodSubcommands = false,
    description = "Show the deployments of instances, newest first, or the statements of one.")
final class HistoryCommand implements LockstepCommand {
  /// Holds the format apart: every start creates each command, few need it.
  private static final class Times {
    static final DateTimeFormatter FORMAT =
        DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());
  }

  @Mixin private final CommonOptions options = new CommonOptions();

  @Option(
      names = "--statements",
      description =
          "Show every statement of the newest deployment, or of the one --deployment names.")
  boolean statements;

  @Option(names = "--changes", description = "Show the engine's own history: every applied change.")
  boolean changes;

  @Option(
      names = "--decisions",
      description = "Show what policies said of plans, also of those that were denied.")
  boolean decisions;

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
    // One after the other, because each prints while it goes.
    List<Outcome<Json.Node>> outcomes =
        new FanOut(1, true)
            .run(workspace.select(), work -> show(context.console(), workspace, work), _ -> false);
    if (options.json()) {
      context.console().line(Json.write(SnapshotJson.history(outcomes)));
    }
    return Outcomes.exitCode(context, outcomes, _ -> ExitCode.DONE);
  }

  private Json.Node show(Console console, Workspace workspace, Work work) {
    Json.Node node = SnapshotJson.history(work);
    if (changes) {
      changes(console, workspace.deployer().look(work), node);
    } else if (decisions) {
      decisions(console, workspace, work, node);
    } else if (statements || deployment != null) {
      statements(console, workspace, work, node);
    } else {
      deployments(console, workspace, work, node);
    }
    return node;
  }

  private void deployments(Console console, Workspace workspace, Work work, Json.Node node) {
    Log log =
        workspace
            .deployer()
            .read(
                work,
                target ->
                    new Log(
                        target.ledger().deployments(work.schema(), limit),
                        target.ledger().anchors(work.schema())));
    List<Ledger.Deployment> deployments = log.deployments();
    node.put("deployments", deployments.stream().map(SnapshotJson::deployment).toList())
        .put("tags", log.tags().stream().map(SnapshotJson::tag).toList());
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
          Times.FORMAT.format(entry.startedAt()),
          entry.kind().name().toLowerCase(java.util.Locale.ROOT) + log.tagSetBy(entry),
          Outcomes.shortCommit(entry),
          String.valueOf(entry.migrations()),
          took(entry.startedAt(), entry.endedAt()),
          entry.startedBy(),
          entry.outcome().name().toLowerCase(java.util.Locale.ROOT)
              + (entry.message().isEmpty() ? "" : ": " + entry.message()));
    }
    table.print(console);
  }

  /// Is what Lockstep's ledger tells about one schema.
  private record Log(List<Ledger.Deployment> deployments, List<Ledger.Anchor> tags) {
    String tagSetBy(Ledger.Deployment deployment) {
      return tags.stream()
          .filter(tag -> tag.deploymentId().equals(deployment.id()))
          .map(tag -> " " + tag.tag())
          .collect(java.util.stream.Collectors.joining());
    }
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
          entry.startedAt() == null ? "-" : Times.FORMAT.format(entry.startedAt()),
          took(entry.startedAt(), entry.endedAt()),
          rows == null ? "-" : rows.toString(),
          outcome(entry));
    }
    table.print(console);
  }

  private void decisions(Console console, Workspace workspace, Work work, Json.Node node) {
    List<Ledger.Judged> judged =
        workspace.deployer().read(work, target -> target.ledger().judged(work.schema(), limit));
    node.put("decisions", judged.stream().map(SnapshotJson::judged).toList());
    if (options.json()) {
      return;
    }
    console.line(console.style(Style.BOLD, work.instance()));
    if (judged.isEmpty()) {
      console.line("  no policy was asked yet");
      return;
    }
    Table table =
        new Table("DEPLOYMENT", "DECIDED", "KIND", "COMMIT", "POLICIES", "VERSION", "BY", "SAID");
    for (Ledger.Judged entry : judged) {
      String commit = entry.commit();
      table.row(
          entry.deploymentId(),
          Times.FORMAT.format(entry.at()),
          entry.kind().name().toLowerCase(java.util.Locale.ROOT),
          commit == null ? "-" : shortened(commit),
          entry.policies(),
          shortened(entry.version()),
          entry.startedBy(),
          entry.effect() == null
              ? entry.verdict()
              : entry.effect().word()
                  + ": "
                  + entry.message()
                  + (entry.exemption() == null ? "" : " (" + entry.exemption() + ")"));
    }
    table.print(console);
  }

  private static String shortened(String hash) {
    return hash.substring(0, Math.min(8, hash.length()));
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
          appliedAt == null ? "-" : Times.FORMAT.format(appliedAt),
          took == null ? "-" : Outcomes.duration(took),
          by == null ? "-" : by);
    }
    table.print(console);
  }

  private static String took(@Nullable Instant start, @Nullable Instant end) {
    return start == null || end == null ? "-" : Outcomes.duration(Duration.between(start, end));
  }
}
