package dev.lockstep.client;

import dev.lockstep.client.Login.ProjectName;
import dev.lockstep.config.PlainJson;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.expression.Looking;
import dev.lockstep.expression.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Keeps a login in a file that nobody but its owner may read.
///
/// *Shape*: `$XDG_CONFIG_HOME/lockstep/login.json`, or `~/.config/lockstep/login.json`.
public final class LoginFile {
  private final Path file;

  public LoginFile(Path file) {
    this.file = file;
  }

  /// Returns the one of the user; empty for a process that has no home.
  public static Optional<LoginFile> of(Map<String, String> environment) {
    String given = environment.getOrDefault("XDG_CONFIG_HOME", "");
    String home = environment.getOrDefault("HOME", "");
    return given.isBlank() && home.isBlank()
        ? Optional.empty()
        : Optional.of(
            new LoginFile(
                (given.isBlank() ? Path.of(home).resolve(".config") : Path.of(given))
                    .resolve("lockstep")
                    .resolve("login.json")));
  }

  public Path path() {
    return file;
  }

  /// Returns the login; empty where there is none.
  public Optional<Login> read() {
    try {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      Value kept = PlainJson.read(Files.readString(file)).orElse(Value.NOTHING);
      String project = Looking.text(kept, "project");
      return Optional.of(
          new Login(
              Login.address(Looking.text(kept, "server")),
              Looking.text(kept, "token"),
              project.isEmpty() ? null : ProjectName.of(project)));
    } catch (IOException | LockstepException unreadable) {
      throw new LockstepException(
          ErrorCode.CONFIGURATION,
          "The login in " + file + " cannot be read.",
          "Log in again.",
          unreadable);
    }
  }

  /// Keeps a login in the place of the one before.
  public void write(Login login) {
    SequencedMap<String, Value> kept = new LinkedHashMap<>();
    kept.put("server", Value.of(login.server().toString()));
    kept.put("token", Value.of(login.token()));
    if (login.project() != null) {
      kept.put("project", Value.of(login.project().toString()));
    }
    try {
      Path folder = file.toAbsolutePath().getParent();
      Files.createDirectories(folder);
      Path fresh = Files.createTempFile(folder, "login", ".json", own());
      Files.writeString(fresh, PlainJson.write(new Value.Fields(kept)) + "\n");
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failed) {
      throw new LockstepException(
          ErrorCode.RESOURCE_EXHAUSTED,
          "The login cannot be kept in " + file + ": " + failed.getMessage(),
          "Make that folder writable, or name another one in XDG_CONFIG_HOME.",
          failed);
    }
  }

  private FileAttribute<?>[] own() {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  /// Removes the login; tells whether there was one.
  public boolean forget() {
    try {
      return Files.deleteIfExists(file);
    } catch (IOException failed) {
      throw new LockstepException(
          ErrorCode.RESOURCE_EXHAUSTED,
          "The login in " + file + " cannot be removed: " + failed.getMessage(),
          "Remove the file by hand.",
          failed);
    }
  }
}
