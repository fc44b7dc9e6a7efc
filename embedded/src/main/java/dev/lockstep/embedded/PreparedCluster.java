package dev.lockstep.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Holds an initialised data folder and the password of its superuser.
record PreparedCluster(Path data, String password) {
  static final String PASSWORD_FILE = "password";

  static PreparedCluster in(Path folder) {
    try {
      return new PreparedCluster(
          folder.resolve("data"), Files.readString(folder.resolve(PASSWORD_FILE)).strip());
    } catch (IOException failed) {
      throw new EmbeddedServerException(
          "The server's password in %s cannot be read: %s"
              .formatted(folder, Folders.reason(failed)),
          failed);
    }
  }

  @Override
  public String toString() {
    return "PreparedCluster[" + data + "]";
  }
}
