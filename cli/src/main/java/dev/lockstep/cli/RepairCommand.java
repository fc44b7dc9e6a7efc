package dev.lockstep.cli;

import dev.lockstep.cli.FanOut.Outcome;
import dev.lockstep.deploy.Ledger;
import dev.lockstep.deploy.Work;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.migration.HistoryPlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Brings histories in line with the files.
@Command(
    name = "repair",
    addMethodSubcommands = false,
    description = {
      "Bring the engine's history in line with the files: failed rows, changed checksums, missing"
          + " files.",
      "Says what it would write and asks first when somebody can answer; --dry-run only says it."
    })
final class RepairCommand implements LockstepCommand {
  @Mixin private final CommonOptions options = new CommonOptions();
  @Mixin private final ChangeOptions change = new ChangeOptions();

  @Option(names = "--dry-run", description = "Only show what would be written.")
  boolean dryRun;

  @Option(
      names = "--remove",
      description = "Instead take everything that Lockstep keeps in the database out again.")
  boolean remove;

  @Option(
      names = "--change",
      paramLabel = "CHANGE",
      description =
          "Instead judge this change, which an interrupted run left unfinished; needs --verdict.")
  private @Nullable String unfinished;

  @Option(
      names = "--verdict",
      paramLabel = "done|not-done|start-over",
      description = {
        "done: the statement nobody saw the end of took effect, go on behind it.",
        "not-done: it did not, run it again.",
        "start-over: nothing of the change is in effect any more."
      })
  private @Nullable String verdict;

  @Override
  public String name() {
    return "repair";
  }

  @Override
  public int run(CommandContext context) {
    Workspace workspace = context.open(options);
    List<Work> works = workspace.selectForChange(null, false);
    if (remove) {
      return remove(context, workspace, works);
    }
    if (unfinished != null || verdict != null) {
      return settle(context, workspace, works);
    }
    boolean anything = false;
    SequencedMap<Work, HistoryPlan> plans = new LinkedHashMap<>();
    for (Work work : works) {
      HistoryPlan plan = workspace.deployer().planRepair(work);
      plans.put(work, plan);
      if (!options.json()) {
        context
            .console()
            .line(
                work.instance()
                    + (plan.writes().isEmpty() ? ": nothing to repair" : ": repair would"));
        plan.effects().forEach(effect -> context.console().line("  - " + Console.safe(effect)));
      }
      anything |= !plan.writes().isEmpty();
    }
    if (options.json() && (dryRun || !anything)) {
      context.console().line(Json.write(SnapshotJson.repairs(plans)));
    }
    if (dryRun || !anything) {
      return ExitCode.DONE;
    }
    if (!change.yes && context.console().canAsk() && !context.console().confirm("Write this?")) {
      throw new LockstepException(ErrorCode.INTERRUPTED, "Nothing was changed.");
    }
    return new HistoryChanges(context, options, change)
        .run(works, "repaired", (work, listener) -> workspace.deployer().repair(work, listener));
  }

  private int settle(CommandContext context, Workspace workspace, List<Work> works) {
    if (unfinished == null || verdict == null || works.size() != 1) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "To judge an unfinished change, name it with --change, say --verdict, and select one"
              + " instance.",
          "lockstep repair -i INSTANCE --change CHANGE --verdict done|not-done|start-over");
    }
    Ledger.Verdict judged =
        switch (verdict) {
          case "done" -> Ledger.Verdict.STATEMENT_DONE;
          case "not-done" -> Ledger.Verdict.STATEMENT_NOT_DONE;
          case "start-over" -> Ledger.Verdict.START_OVER;
          default ->
              throw new LockstepException(
                  ErrorCode.USAGE, "--verdict takes done, not-done or start-over.");
        };
    String change = unfinished;
    return changeLedger(
        context,
        workspace,
        works,
        "noted; deploy goes on from there",
        (work, ledger) -> ledger.settle(work.schema(), change, judged));
  }

  private int remove(CommandContext context, Workspace workspace, List<Work> works) {
    String question =
        "Remove Lockstep's ledger, journal and anchors from "
            + String.join(", ", works.stream().map(Work::instance).toList())
            + "? The engines' own histories stay.";
    if (!change.yes && context.console().canAsk() && !context.console().confirm(question)) {
      throw new LockstepException(ErrorCode.INTERRUPTED, "Nothing was changed.");
    }
    return changeLedger(context, workspace, works, "removed", (work, ledger) -> ledger.remove());
  }

  private int changeLedger(
      CommandContext context,
      Workspace workspace,
      List<Work> works,
      String done,
      BiConsumer<Work, Ledger> action) {
    List<Outcome<String>> outcomes =
        new FanOut(1, change.keepGoing)
            .run(
                works,
                work -> {
                  workspace
                      .deployer()
                      .underFence(work, target -> action.accept(work, target.ledger()));
                  return done;
                },
                _ -> false);
    if (options.json()) {
      context.console().line(Json.write(SnapshotJson.effects(outcomes)));
    } else {
      outcomes.stream()
          .filter(outcome -> outcome.result() != null)
          .forEach(outcome ->
              context.console().line(outcome.work().instance() + ": " + outcome.result()));
    }
    return Outcomes.exitCode(context, outcomes, _ -> ExitCode.DONE);
  }
}
