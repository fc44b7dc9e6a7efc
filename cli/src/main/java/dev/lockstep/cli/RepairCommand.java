package dev.lockstep.cli;

import dev.lockstep.deploy.Work;
import dev.lockstep.migration.HistoryPlan;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Brings histories in line with the files.
@Command(
    name = "repair",
    description = {
      "Bring the engine's history in line with the files: failed rows, changed checksums, missing"
          + " files.",
      "Says what it would write and asks first."
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
    boolean anything = false;
    for (Work work : works) {
      HistoryPlan plan = workspace.deployer().planRepair(work);
      if (!options.json()) {
        context
            .console()
            .line(
                work.instance()
                    + (plan.writes().isEmpty() ? ": nothing to repair" : ", repair would"));
        plan.effects().forEach(effect -> context.console().line("  - " + Console.safe(effect)));
      }
      anything |= !plan.writes().isEmpty();
    }
    if (dryRun || !anything) {
      return ExitCode.DONE;
    }
    if (!change.yes && context.console().canAsk() && !context.console().confirm("Write this?")) {
      context.console().note("Nothing was changed.");
      return ExitCode.INTERRUPTED;
    }
    return new HistoryChanges(context, options, change)
        .run(works, "repaired", work -> workspace.deployer().repair(work));
  }

  private int remove(CommandContext context, Workspace workspace, List<Work> works) {
    String question =
        "Remove Lockstep's ledger, journal and anchors from "
            + String.join(", ", works.stream().map(Work::instance).toList())
            + "? The engines' own histories stay.";
    if (!change.yes && context.console().canAsk() && !context.console().confirm(question)) {
      context.console().note("Nothing was changed.");
      return ExitCode.INTERRUPTED;
    }
    for (Work work : works) {
      workspace.deployer().underFence(work, target -> target.ledger().remove());
      context.console().line(work.instance() + ": removed");
    }
    return ExitCode.DONE;
  }
}
