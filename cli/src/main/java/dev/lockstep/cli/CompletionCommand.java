package dev.lockstep.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Prints a completion script.
@Command(
    name = "completion",
    description = {
      "Print a completion script for bash or zsh.",
      "bash: source <(lockstep completion)",
      "zsh: autoload -U +X bashcompinit && bashcompinit && source <(lockstep completion)"
    })
final class CompletionCommand implements LockstepCommand {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  @Override
  public String name() {
    return "completion";
  }

  @Override
  public int run(CommandContext context) {
    context.console().raw(AutoComplete.bash("lockstep", Main.commandLine(LockstepCommand.all())));
    return ExitCode.DONE;
  }
}
