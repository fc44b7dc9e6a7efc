package dev.lockstep.cli;

import dev.lockstep.cli.FanOut.Outcome;
import dev.lockstep.deploy.Ledger;
import dev.lockstep.deploy.Snapshot;
import dev.lockstep.deploy.Work;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Shows what policies are asked about.
@Command(
    name = "input",
    addMethodSubcommands = false,
    description = {
      "Print what policies are asked about the pending plan of an instance, as JSON: to write"
          + " policies and their tests.",
      "Name one instance (-i). Then: lockstep policy eval -d policies/ -i input.json"
          + " data.db_sql.deny"
    })
final class PolicyInputCommand implements LockstepCommand {
  @Mixin private final CommonOptions options = new CommonOptions();

  @Option(
      names = "--rehearse",
      description = "Rehearse the plan first, as sets with rehearse: true do.")
  private boolean rehearse;

  @Override
  public String name() {
    return "input";
  }

  @Override
  public int run(CommandContext context) {
    Workspace workspace = context.open(options);
    List<Work> works = workspace.select();
    if (works.size() != 1) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "An input belongs to one instance, and this selects " + works.size() + ".",
          "Name the instance with -i.");
    }
    List<Outcome<Snapshot>> outcomes = workspace.lookAll(works);
    Snapshot snapshot = outcomes.getFirst().result();
    if (snapshot != null) {
      context
          .console()
          .line(
              Json.write(
                  new PolicyGate(context, workspace, List.of())
                      .input(
                          snapshot, Ledger.Kind.DEPLOY, snapshot.assessment().whole(), rehearse)));
    }
    return Outcomes.exitCode(context, outcomes, _ -> ExitCode.DONE);
  }
}
