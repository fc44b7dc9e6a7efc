package dev.lockstep.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Names the machine's operating system and processor as the published binaries do.
///
/// *Shape*: `artifact` ends the Maven artifact's name (`linux-amd64`), `archive` is the file inside
/// its jar without extension (`postgres-linux-x86_64`).
record Platform(String artifact, String archive) {

  /// Describes the machine this runs on.
  ///
  /// *Errors*: an [EmbeddedServerException] for a machine without published binaries.
  static Platform current() {
    boolean musl =
        Files.exists(Path.of("/lib/ld-musl-x86_64.so.1"))
            || Files.exists(Path.of("/lib/ld-musl-aarch64.so.1"));
    return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""), musl);
  }

  static Platform of(String system, String processor, boolean musl) {
    String name = system.toLowerCase(Locale.ROOT);
    boolean arm = processor.equals("aarch64") || processor.equals("arm64");
    boolean intel = processor.equals("amd64") || processor.equals("x86_64");
    if (name.startsWith("linux") && (arm || intel)) {
      return linux(arm, musl);
    }
    if (name.startsWith("mac") && (arm || intel)) {
      return arm
          ? new Platform("darwin-arm64v8", "postgres-darwin-arm_64")
          : new Platform("darwin-amd64", "postgres-darwin-x86_64");
    }
    if (name.startsWith("windows") && intel) {
      return new Platform("windows-amd64", "postgres-windows-x86_64");
    }
    throw new EmbeddedServerException(
        "There are no embedded database binaries for %s on %s; use a database server of your own."
            .formatted(system, processor));
  }

  private static Platform linux(boolean arm, boolean musl) {
    String archive = "postgres-linux-" + (arm ? "arm_64" : "x86_64");
    String artifact = "linux-" + (arm ? "arm64v8" : "amd64");
    return musl
        ? new Platform(artifact + "-alpine", archive + "-alpine_linux")
        : new Platform(artifact, archive);
  }
}
