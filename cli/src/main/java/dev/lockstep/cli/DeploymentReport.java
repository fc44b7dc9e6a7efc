package dev.lockstep.cli;

import dev.lockstep.cli.FanOut.Outcome;
import dev.lockstep.deploy.DeploymentListener;
import dev.lockstep.deploy.DeploymentResult;
import dev.lockstep.deploy.DeploymentResult.NoWayBack;
import dev.lockstep.deploy.DeploymentResult.Refused;
import dev.lockstep.deploy.DeploymentResult.Stopped;
import dev.lockstep.deploy.DeploymentResult.Succeeded;
import dev.lockstep.deploy.Executor;
import dev.lockstep.deploy.Fence;
import dev.lockstep.deploy.Ledger;
import dev.lockstep.deploy.Work;
import dev.lockstep.dialect.Server;
import dev.lockstep.migration.Direction;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.migration.PlannedStatement;
import dev.lockstep.source.SourceLocation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Tells about deployments while they run and when they ended.
final class DeploymentReport {
  private final CommandContext context;
  private final Console console;
  private final CommonOptions options;
  private final int targets;
  private final boolean derived;

  DeploymentReport(CommandContext context, CommonOptions options, int targets) {
    this(context, options, targets, /* derived= */ false);
  }

  /// @param derived whether ways back were derived where nobody wrote them
  DeploymentReport(CommandContext context, CommonOptions options, int targets, boolean derived) {
    this.derived = derived;
    this.context = context;
    this.console = context.console();
    this.options = options;
    this.targets = targets;
    console.whenInterrupted(() -> "");
  }

  static boolean failed(DeploymentResult result) {
    return !(result instanceof Succeeded);
  }

  DeploymentListener listener(Work work) {
    if (options.project.quiet || options.json()) {
      return DeploymentListener.SILENT;
    }
    Progress progress = new Progress(work);
    console.whenInterrupted(progress::soFar);
    return progress;
  }

  /// Prints how everything ended and returns the exit code.
  int finish(List<Outcome<DeploymentResult>> outcomes) {
    if (options.json()) {
      console.line(Json.write(SnapshotJson.results(outcomes)));
    } else {
      outcomes.forEach(this::explain);
      if (targets > 1) {
        if (outcomes.stream().anyMatch(DeploymentReport::explained)) {
          console.line("");
        }
        table(outcomes);
      }
    }
    return Outcomes.exitCode(context, outcomes, DeploymentReport::exitCode);
  }

  /// Tells whether an outcome has more to say than its row of the table.
  private static boolean explained(Outcome<DeploymentResult> outcome) {
    return switch (outcome.result()) {
      case null -> false;
      case Succeeded done -> !done.interrupted().isEmpty();
      case Stopped _, Refused _, NoWayBack _ -> true;
    };
  }

  private static int exitCode(DeploymentResult result) {
    return switch (result) {
      case Succeeded _ -> ExitCode.DONE;
      case Stopped stopped -> stopped.failure().code().exitCode();
      case Refused _, NoWayBack _ -> ExitCode.CHECK_FAILED;
    };
  }

  private void explain(Outcome<DeploymentResult> outcome) {
    DeploymentResult result = outcome.result();
    if (result == null) {
      return;
    }
    switch (result) {
      case Succeeded done -> succeeded(done);
      case Stopped stopped -> stopped(stopped);
      case Refused refused -> {
        console.line(refused.work().instance() + ": nothing was changed, because");
        Outcomes.printFaults(console, refused.faults());
      }
      case NoWayBack stuck -> {
        console.line(stuck.work().instance() + ": nothing was changed; these have no way back:");
        stuck
            .irreversible()
            .forEach(item ->
                console.line(
                    console.style(Style.RED, "  ✗ ")
                        + Console.safe(item.migration().id() + ": " + item.reason())));
        console.line(
            "  To take back the others and leave these applied, add --allow-irreversible; "
                + (derived
                    ? "no way back can be derived from what they do to the schema."
                    : "to see whether a way back can be derived, add --derive --dry-run."));
      }
    }
  }

  private void succeeded(Succeeded done) {
    for (Ledger.Interrupted interrupted : done.interrupted()) {
      console.line(
          done.work().instance()
              + ": deployment "
              + interrupted.deployment().id()
              + " had been cut off; this one finished its work.");
    }
    if (targets > 1) {
      return;
    }
    console.line(
        done.work().instance()
            + ": "
            + (done.applied().isEmpty()
                ? "nothing to do"
                : Outcomes.count(done.applied().size(), "change") + " " + verb(done.applied()))
            + " in "
            + Outcomes.duration(done.took())
            + console.style(Style.DIM, "  deployment " + done.deploymentId()));
  }

  private void stopped(Stopped stopped) {
    Executor.Failure failure = stopped.failure();
    console.line(
        stopped.work().instance()
            + ": "
            + console.style(Style.RED, "stopped")
            + " at "
            + Console.safe(Outcomes.title(failure.migration()))
            + place(failure));
    console.line("  " + Console.safe(failure.message()));
    String nextStep = failure.nextStep();
    if (nextStep != null) {
      console.line("  " + Console.safe(nextStep));
    }
    String before =
        stopped.applied().isEmpty()
            ? "Nothing was " + verb(List.of(failure.migration())) + " before it"
            : Outcomes.count(stopped.applied().size(), "change")
                + " before it "
                + verb(List.of(failure.migration()))
                + " and kept";
    String behind =
        stopped.notRun().isEmpty()
            ? ""
            : "; " + Outcomes.count(stopped.notRun().size(), "change") + " behind it not run";
    console.line("  " + before + "; of this one " + stayed(failure) + behind + ".");
  }

  private static String stayed(Executor.Failure failure) {
    String statements =
        failure.statementsKept() == 0
            ? ""
            : Outcomes.count(failure.statementsKept(), "statement") + " stayed in effect";
    String leftover = failure.leftover();
    if (leftover == null) {
      return statements.isEmpty() ? "nothing stayed" : statements;
    }
    return (statements.isEmpty() ? "" : statements + " and ") + Console.safe(leftover) + " stayed";
  }

  private static String place(Executor.Failure failure) {
    List<PlannedStatement> statements = failure.migration().statements();
    @Nullable SourceLocation source =
        failure.statement() >= 0 && failure.statement() < statements.size()
            ? statements.get(failure.statement()).source()
            : failure.migration().migration().source();
    return source == null ? "" : " (" + source + ")";
  }

  private static String verb(List<PlannedMigration> migrations) {
    return migrations.getFirst().direction() == Direction.APPLY ? "applied" : "taken back";
  }

  private void table(List<Outcome<DeploymentResult>> outcomes) {
    Table table = new Table("INSTANCE", "SCHEMA", "ENVIRONMENT", "CHANGES", "TIME", "RESULT");
    for (Outcome<DeploymentResult> outcome : outcomes) {
      Work work = outcome.work();
      DeploymentResult result = outcome.result();
      String environment = work.request().instance().environment();
      switch (result) {
        case null ->
            table.row(
                work.instance(),
                work.schema(),
                environment,
                "-",
                "-",
                outcome.skipped() ? "not started" : "failed");
        case Succeeded done ->
            table.row(
                work.instance(),
                work.schema(),
                environment,
                String.valueOf(done.applied().size()),
                Outcomes.duration(done.took()),
                done.applied().isEmpty() ? "nothing to do" : "done");
        case Stopped stopped ->
            table.row(
                work.instance(),
                work.schema(),
                environment,
                String.valueOf(stopped.applied().size()),
                Outcomes.duration(stopped.took()),
                "stopped at " + stopped.failure().migration().migration().id());
        case Refused _ ->
            table.row(work.instance(), work.schema(), environment, "0", "-", "refused");
        case NoWayBack _ ->
            table.row(work.instance(), work.schema(), environment, "0", "-", "no way back");
      }
    }
    table.print(console);
  }

  /// Prints a line a change, and what is running now on a terminal.
  ///
  /// No times: small changes travel many to a message, so only the server can tell them apart
  /// (`history --statements`).
  private final class Progress implements DeploymentListener {
    private final Work work;
    private final String prefix;
    private volatile int total;
    private final AtomicInteger done = new AtomicInteger();

    Progress(Work work) {
      this.work = work;
      this.prefix = targets > 1 ? work.instance() + ": " : "";
    }

    /// Says how far it came; empty before it began and when everything is done.
    String soFar() {
      return done.get() >= total
          ? ""
          : work.instance()
              + ": "
              + done
              + " of "
              + Outcomes.count(total, "change")
              + " confirmed by the database";
    }

    @Override
    public void noticed(String notice) {
      console.note(prefix + Console.safe(notice));
    }

    @Override
    public void planned(Work planned, Server server, List<PlannedMigration> migrations) {
      total = migrations.size();
      if (targets == 1) {
        console.line(
            console.style(Style.BOLD, work.instance())
                + " ("
                + Console.safe(server.product() + " " + server.version())
                + ", database "
                + Console.safe(server.database())
                + ") from "
                + Console.safe(work.request().files().description()));
      }
    }

    @Override
    public void started(PlannedMigration migration) {
      console.progress(
          prefix + (done.get() + 1) + "/" + total + " " + Console.safe(Outcomes.title(migration)));
    }

    @Override
    public void finished(PlannedMigration migration) {
      done.incrementAndGet();
      if (targets == 1) {
        console.line(console.style(Style.GREEN, "  ✓ ") + Console.safe(Outcomes.title(migration)));
      }
    }

    @Override
    public void waiting(Fence.Holder holder, Duration waited) {
      String activity = holder.activity();
      console.note(
          prefix
              + "waiting for "
              + Console.safe(holder.token())
              + ", "
              + Outcomes.duration(waited)
              + " so far"
              + (activity == null ? "" : ": " + Console.safe(activity)));
    }
  }
}
