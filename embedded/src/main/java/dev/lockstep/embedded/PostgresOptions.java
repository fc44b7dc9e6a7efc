package dev.lockstep.embedded;

import java.nio.file.Path;
import java.util.List;

/// Says which PostgreSQL to start and where its files go.
///
/// @param archive the binaries
/// @param cache folder for unpacked binaries and prepared clusters, kept between runs
/// @param dataRoot folder under which each throw-away server makes its own
/// @param port 0 for a free one
/// @param settings server settings as `name=value`, after and above our own
public record PostgresOptions(
    PostgresArchive archive, Path cache, Path dataRoot, int port, List<String> settings) {

  public PostgresOptions {
    settings = List.copyOf(settings);
  }

  /// Returns options for binaries of the class path, in this machine's usual places.
  public static PostgresOptions onThisMachine() {
    return of(PostgresArchive.onClassPath());
  }

  /// Returns options for the given binaries, in this machine's usual places.
  public static PostgresOptions of(PostgresArchive archive) {
    Places places = Places.onThisMachine();
    return new PostgresOptions(archive, places.cache(), places.dataRoot(), 0, List.of());
  }

  public PostgresOptions withCache(Path folder) {
    return new PostgresOptions(archive, folder, dataRoot, port, settings);
  }

  public PostgresOptions withDataRoot(Path folder) {
    return new PostgresOptions(archive, cache, folder, port, settings);
  }

  public PostgresOptions withPort(int number) {
    return new PostgresOptions(archive, cache, dataRoot, number, settings);
  }

  public PostgresOptions withSettings(List<String> more) {
    return new PostgresOptions(archive, cache, dataRoot, port, more);
  }
}
