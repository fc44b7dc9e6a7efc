package dev.lockstep.cli;

import dev.lockstep.cli.FanOut.Outcome;
import dev.lockstep.deploy.Snapshot;
import dev.lockstep.dialect.Server;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.Fault;
import dev.lockstep.error.LockstepException;
import dev.lockstep.source.FileTree;
import dev.lockstep.source.LeftOut;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Finds out why something does not work.
@Command(
    name = "doctor",
    addMethodSubcommands = false,
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
  private record Check(String subject, Level level, String finding, String nextStep) {
    Check(String subject, boolean good, String finding, String nextStep) {
      this(subject, good ? Level.GOOD : Level.WRONG, finding, nextStep);
    }
  }

  /// Is what a check came to; only what is wrong is a failure.
  private enum Level {
    GOOD,
    WARNING,
    WRONG
  }

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
      if (e.code() == ErrorCode.USAGE) {
        throw e;
      }
      String nextStep = e.nextStep();
      checks.add(new Check("project", false, e.getMessage(), nextStep == null ? "" : nextStep));
      e.faults()
          .forEach(fault ->
              checks.add(new Check("project", false, fault.describe(), text(fault.nextStep()))));
    }
    print(context, checks);
    return checks.stream().anyMatch(check -> check.level() == Level.WRONG)
        ? ExitCode.CHECK_FAILED
        : ExitCode.DONE;
  }

  private void instances(Workspace workspace, List<Check> checks) {
    long start = System.nanoTime();
    List<Outcome<Snapshot>> outcomes = workspace.lookAll(workspace.select());
    for (Outcome<Snapshot> outcome : outcomes) {
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
    files(outcomes, checks);
  }

  /// Names the files that no deployment will see: wrongly named ones, links, submodules.
  private static void files(List<Outcome<Snapshot>> outcomes, List<Check> checks) {
    Set<Check> passedOver = new LinkedHashSet<>();
    for (Outcome<Snapshot> outcome : outcomes) {
      Snapshot snapshot = outcome.result();
      if (snapshot == null) {
        continue;
      }
      String subject = "files of " + outcome.work().schema();
      for (Fault warning : snapshot.assessment().warnings()) {
        passedOver.add(
            new Check(subject, Level.WARNING, warning.describe(), text(warning.nextStep())));
      }
      FileTree tree = outcome.work().request().files();
      for (String folder : Workspace.folders(outcome.work())) {
        for (LeftOut leftOut : tree.leftOut(folder)) {
          passedOver.add(
              new Check(
                  subject,
                  Level.WARNING,
                  leftOut.path() + " " + leftOut.reason() + " and is not read",
                  "Put the file itself there, or remove it."));
        }
      }
    }
    checks.addAll(passedOver);
  }

  private void print(CommandContext context, List<Check> checks) {
    if (options.json()) {
      List<Json.Node> nodes =
          checks.stream()
              .map(check ->
                  Json.object()
                      .put("subject", check.subject())
                      .put("level", check.level())
                      .put("finding", check.finding())
                      .put("nextStep", check.level() == Level.GOOD ? null : check.nextStep()))
              .toList();
      context.console().line(Json.write(Json.object().put("checks", nodes)));
      return;
    }
    Console console = context.console();
    for (Check check : checks) {
      String mark =
          switch (check.level()) {
            case GOOD -> console.style(Style.GREEN, "✓ ");
            case WARNING -> console.style(Style.YELLOW, "! ");
            case WRONG -> console.style(Style.RED, "✗ ");
          };
      console.line(mark + check.subject() + ": " + Console.safe(check.finding()));
      if (check.level() != Level.GOOD && !check.nextStep().isEmpty()) {
        console.line("  " + Console.safe(check.nextStep()));
      }
    }
  }

  private static String text(@org.jspecify.annotations.Nullable String nextStep) {
    return nextStep == null ? "" : nextStep;
  }
}
