package dev.lockstep.cli;

import dev.lockstep.cli.FanOut.Outcome;
import dev.lockstep.deploy.Fence;
import dev.lockstep.deploy.Ledger;
import dev.lockstep.deploy.Snapshot;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.git.Commits;
import dev.lockstep.migration.Assessment;
import dev.lockstep.migration.MigrationState;
import dev.lockstep.migration.MigrationStatus;
import dev.lockstep.migration.PlannedMigration;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Shows where every instance stands.
@Command(
    name = "status",
    addMethodSubcommands = false,
    description = {
      "Show where every instance stands: applied, pending, commit, faults.",
      "Reads only; works with a read-only login. Exit code 1 when there are faults."
    })
final class StatusCommand implements LockstepCommand {
  /// How many commits and warnings are shown unless more is asked for.
  private static final int MOST_SHOWN = 5;

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
      context.console().line(Json.write(SnapshotJson.status(workspace, outcomes)));
    } else {
      print(context.console(), workspace, outcomes);
    }
    return Outcomes.exitCode(context, outcomes, Outcomes::exitCode);
  }

  private void print(Console console, Workspace workspace, List<Outcome<Snapshot>> outcomes) {
    IdentityHashMap<Snapshot, Commits> behind = new IdentityHashMap<>();
    for (Outcome<Snapshot> outcome : outcomes) {
      Snapshot snapshot = outcome.result();
      if (snapshot != null) {
        workspace.commitsBehind(snapshot).ifPresent(commits -> behind.put(snapshot, commits));
      }
    }
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
            state(outcome.failure()));
      } else {
        row(table, snapshot, behind.get(snapshot));
      }
    }
    table.print(console);
    for (Outcome<Snapshot> outcome : outcomes) {
      Snapshot snapshot = outcome.result();
      if (snapshot != null) {
        boolean full = options.verbose || outcomes.size() == 1;
        details(console, snapshot, full);
        Commits commits = behind.get(snapshot);
        if (full && commits != null) {
          commits(console, snapshot, commits);
        }
      }
    }
    Outcomes.printWarnings(console, outcomes, options.verbose ? Integer.MAX_VALUE : MOST_SHOWN);
  }

  private static void row(Table table, Snapshot snapshot, @Nullable Commits behind) {
    Assessment assessment = snapshot.assessment();
    table.row(
        snapshot.work().instance(),
        snapshot.work().schema(),
        snapshot.work().request().instance().environment(),
        String.valueOf(Outcomes.applied(assessment)),
        String.valueOf(assessment.pending().size()),
        commit(snapshot, behind),
        state(snapshot));
  }

  private static String commit(Snapshot snapshot, @Nullable Commits behind) {
    Optional<Ledger.Deployment> last = snapshot.lastSuccess();
    if (last.isEmpty() || last.get().commit() == null) {
      return "-";
    }
    String commit = Outcomes.shortCommit(last.get());
    return behind == null || behind.list().isEmpty()
        ? commit
        : commit
            + ", "
            + Outcomes.count(behind.list().size(), "commit")
            + (behind.more() ? " or more" : "")
            + " behind";
  }

  private void commits(Console console, Snapshot snapshot, Commits commits) {
    if (commits.list().isEmpty()) {
      return;
    }
    int most = options.verbose ? Integer.MAX_VALUE : MOST_SHOWN;
    console.line("");
    console.line(
        snapshot.work().instance()
            + " is "
            + Outcomes.count(commits.list().size(), "commit")
            + (commits.more() ? " or more" : "")
            + " behind:");
    commits.list().stream()
        .limit(most)
        .forEach(commit ->
            console.line(
                "  "
                    + console.style(Style.YELLOW, Outcomes.shortened(commit.id()))
                    + " "
                    + Console.safe(commit.subject())
                    + console.style(Style.DIM, "  " + Console.safe(commit.author()))));
    if (commits.list().size() > most) {
      console.line("  and " + (commits.list().size() - most) + " older ones, shown with --verbose");
    }
  }

  /// Says in a word why an instance could not be looked at; the reason itself follows.
  private static String state(@Nullable Throwable failure) {
    return failure instanceof LockstepException known
            && known.code().kind() == ErrorCode.Kind.EXTERNAL
        ? "not reached"
        : "failed";
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

  /// Tells of pending changes that ran before why they run again.
  private static Map<String, String> changed(Assessment assessment) {
    Map<String, String> notes = new HashMap<>();
    for (MigrationStatus status : assessment.migrations()) {
      if (status.state() == MigrationState.OUTDATED) {
        notes.put(status.migration().id(), status.note());
      }
    }
    return notes;
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
      Map<String, String> changed = changed(assessment);
      for (PlannedMigration planned : assessment.pending()) {
        String note = changed.get(planned.migration().id());
        console.line(
            "  "
                + Console.safe(Outcomes.title(planned))
                + Console.safe(Outcomes.where(planned))
                + (note == null ? "" : console.style(Style.DIM, "  " + Console.safe(note))));
      }
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
