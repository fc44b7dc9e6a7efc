package dev.lockstep.dialect;

import java.util.List;

/// Decides whether a commit that a library asks for reaches the database.
///
/// A library that commits between a change and its history row is made atomic by withholding the
/// first commit, on databases whose DDL is undone by a rollback.
public interface CommitPolicy {
  /// Lets every commit through.
  CommitPolicy FORWARD_ALL = statements -> Decision.FORWARD;

  /// Decides on a commit.
  ///
  /// @param statements what was executed since the last commit that reached the database, as text,
  ///   in order
  Decision decide(List<String> statements);

  /// Says what becomes of a commit.
  enum Decision {
    FORWARD,
    /// The work stays in the open transaction and shares the fate of what comes next.
    WITHHOLD
  }
}
