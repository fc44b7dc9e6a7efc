package dev.lockstep.source;

/// Names one file of a tree.
///
/// @param size in bytes
/// @param fingerprint changes whenever the content may have changed: a blob id, or size and time
///   stamp
public record FileEntry(String path, long size, String fingerprint) {
  /// Returns the part of the path behind its last slash.
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
