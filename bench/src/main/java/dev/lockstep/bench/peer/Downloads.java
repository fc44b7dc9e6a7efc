package dev.lockstep.bench.peer;

import dev.lockstep.bench.measure.Rounds.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// Fetches other tools from Maven Central into a folder outside the repository, once.
///
/// *Shape*: jars come through Maven, which checks their sums; archives come over HTTPS and must
/// have the sum written here. A tool's folder gets its final name when it is complete.
///
/// @param cache the folder that keeps them
/// @param maven this repository's Maven
public record Downloads(Path cache, Path maven, Progress progress) {
  private static final String CENTRAL = "https://repo.maven.apache.org/maven2/";
  private static final String COPY =
      "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies";

  /// Says how copied jars are called.
  public enum JarNames {
    WITH_VERSION,
    WITHOUT_VERSION
  }

  /// Copies jars with all they need at run time into a folder below the tool's.
  ///
  /// @param dependencies the middle of a POM: its `dependencyManagement` and `dependencies`
  /// @param libraries where in the tool's folder the jars go
  /// @param names how the jars are called there
  public Path jars(String tool, String dependencies, String libraries, JarNames names)
      throws IOException {
    Path folder = cache.resolve(tool);
    if (Files.isDirectory(folder)) {
      return folder;
    }
    progress.say("Fetching " + tool + " from Maven Central.");
    Path partial = emptied(tool);
    Path pom = partial.resolve("pom.xml");
    Files.writeString(
        pom,
        """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <groupId>peer</groupId>
          <artifactId>%s</artifactId>
          <version>1</version>
          <packaging>pom</packaging>
        %s
        </project>
        """
            .formatted(tool, dependencies));
    run(
        partial,
        List.of(
            maven.toString(),
            "-q",
            "-B",
            "-f",
            pom.toString(),
            COPY,
            "-DincludeScope=runtime",
            "-Dmdep.stripVersion=" + (names == JarNames.WITHOUT_VERSION),
            "-DoutputDirectory=" + partial.resolve(libraries)));
    return Files.move(partial, folder);
  }

  /// Unpacks a `.tar.gz` of Maven Central; its single top folder becomes the tool's folder.
  public Path archive(String tool, String path, String sha256) throws IOException {
    Path folder = cache.resolve(tool);
    if (Files.isDirectory(folder)) {
      return folder;
    }
    progress.say("Fetching " + tool + " from Maven Central.");
    Path partial = emptied(tool);
    Path archive = partial.resolve("archive.tar.gz");
    String sum = download(URI.create(CENTRAL + path), archive);
    if (!sum.equals(sha256)) {
      throw new IOException(path + " has the SHA-256 " + sum + " instead of " + sha256);
    }
    run(partial, List.of("tar", "-xzf", archive.toString(), "--strip-components=1"));
    Files.delete(archive);
    return Files.move(partial, folder);
  }

  /// Installs a package of npm's registry with what it needs, which npm checks by its sums.
  public Path npm(String tool, String wanted) throws IOException {
    Path folder = cache.resolve(tool);
    if (Files.isDirectory(folder)) {
      return folder;
    }
    progress.say("Fetching " + tool + " from npm.");
    Path partial = emptied(tool);
    run(partial, List.of("npm", "install", "--prefix", partial.toString(), wanted));
    return Files.move(partial, folder);
  }

  /// Builds a program out of a module of Go, whose sums Go checks.
  public Path go(String tool, String wanted) throws IOException {
    Path folder = cache.resolve(tool);
    if (Files.isDirectory(folder)) {
      return folder;
    }
    progress.say("Building " + tool + " with Go; this takes minutes.");
    Path partial = emptied(tool);
    Path build = Files.createDirectories(partial.resolve("build"));
    run(
        partial,
        List.of(
            "env",
            "GOBIN=" + partial,
            "GOPATH=" + build,
            "GOCACHE=" + build.resolve("cache"),
            "GOFLAGS=-modcacherw",
            "CGO_ENABLED=0",
            "go",
            "install",
            wanted));
    run(partial, List.of("rm", "-rf", build.toString()));
    return Files.move(partial, folder);
  }

  private Path emptied(String tool) throws IOException {
    Path partial = cache.resolve(tool + ".partial");
    if (Files.exists(partial)) {
      run(cache, List.of("rm", "-rf", partial.toString()));
    }
    return Files.createDirectories(partial);
  }

  private static String download(URI from, Path to) throws IOException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<InputStream> response =
          client.send(
              HttpRequest.newBuilder(from).build(), HttpResponse.BodyHandlers.ofInputStream());
      if (response.statusCode() != 200) {
        throw new IOException(from + " answered " + response.statusCode());
      }
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream body = new DigestInputStream(response.body(), digest)) {
        Files.copy(body, to);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static void run(Path folder, List<String> words) throws IOException {
    Path output = Files.createTempFile("lockstep-bench", ".log");
    try {
      Process process =
          new ProcessBuilder(words)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      process.getOutputStream().close();
      if (process.waitFor() != 0) {
        throw new IOException(words.getFirst() + " failed: " + Files.readString(output).strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      Files.deleteIfExists(output);
    }
  }
}
