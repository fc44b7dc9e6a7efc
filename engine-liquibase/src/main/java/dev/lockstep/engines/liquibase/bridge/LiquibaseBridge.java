package dev.lockstep.engines.liquibase.bridge;

import java.sql.Connection;
import java.util.List;

/// Is what one slot's Liquibase can do.
///
/// *Shape*: implemented in the worker package, one instance per class loader; used by one thread at
/// a time.
///
/// *Errors*: [dev.lockstep.error.LockstepException] with `CHANGE_FILE`, `CONFIGURATION`,
/// `VALIDATION_FAILED` or `STATEMENT_FAILED`; nothing of Liquibase's own gets out.
public interface LiquibaseBridge {
  /// Reads a changelog with everything it includes, for a server that need not be there.
  OpenChangelog open(ChangelogRequest request);

  /// Runs changesets by Liquibase itself, history included, in the order of the changelog.
  ///
  /// @param connection left in autocommit mode, as it came
  void apply(ChangelogRequest request, Connection connection, EngineRun run);

  /// Rolls changesets back by Liquibase itself, history included, in the order given.
  void undo(ChangelogRequest request, Connection connection, EngineRun run);

  /// Says which changesets to run, under which deployment id, and who follows.
  record EngineRun(List<ChangesetKey> changesets, String deploymentId, Follower follower) {
    public EngineRun {
      changesets = List.copyOf(changesets);
    }
  }

  /// Hears which changeset begins and which is done.
  interface Follower {
    void started(ChangesetKey changeset);

    void finished(ChangesetKey changeset);
  }
}
