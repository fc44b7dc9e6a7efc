package dev.lockstep.cli;

import picocli.CommandLine.Command;

/// Writes a first `lockstep.yaml`.
@Command(name = "init", description = "Write a first lockstep.yaml.")
final class InitCommand implements LockstepCommand {
  @Override
  public String name() {
    return "init";
  }

  @Override
  public int run(CommandContext context) {
    return 0;
  }
}
