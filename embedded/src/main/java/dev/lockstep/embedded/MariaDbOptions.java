package dev.lockstep.embedded;

import java.nio.file.Path;
import java.util.List;

/// Says which MariaDB to start and where its files go.
///
/// @param archive the binaries
/// @param cache folder for unpacked binaries and prepared data, kept between runs
/// @param dataRoot folder under which each throw-away server makes its own
/// @param settings server settings as `name=value`, after and above our own
public record MariaDbOptions(
    MariaDbArchive archive, Path cache, Path dataRoot, List<String> settings) {

  public MariaDbOptions {
    settings = List.copyOf(settings);
  }

  /// Returns options for the given binaries, in this machine's usual places.
  public static MariaDbOptions of(MariaDbArchive archive) {
    Places places = Places.onThisMachine();
    return new MariaDbOptions(archive, places.cache(), places.dataRoot(), List.of());
  }

  public MariaDbOptions withSettings(List<String> more) {
    return new MariaDbOptions(archive, cache, dataRoot, more);
  }
}
