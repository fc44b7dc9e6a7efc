package dev.lockstep.cli;

import dev.lockstep.cli.FanOut.Outcome;
import dev.lockstep.deploy.Fence;
import dev.lockstep.deploy.Ledger;
import dev.lockstep.deploy.Snapshot;
import dev.lockstep.migration.Assessment;
import dev.lockstep.migration.MigrationState;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Shows where every instance stands.
@Command(
    name = "status",
    description = {
      "Show where every instance stands: applied, pending, commit, faults.",
      "Reads only; works with a read-only login."
    })
final class StatusCommand implements LockstepCommand {
  @Mixin private final CommonOptions options = new CommonOptions();

  @Override
  public String name() {
    return "status";
  }

  @Override
  public int run(CommandContext context) {
    Workspace workspace = context.open(options);
    List<Outcome<Snapshot>> outcomes = workspace.lookAll(workspace.select());
    if (options.json()) {
      context.console().line(Json.write(SnapshotJson.status(workspace.project(), outcomes)));
    } else {
      print(context.console(), outcomes);
    }
    return Outcomes.exitCode(context, outcomes, snapshot -> 0);
  }

  private void print(Console console, List<Outcome<Snapshot>> outcomes) {
    Table table =
        new Table("INSTANCE", "SCHEMA", "ENVIRONMENT", "APPLIED", "PENDING", "COMMIT", "STATE");
    for (Outcome<Snapshot> outcome : outcomes) {
      Snapshot snapshot = outcome.result();
      if (snapshot == null) {
        table.row(
            outcome.work().instance(),
            outcome.work().schema(),
            outcome.work().request().instance().environment(),
            "-",
            "-",
            "-",
            "not reached");
      } else {
        row(table, snapshot);
      }
    }
    table.print(console);
    for (Outcome<Snapshot> outcome : outcomes) {
      Snapshot snapshot = outcome.result();
      if (snapshot != null) {
        details(console, snapshot, options.verbose || outcomes.size() == 1);
      }
    }
  }

  private static void row(Table table, Snapshot snapshot) {
    Assessment assessment = snapshot.assessment();
    table.row(
        snapshot.work().instance(),
        snapshot.work().schema(),
        snapshot.work().request().instance().environment(),
        String.valueOf(Outcomes.applied(assessment)),
        String.valueOf(assessment.pending().size()),
        commit(snapshot),
        state(snapshot));
  }

  private static String commit(Snapshot snapshot) {
    Optional<Ledger.Deployment> last = snapshot.lastSuccess();
    if (last.isEmpty() || last.get().commit() == null) {
      return "-";
    }
    return Outcomes.shortCommit(last.get());
  }

  static String state(Snapshot snapshot) {
    Fence.@Nullable Holder holder = snapshot.holder().orElse(null);
    if (holder != null) {
      return holder.wayOut() == null
          ? "being deployed by " + holder.token()
          : "left behind by " + holder.token() + ": " + holder.activity();
    }
    Assessment assessment = snapshot.assessment();
    if (!assessment.faults().isEmpty()) {
      return Outcomes.count(assessment.faults().size(), "fault");
    }
    if (assessment.pending().isEmpty()) {
      return "up to date";
    }
    return Outcomes.count(assessment.pending().size(), "change") + " behind";
  }

  private static void details(Console console, Snapshot snapshot, boolean full) {
    Assessment assessment = snapshot.assessment();
    snapshot
        .holder()
        .map(Fence.Holder::wayOut)
        .ifPresent(wayOut -> {
          console.line("");
          console.line(snapshot.work().instance() + ": " + Console.safe(wayOut));
        });
    if (full && !assessment.pending().isEmpty()) {
      console.line("");
      console.line(snapshot.work().instance() + " lacks:");
      assessment
          .pending()
          .forEach(planned ->
              console.line("  " + Console.safe(Outcomes.title(planned)) + Outcomes.where(planned)));
    }
    List<String> missing =
        assessment.migrations().stream()
            .filter(status -> status.state() == MigrationState.MISSING)
            .map(status -> status.migration().id())
            .toList();
    if (full && !missing.isEmpty()) {
      console.line("");
      console.line(
          snapshot.work().instance()
              + " has changes whose files are not here: "
              + String.join(", ", missing));
    }
    if (!assessment.faults().isEmpty()) {
      console.line("");
      console.line(snapshot.work().instance() + ":");
      Outcomes.printFaults(console, assessment.faults());
    }
  }
}
