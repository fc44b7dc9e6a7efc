package dev.lockstep.cli;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Holds the commands for runs of pipelines at a server.
@Command(
    name = "run",
    addMethodSubcommands = false,
    subcommands = {
      RunBeginCommand.class,
      RunListCommand.class,
      RunShowCommand.class,
      RunFollowCommand.class,
      RunAbortCommand.class,
      RunAnswerCommand.class
    },
    synopsisSubcommandLabel = "COMMAND",
    description = "Begin, watch and steer runs of pipelines at a server.")
final class RunCommand implements LockstepCommand {
  @Mixin final HelpOption help = new HelpOption();

  @Override
  public String name() {
    return "run";
  }

  @Override
  public int run(CommandContext context) {
    throw new LockstepException(
        ErrorCode.USAGE,
        "Say what to do with runs.",
        context.invocation().command() + " run begin, list, show, follow, abort or answer.");
  }
}
