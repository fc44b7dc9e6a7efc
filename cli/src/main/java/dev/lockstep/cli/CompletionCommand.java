package dev.lockstep.cli;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Prints a completion script.
@Command(
    name = "completion",
    addMethodSubcommands = false,
    description = {
      "Print a completion script; it serves both bash and zsh.",
      "bash: source <(lockstep completion)",
      "zsh: autoload -U +X bashcompinit && bashcompinit && source <(lockstep completion)"
    })
final class CompletionCommand implements LockstepCommand {
  @Parameters(arity = "0..1", paramLabel = "bash|zsh", description = "Your shell.")
  private String shell = "bash";

  @Mixin final HelpOption help = new HelpOption();

  @Override
  public String name() {
    return "completion";
  }

  @Override
  public int run(CommandContext context) {
    if (!List.of("bash", "zsh").contains(shell)) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "There is no completion for '" + shell + "', only for bash and zsh.",
          "Leave the shell out, or write bash or zsh.");
    }
    context.console().raw(AutoComplete.bash("lockstep", Main.commandLine(LockstepCommand.all())));
    return ExitCode.DONE;
  }
}
