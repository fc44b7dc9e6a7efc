package dev.lockstep.cli;

import dev.lockstep.cli.FanOut.Outcome;
import dev.lockstep.deploy.Agreements.Agreed;
import dev.lockstep.deploy.DeploymentResult;
import dev.lockstep.deploy.Work;
import dev.lockstep.dialects.SupportedSchemas;
import dev.lockstep.diff.Difference;
import dev.lockstep.engines.declarative.DeclarativeEngine;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.scratch.Scratches;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Looks whether databases hold what their histories made.
@Command(
    name = "drift",
    addMethodSubcommands = false,
    description = {
      "Look whether databases hold what the changes recorded in them make, and nothing else.",
      "The recorded changes run again on a scratch database, and both are compared. Reads only"
          + " unless --revert is said. Exit code 1 when there is a difference."
    })
final class DriftCommand implements LockstepCommand {
  @Mixin private final CommonOptions options = new CommonOptions();

  @Mixin private final ChangeOptions change = new ChangeOptions();
  @Mixin private final ScratchOption scratch = new ScratchOption();

  @Option(
      names = "--revert",
      description =
          "Take back what differs, under the same lock and journal as a deployment. It writes.")
  private boolean revert;

  @Override
  public String name() {
    return "drift";
  }

  @Override
  public int run(CommandContext context) {
    Workspace workspace = context.open(options);
    try (Scratches scratches = scratch.open(context)) {
      DriftCheck check = new DriftCheck(context, workspace, scratches);
      List<Work> works = revert ? workspace.selectForChange(null, false) : workspace.select();
      List<Outcome<Drift>> outcomes =
          new FanOut(change.parallel, true)
              .run(
                  works,
                  work -> {
                    context.console().progress(work.instance());
                    return check.look(work);
                  },
                  _ -> false);
      if (revert) {
        return revert(context, workspace, outcomes);
      }
      if (options.json()) {
        context.console().line(Json.write(json(outcomes)));
      } else {
        print(context.console(), outcomes);
      }
      return Outcomes.exitCode(
          context, outcomes, drift -> drift.isClean() ? ExitCode.DONE : ExitCode.CHECK_FAILED);
    }
  }

  private int revert(CommandContext context, Workspace workspace, List<Outcome<Drift>> outcomes) {
    List<Drift> found =
        outcomes.stream()
            .map(Outcome::result)
            .filter(Objects::nonNull)
            .filter(drift -> !drift.isClean())
            .toList();
    for (Drift drift : found) {
      if (!drift.unknown().isEmpty()) {
        throw new LockstepException(
            ErrorCode.VALIDATION_FAILED,
            drift.work().instance() + ": it cannot be told what drifted: " + drift.unknown(),
            "Leave this instance out.");
      }
    }
    if (!change.yes && context.console().canAsk() && !found.isEmpty()) {
      found.forEach(drift -> print(context.console(), drift));
      if (!context.console().confirm("Take this back?")) {
        throw new LockstepException(ErrorCode.INTERRUPTED, "Nothing was changed.");
      }
    }
    DeploymentReport report = new DeploymentReport(context, options, found.size());
    PolicyGate policies = new PolicyGate(context, workspace, List.of());
    Map<Work, Drift> byWork = new HashMap<>();
    found.forEach(drift -> byWork.put(drift.work(), drift));
    List<Outcome<DeploymentResult>> results =
        new FanOut(1, change.keepGoing)
            .run(
                found.stream().map(Drift::work).toList(),
                work ->
                    workspace
                        .deployer()
                        .mend(
                            work,
                            Objects.requireNonNull(byWork.get(work))
                                .repair(
                                    SupportedSchemas.named(work.request().schema().dialect()),
                                    context
                                        .wiring()
                                        .get()
                                        .splitter(work.request().schema().dialect())),
                            change.losses(),
                            policies,
                            report.listener(work)),
                DeploymentReport::failed);
    if (found.isEmpty() && !options.json()) {
      context.console().line("no drift");
    }
    int looked = Outcomes.exitCode(context, outcomes, _ -> ExitCode.DONE);
    int done = report.finish(results);
    return looked == ExitCode.DONE ? done : looked;
  }

  /// Prints what differs, and for more than one instance a table of all.
  private static void print(Console console, List<Outcome<Drift>> outcomes) {
    outcomes.stream()
        .map(Outcome::result)
        .filter(Objects::nonNull)
        .filter(drift -> outcomes.size() == 1 || !drift.isClean() || !drift.agreed().isEmpty())
        .forEach(drift -> {
          print(console, drift);
          if (outcomes.size() > 1) {
            console.line("");
          }
        });
    if (outcomes.size() == 1) {
      return;
    }
    Table table =
        new Table("INSTANCE", "SCHEMA", "ENVIRONMENT", "DIFFERENCES", "ACCEPTED", "STATE");
    for (Outcome<Drift> outcome : outcomes) {
      Drift drift = outcome.result();
      boolean told = drift != null && drift.unknown().isEmpty();
      table.row(
          outcome.work().instance(),
          outcome.work().schema(),
          outcome.work().request().instance().environment(),
          drift == null || !told ? "-" : String.valueOf(drift.whole().size()),
          drift == null || !told ? "-" : String.valueOf(drift.agreed().size()),
          drift == null
              ? "failed"
              : !told ? "cannot be told" : drift.isClean() ? "no drift" : "drifted");
    }
    table.print(console);
  }

  private static void print(Console console, Drift drift) {
    String instance = drift.work().instance();
    if (!drift.unknown().isEmpty()) {
      console.line(instance + ": it cannot be told: " + Console.safe(drift.unknown()));
      return;
    }
    if (drift.isClean()) {
      console.line(console.style(Style.GREEN, "✓") + " " + instance + ": no drift");
    } else {
      open(console, drift);
    }
    for (Agreed one : drift.agreed()) {
      LocalDate until = one.by().until();
      console.line(
          console.style(
              Style.DIM,
              "  accepted"
                  + (until == null ? "" : " until " + until)
                  + ": "
                  + Console.safe(one.difference().words())
                  + ", "
                  + Console.safe(one.by().reason())));
    }
  }

  private static void open(Console console, Drift drift) {
    String instance = drift.work().instance();
    List<Difference> seen = drift.whole();
    console.line(
        console.style(Style.RED, "✗")
            + " "
            + instance
            + ": "
            + Outcomes.count(seen.size(), "object")
            + " unlike what its history makes");
    seen.forEach(difference -> console.line("  " + Console.safe(drift.judged().words(difference))));
    console.line("");
    console.line("To take it back (lockstep drift -i " + instance + " --revert):");
    drift.revert().stream()
        .flatMap(change -> change.losses().stream())
        .forEach(loss -> console.line("  -- loses " + Console.safe(loss)));
    drift.revert().stream()
        .flatMap(change -> change.statements().stream())
        .forEach(sql -> console.line("  " + Console.safe(sql.replace("\n", "\n  ")) + ";"));
    console.line(
        drift.work().request().schema().engine().equals(DeclarativeEngine.NAME)
            ? "To keep it, take it into the files: lockstep pull -i " + instance
            : "To keep it, write a change that does the same: lockstep author diff -s "
                + drift.work().schema()
                + " --from "
                + instance);
    console.line("To live with it, name it with a reason under drift: accept: in lockstep.yaml.");
  }

  private static Json.Node json(List<Outcome<Drift>> outcomes) {
    return Json.object().put("instances", outcomes.stream().map(DriftCommand::json).toList());
  }

  private static Json.Node json(Outcome<Drift> outcome) {
    Json.Node node =
        Json.object()
            .put("instance", outcome.work().instance())
            .put("schema", outcome.work().schema())
            .put("environment", outcome.work().request().instance().environment());
    Drift drift = outcome.result();
    if (drift == null) {
      return node.put("state", "failed")
          .put(
              "reason",
              String.valueOf(outcome.failure() == null ? "" : outcome.failure().getMessage()))
          .put("differences", List.of())
          .put("accepted", List.of())
          .put("revert", List.of());
    }
    String state = !drift.unknown().isEmpty() ? "unknown" : drift.isClean() ? "none" : "drift";
    return node.put("state", state)
        .put("reason", drift.unknown())
        .put("differences", drift.judged().open().stream().map(one -> open(drift, one)).toList())
        .put(
            "accepted",
            drift.judged().agreed().stream()
                .map(one ->
                    SchemaPlanJson.difference(one.difference())
                        .put("reason", one.by().reason())
                        .put(
                            "until", one.by().until() == null ? null : one.by().until().toString()))
                .toList())
        .put(
            "revert",
            drift.revert().stream().flatMap(change -> change.statements().stream()).toList());
  }

  private static Json.Node open(Drift drift, Difference difference) {
    Json.Node node = SchemaPlanJson.difference(difference);
    LocalDate ended = drift.judged().ended().get(difference.id());
    return ended == null ? node : node.put("acceptanceEnded", ended.toString());
  }
}
