package dev.lockstep.engines.liquibase.bridge;

import dev.lockstep.error.Fault;
import java.util.List;

/// Is a changelog as read: its changesets in the order they run, and where its history is kept.
///
/// *Shape*: changesets that are not meant for this product stand last. `faults` are those that the
/// files alone show (duplicate identifiers, a changelog precondition that is not met).
public record ChangelogDefinition(
    List<ChangesetDefinition> changesets,
    HistoryTables tables,
    List<Fault> faults,
    GlobalPrecondition precondition,
    Reuse reuse,
    List<TouchedPath> touched) {
  public ChangelogDefinition {
    changesets = List.copyOf(changesets);
    faults = List.copyOf(faults);
    touched = List.copyOf(touched);
  }

  /// Says how the changelog's own preconditions stand.
  public enum GlobalPrecondition {
    /// There are none, or they are met.
    MET,
    /// Only the database can tell.
    NEEDS_DATABASE
  }

  /// Says for whom a definition may be used again.
  public enum Reuse {
    /// For nobody: it holds something of this run.
    NEVER,
    /// For the same database and user.
    SAME_DATABASE,
    /// For every database on a server of the same version.
    SAME_SERVER_VERSION
  }
}
