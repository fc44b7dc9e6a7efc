package dev.lockstep.embedded;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Says which PostgreSQL to keep in a folder.
///
/// @param archive the binaries
/// @param cache folder for unpacked binaries
/// @param folder holds everything of this server: `data`, `password`, `port`, `server.log`
/// @param port 0 for the one used before, or a free one
/// @param password the superuser's, used when the data folder is made; null for a random one
/// @param settings server settings as `name=value`, above our own
public record PersistentOptions(
    PostgresArchive archive,
    Path cache,
    Path folder,
    int port,
    @Nullable String password,
    List<String> settings) {

  public PersistentOptions {
    settings = List.copyOf(settings);
  }

  /// Returns options for binaries of the class path and this machine's usual cache.
  public static PersistentOptions in(Path folder) {
    return new PersistentOptions(
        PostgresArchive.onClassPath(), Places.onThisMachine().cache(), folder, 0, null, List.of());
  }

  public PersistentOptions withCache(Path other) {
    return new PersistentOptions(archive, other, folder, port, password, settings);
  }

  public PersistentOptions withPort(int number) {
    return new PersistentOptions(archive, cache, folder, number, password, settings);
  }

  public PersistentOptions withPassword(String secret) {
    return new PersistentOptions(archive, cache, folder, port, secret, settings);
  }

  public PersistentOptions withSettings(List<String> more) {
    return new PersistentOptions(archive, cache, folder, port, password, more);
  }

  @Override
  public String toString() {
    return "PersistentOptions[folder=%s, port=%d]".formatted(folder, port);
  }
}
