package dev.lockstep.cli;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Holds the commands that write changes.
@Command(
    name = "author",
    addMethodSubcommands = false,
    subcommands = AuthorDiffCommand.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Write changes as files of the project.")
final class AuthorCommand implements LockstepCommand {
  @Mixin final HelpOption help = new HelpOption();

  @Override
  public String name() {
    return "author";
  }

  @Override
  public int run(CommandContext context) {
    throw new LockstepException(
        ErrorCode.USAGE,
        "Say what to write a change from.",
        context.invocation().command() + " author diff --from INSTANCE takes it from a database.");
  }
}
