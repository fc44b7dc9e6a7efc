package dev.lockstep.cli;

import dev.lockstep.cli.FanOut.Outcome;
import dev.lockstep.deploy.Snapshot;
import dev.lockstep.dialect.Server;
import dev.lockstep.error.LockstepException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Finds out why something does not work.
@Command(
    name = "doctor",
    description = {
      "Check this machine, the project and every instance, and say what to mend.",
      "Reads only. Exit code 1 when something is wrong."
    })
final class DoctorCommand implements LockstepCommand {
  @Mixin private final CommonOptions options = new CommonOptions();

  @Override
  public String name() {
    return "doctor";
  }

  /// Is one thing that was looked at.
  private record Check(String subject, boolean good, String finding, String nextStep) {}

  @Override
  public int run(CommandContext context) {
    List<Check> checks = new ArrayList<>();
    checks.add(
        new Check(
            "java",
            Runtime.version().feature() >= 25,
            Runtime.version() + " from " + System.getProperty("java.home"),
            "Start Lockstep with its launcher, or use a JDK 25."));
    try {
      Workspace workspace = context.open(options);
      checks.add(
          new Check(
              "project",
              true,
              workspace.project().name()
                  + " in "
                  + workspace.root()
                  + ", "
                  + Outcomes.count(workspace.project().schemas().size(), "schema")
                  + ", "
                  + Outcomes.count(workspace.project().instances().size(), "instance"),
              ""));
      instances(workspace, checks);
    } catch (LockstepException e) {
      String nextStep = e.nextStep();
      checks.add(new Check("project", false, e.getMessage(), nextStep == null ? "" : nextStep));
      e.faults()
          .forEach(fault ->
              checks.add(new Check("project", false, fault.describe(), text(fault.nextStep()))));
    }
    print(context, checks);
    return checks.stream().allMatch(Check::good) ? ExitCode.DONE : ExitCode.CHECK_FAILED;
  }

  private void instances(Workspace workspace, List<Check> checks) {
    long start = System.nanoTime();
    for (Outcome<Snapshot> outcome : workspace.lookAll(workspace.select())) {
      String name = outcome.work().instance();
      Snapshot snapshot = outcome.result();
      Throwable failure = outcome.failure();
      if (snapshot != null) {
        Server server = snapshot.server();
        checks.add(
            new Check(
                name,
                snapshot.assessment().faults().isEmpty(),
                server.product()
                    + " "
                    + server.version()
                    + ", database "
                    + server.database()
                    + " as "
                    + server.user()
                    + ": "
                    + StatusCommand.state(snapshot),
                "lockstep validate -i " + name + " tells what is wrong."));
      } else if (failure instanceof LockstepException known) {
        checks.add(new Check(name, false, known.getMessage(), text(known.nextStep())));
      } else {
        checks.add(
            new Check(name, false, String.valueOf(failure), "This is a defect of Lockstep."));
      }
    }
    checks.add(
        new Check(
            "instances",
            true,
            "all looked at in " + Outcomes.duration(Duration.ofNanos(System.nanoTime() - start)),
            ""));
  }

  private void print(CommandContext context, List<Check> checks) {
    if (options.json()) {
      List<Json.Node> nodes =
          checks.stream()
              .map(check ->
                  Json.object()
                      .put("subject", check.subject())
                      .put("good", check.good())
                      .put("finding", check.finding())
                      .put("nextStep", check.good() ? null : check.nextStep()))
              .toList();
      context.console().line(Json.write(Json.object().put("checks", nodes)));
      return;
    }
    Console console = context.console();
    for (Check check : checks) {
      String mark =
          check.good() ? console.style(Style.GREEN, "✓ ") : console.style(Style.RED, "✗ ");
      console.line(mark + check.subject() + ": " + Console.safe(check.finding()));
      if (!check.good() && !check.nextStep().isEmpty()) {
        console.line("  " + Console.safe(check.nextStep()));
      }
    }
  }

  private static String text(@org.jspecify.annotations.Nullable String nextStep) {
    return nextStep == null ? "" : nextStep;
  }
}
