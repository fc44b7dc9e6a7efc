package dev.lockstep.cli;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Holds the commands for pipelines.
@Command(
    name = "pipeline",
    addMethodSubcommands = false,
    subcommands = {PipelineCheckCommand.class},
    synopsisSubcommandLabel = "COMMAND",
    description = "Check pipelines.")
final class PipelineCommand implements LockstepCommand {
  @Mixin final HelpOption help = new HelpOption();

  @Override
  public String name() {
    return "pipeline";
  }

  @Override
  public int run(CommandContext context) {
    throw new LockstepException(
        ErrorCode.USAGE,
        "Say what to do with pipelines.",
        context.invocation().command() + " pipeline check.");
  }
}
