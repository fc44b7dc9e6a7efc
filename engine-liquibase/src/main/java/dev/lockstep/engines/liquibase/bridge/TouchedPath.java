package dev.lockstep.engines.liquibase.bridge;

/// Is something that reading a changelog looked at in the repository.
///
/// @param path relative to the repository
/// @param fingerprint of the file or of the listing; empty for an absent file
/// @param contentHash SHA-256 of what was read, hex; of the paths for a listing
public record TouchedPath(Kind kind, String path, String fingerprint, String contentHash) {
  /// Says what was looked at.
  public enum Kind {
    FILE,
    ABSENT,
    LISTING
  }
}
