package dev.lockstep.testkit;

import java.nio.file.Files;
import java.nio.file.Path;

/// Finds the root of the repository that tests run in.
public final class ProjectRoot {
  private ProjectRoot() {}

  /// Returns what the build says, or for a test started by an editor, the nearest folder upwards
  /// that holds `mvnw`.
  public static Path path() {
    String told = System.getProperty("lockstep.root");
    if (told != null && !told.isBlank()) {
      return Path.of(told);
    }
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("mvnw"))) {
        return folder;
      }
    }
    throw new IllegalStateException("No mvnw above " + Path.of("").toAbsolutePath());
  }
}
