package dev.lockstep.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Says where unpacked binaries and throw-away data go on this machine.
///
/// @param cache kept between runs: `$XDG_CACHE_HOME/lockstep` or `~/.cache/lockstep`
/// @param dataRoot lost with the machine: `/dev/shm/lockstep-USER`, or the system's folder for
///   temporary files where there is no memory file system
public record Places(Path cache, Path dataRoot) {
  private static final Path MEMORY = Path.of("/dev/shm");

  public static Places onThisMachine() {
    return of(
        System.getenv(),
        Path.of(System.getProperty("user.home", ".")),
        Path.of(System.getProperty("java.io.tmpdir", "/tmp")),
        System.getProperty("user.name", "user"));
  }

  static Places of(Map<String, String> environment, Path home, Path temporary, String user) {
    @Nullable String configured = environment.get("XDG_CACHE_HOME");
    Path caches =
        configured == null || configured.isBlank() ? home.resolve(".cache") : Path.of(configured);
    Path volatileRoot = Files.isDirectory(MEMORY) && Files.isWritable(MEMORY) ? MEMORY : temporary;
    return new Places(caches.resolve("lockstep"), volatileRoot.resolve("lockstep-" + user));
  }
}
