package dev.lockstep.cli;

import picocli.CommandLine.Option;

/// Has a command explain itself.
final class HelpOption {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean wanted;
}
