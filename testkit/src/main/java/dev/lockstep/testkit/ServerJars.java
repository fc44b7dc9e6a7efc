package dev.lockstep.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Finds the jars of further server versions, which the build of this module collects.
///
/// Two versions of one artifact cannot share a class path, hence the folder
/// `testkit/target/servers`.
final class ServerJars {
  private ServerJars() {}

  /// Returns the jar of an artifact in a version that begins with the given one, for example `15`.
  static Path find(String artifact, String version) {
    return list(artifact).stream()
        .filter(jar -> jar.getFileName().toString().startsWith(artifact + "-" + version + "."))
        .findFirst()
        .orElseThrow(() ->
            new IllegalStateException(
                "No %s %s in %s; build with -Pall-databases for the versions of the long lane."
                    .formatted(artifact, version, folder())));
  }

  static List<Path> list(String artifact) {
    if (!Files.isDirectory(folder())) {
      return List.of();
    }
    try (Stream<Path> jars = Files.list(folder())) {
      return jars.filter(jar -> jar.getFileName().toString().startsWith(artifact))
          .sorted()
          .toList();
    } catch (IOException failed) {
      throw new IllegalStateException("The folder " + folder() + " cannot be read.", failed);
    }
  }

  private static Path folder() {
    return ProjectRoot.path().resolve("testkit").resolve("target").resolve("servers");
  }
}
