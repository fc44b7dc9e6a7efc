package dev.lockstep.cli;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Holds the commands for policies.
@Command(
    name = "policy",
    addMethodSubcommands = false,
    subcommands = {
      PolicyCheckCommand.class,
      PolicyTestCommand.class,
      PolicyEvalCommand.class,
      PolicyFmtCommand.class,
      PolicyInputCommand.class
    },
    synopsisSubcommandLabel = "COMMAND",
    description = "Check, test, ask and format policies in Rego.")
final class PolicyCommand implements LockstepCommand {
  @Mixin final HelpOption help = new HelpOption();

  @Override
  public String name() {
    return "policy";
  }

  @Override
  public int run(CommandContext context) {
    throw new LockstepException(
        ErrorCode.USAGE,
        "Say what to do with policies.",
        context.invocation().command() + " policy check, test, eval, fmt or input.");
  }
}
