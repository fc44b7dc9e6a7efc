package dev.lockstep.cli;

import dev.lockstep.cli.ServerOptions.Connection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Follows a run.
@Command(
    name = "follow",
    addMethodSubcommands = false,
    description = {
      "Watch a run to its end.",
      "Exit code 1 when it does not succeed. Ctrl-C ends the watching, not the run."
    })
final class RunFollowCommand implements LockstepCommand {
  @Parameters(index = "0", paramLabel = "RUN", description = "Its number.")
  private String run = "";

  @Mixin private final ServerOptions options = new ServerOptions();

  @Override
  public String name() {
    return "follow";
  }

  @Override
  public int run(CommandContext context) {
    Connection connection = options.connect(context);
    return RunReport.follow(context, connection, run, options.json());
  }
}
