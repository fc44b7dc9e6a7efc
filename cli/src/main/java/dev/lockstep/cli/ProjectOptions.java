package dev.lockstep.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Holds the options that every command has which may open a project.
final class ProjectOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The project's file. Default: lockstep.yaml here or in a folder above.")
  @Nullable Path config;

  @Option(
      names = {"-q", "--quiet"},
      description = "Print the result only, no progress and no notes.")
  boolean quiet;

  @Mixin final HelpOption help = new HelpOption();

  /// Opens the project.
  Workspace open(CommandContext context) {
    return context.open(new CommonOptions(this));
  }
}
