package dev.lockstep.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Holds the options of commands that read schemas and may have a project.
final class SchemaOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The project's file, for the names of instances. Default: lockstep.yaml here or in a"
              + " folder above.")
  @Nullable Path config;

  @Option(
      names = {"-q", "--quiet"},
      description = "Print the result only, no notes.")
  boolean quiet;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  /// Opens the project.
  Workspace open(CommandContext context) {
    CommonOptions options = new CommonOptions();
    options.config = config;
    return context.open(options);
  }
}
