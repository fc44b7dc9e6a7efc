package dev.lockstep.cli;

import dev.lockstep.cli.ServerOptions.Connection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Shows a run.
@Command(
    name = "show",
    addMethodSubcommands = false,
    description = "Show a run with all its parts, and what waits for people.")
final class RunShowCommand implements LockstepCommand {
  @Parameters(index = "0", paramLabel = "RUN", description = "Its number.")
  private String run = "";

  @Mixin private final ServerOptions options = new ServerOptions();

  @Override
  public String name() {
    return "show";
  }

  @Override
  public int run(CommandContext context) {
    Connection connection = options.connect(context);
    return RunReport.show(context, connection, run, options.json());
  }
}
