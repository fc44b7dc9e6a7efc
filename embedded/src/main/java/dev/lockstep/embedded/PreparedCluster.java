package dev.lockstep.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Holds an initialised, never started cluster that throw-away servers copy.
record PreparedCluster(Path data, String password) {

  static PreparedCluster in(Path folder) {
    try {
      return new PreparedCluster(
          folder.resolve("data"), Files.readString(folder.resolve("password")));
    } catch (IOException failed) {
      throw new EmbeddedServerException(
          "The prepared cluster in %s cannot be read: %s; delete the folder."
              .formatted(folder, failed.getMessage()),
          failed);
    }
  }

  @Override
  public String toString() {
    return "PreparedCluster[" + data + "]";
  }
}
