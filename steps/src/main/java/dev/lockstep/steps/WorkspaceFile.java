package dev.lockstep.steps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// Finds files in the folder of a run, and nowhere else.
final class WorkspaceFile {
  private WorkspaceFile() {}

  /// Returns a path that stays within the folder, also through links.
  ///
  /// *Errors*: [StepFailure] for any other.
  static Path in(Path folder, String name) throws IOException {
    try {
      Path root = folder.toRealPath();
      Path wanted = root.resolve(name).normalize();
      Path there = wanted;
      while (!Files.exists(there) && there.getParent() != null) {
        there = there.getParent();
      }
      if (wanted.startsWith(root) && there.toRealPath().startsWith(root)) {
        return wanted;
      }
    } catch (InvalidPathException e) {
      // It is told below.
    }
    throw StepFailure.told("\"%s\" is not within the folder of the run.".formatted(name));
  }
}
