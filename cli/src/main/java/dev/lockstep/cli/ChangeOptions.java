package dev.lockstep.cli;

import dev.lockstep.deploy.Losses;
import picocli.CommandLine.Option;

/// Holds the options of commands that change targets.
final class ChangeOptions {
  @Option(
      names = {"-y", "--yes"},
      description =
          "Do not ask before changing anything. Without a terminal nobody is asked: in scripts this"
              + " is the default.")
  boolean yes;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      converter = CountingNumber.class,
      description = "Work on so many instances at a time. Default: 4.")
  int parallel = 4;

  @Option(
      names = "--keep-going",
      description = "Go on with the other instances after one failed. Default: start no more.")
  boolean keepGoing;

  @Option(
      names = "--allow-destructive",
      description = "Also do what loses something for good, as the plan tells.")
  boolean allowDestructive;

  Losses losses() {
    return allowDestructive ? Losses.ACCEPT : Losses.REFUSE;
  }
}
