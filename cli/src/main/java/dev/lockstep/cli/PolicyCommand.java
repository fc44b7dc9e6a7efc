package dev.lockstep.cli;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

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
