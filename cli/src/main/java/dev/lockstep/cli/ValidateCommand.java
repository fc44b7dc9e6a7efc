package dev.lockstep.cli;

import dev.lockstep.cli.FanOut.Outcome;
import dev.lockstep.deploy.Snapshot;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Checks that files and history agree.
@Command(
    name = "validate",
    addMethodSubcommands = false,
    description = {
      "Check that the files can be read and agree with what was applied.",
      "Exit code 1 when they do not."
    })
final class ValidateCommand implements LockstepCommand {
  @Mixin private final CommonOptions options = new CommonOptions();

  @Override
  public String name() {
    return "validate";
  }

  @Override
  public int run(CommandContext context) {
    Workspace workspace = context.open(options);
    List<Outcome<Snapshot>> outcomes = workspace.lookAll(workspace.select());
    if (options.json()) {
      context.console().line(Json.write(SnapshotJson.status(workspace, outcomes)));
    } else {
      for (Outcome<Snapshot> outcome : outcomes) {
        Snapshot snapshot = outcome.result();
        if (snapshot != null) {
          print(context.console(), snapshot);
        }
      }
      Outcomes.printWarnings(context.console(), outcomes, Integer.MAX_VALUE);
    }
    return Outcomes.exitCode(context, outcomes, Outcomes::exitCode);
  }

  private static void print(Console console, Snapshot snapshot) {
    int changes = snapshot.assessment().migrations().size();
    if (snapshot.assessment().faults().isEmpty()) {
      console.line(
          console.style(Style.GREEN, "✓ ")
              + snapshot.work().instance()
              + ": "
              + Outcomes.count(changes, "change")
              + (changes == 1 ? " agrees" : " agree")
              + " with the history");
    } else {
      console.line(console.style(Style.RED, "✗ ") + snapshot.work().instance() + ":");
      Outcomes.printFaults(console, snapshot.assessment().faults());
    }
  }
}
