package dev.lockstep.cli;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Holds the options that every command with a project has.
final class CommonOptions {
  @Option(
      names = {"-e", "--environment"},
      paramLabel = "ENV",
      description = "Only instances of this environment; may be repeated.")
  List<String> environments = List.of();

  @Option(
      names = {"-s", "--schema"},
      paramLabel = "SCHEMA",
      description = "Only this schema; may be repeated.")
  List<String> schemas = List.of();

  @Option(
      names = {"-i", "--instance"},
      paramLabel = "INSTANCE",
      description = "Only this instance; may be repeated.")
  List<String> instances = List.of();

  @Option(
      names = "--ref",
      paramLabel = "REF",
      description =
          "Take the changes from this branch, tag or commit instead of the working tree and of the"
              + " instances' pins. URL#REF means the root of another repository.")
  @Nullable String ref;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The project's file. Default: lockstep.yaml here or in a folder above.")
  @Nullable Path config;

  @Option(
      names = "--output",
      paramLabel = "text|json",
      description = "How to print the result. Default: text.")
  OutputFormat output = OutputFormat.text;

  @Option(
      names = {"-q", "--quiet"},
      description = "Print the result only, no progress and no notes.")
  boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      description = "Print more detail.")
  boolean verbose;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  boolean json() {
    return output == OutputFormat.json;
  }

  /// Tells whether the user named what to work on.
  boolean selects() {
    return !environments.isEmpty() || !schemas.isEmpty() || !instances.isEmpty();
  }
}
