package dev.lockstep.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
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
      names = "--output",
      paramLabel = "text|json",
      description = "How to print the result. Default: text.")
  OutputFormat output = OutputFormat.text;

  @Option(
      names = {"-v", "--verbose"},
      description = "Print more detail.")
  boolean verbose;

  @Option(
      names = "--local",
      description =
          "Work here although you are logged in at a server, where some commands work otherwise.")
  boolean local;

  @Mixin final ProjectOptions project;

  CommonOptions() {
    this(new ProjectOptions());
  }

  CommonOptions(ProjectOptions project) {
    this.project = project;
  }

  boolean json() {
    return output == OutputFormat.json;
  }

  /// Tells whether the user named what to work on.
  boolean selects() {
    return !environments.isEmpty() || !schemas.isEmpty() || !instances.isEmpty();
  }
}
