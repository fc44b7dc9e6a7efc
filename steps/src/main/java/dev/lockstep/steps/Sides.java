package dev.lockstep.steps;

import java.io.IOException;

/// Knows what a step may compare: instances, schemas, and files of the run.
final class Sides {
  private Sides() {}

  /// Returns what is to be compared as it was written.
  ///
  /// *Errors*: [StepFailure] for addresses, which would reach around the project's instances, and
  /// for files outside of the folder.
  static String checked(Job job, String side) throws IOException {
    if (side.contains("://") || side.startsWith("jdbc:") || side.startsWith("-")) {
      throw StepFailure.told(
          "\"%s\" is no instance, schema or file of this project.".formatted(side));
    }
    boolean file = side.contains("/") || side.endsWith(".json") || side.endsWith(".sql");
    if (file && !side.startsWith("git:")) {
      WorkspaceFile.in(job.place().folder(), side);
    }
    return side;
  }
}
