package dev.lockstep.engines.liquibase.bridge;

/// Identifies a changeset as the history table does.
///
/// @param path as stored in the column FILENAME
public record ChangesetKey(String path, String id, String author) {
  /// Returns `path::id::author`.
  @Override
  public String toString() {
    return path + "::" + id + "::" + author;
  }
}
