package dev.lockstep.engines.liquibase;

import dev.lockstep.engines.liquibase.bridge.ChangesetKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Is one row of the history table.
///
/// @param key with the path as stored
/// @param path the stored path in the form that is compared
/// @param executionType as stored: `EXECUTED`, `RERAN`, `MARK_RAN` …
record HistoryRow(
    ChangesetKey key,
    String path,
    @Nullable Instant executedAt,
    int order,
    @Nullable String checksum,
    String description,
    @Nullable String tag,
    String executionType,
    String liquibaseVersion) {

  /// Returns the identity that is compared with changesets.
  String identity() {
    return ChangesetIdentity.of(path, key.id(), key.author());
  }

  boolean markedRan() {
    return executionType.equals("MARK_RAN");
  }
}
