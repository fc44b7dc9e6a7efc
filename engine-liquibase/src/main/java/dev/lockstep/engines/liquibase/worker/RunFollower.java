package dev.lockstep.engines.liquibase.worker;

import dev.lockstep.engines.liquibase.bridge.ChangesetKey;
import dev.lockstep.engines.liquibase.bridge.LiquibaseBridge.Follower;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.sql.SQLException;
import liquibase.change.Change;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.visitor.ChangeExecListener;
import liquibase.database.Database;
import liquibase.exception.DatabaseException;
import liquibase.exception.PreconditionErrorException;
import liquibase.exception.PreconditionFailedException;
import liquibase.exception.UnexpectedLiquibaseException;
import liquibase.precondition.core.PreconditionContainer;
import org.jspecify.annotations.Nullable;

/// Hears Liquibase run, passes it on, and lets each commit through at the right moment.
final class RunFollower implements ChangeExecListener {
  private final Follower follower;
  private final WithheldConnection connection;
  private @Nullable ChangeSet running;

  RunFollower(Follower follower, WithheldConnection connection) {
    this.follower = follower;
    this.connection = connection;
  }

  @Override
  public void willRun(
      ChangeSet changeset,
      DatabaseChangeLog changelog,
      Database database,
      ChangeSet.RunStatus status) {
    begin(changeset);
  }

  @Override
  public void ran(
      ChangeSet changeset,
      DatabaseChangeLog changelog,
      Database database,
      ChangeSet.ExecType execType) {
    finish(changeset);
  }

  @Override
  public void willRollback(ChangeSet changeset, DatabaseChangeLog changelog, Database database) {
    begin(changeset);
  }

  @Override
  public void rolledBack(ChangeSet changeset, DatabaseChangeLog changelog, Database database) {
    finish(changeset);
  }

  /// Says that no changeset follows: one that Liquibase passed over silently is done as well.
  void end() {
    if (running != null) {
      finish(running);
    }
  }

  /// Names the changeset that failed and what the database or Liquibase said.
  LockstepException failure(Exception failure) {
    LockstepException own = own(failure);
    if (own != null) {
      return own;
    }
    ChangeSet culprit = running;
    String cause = Failures.rootCause(failure);
    if (culprit == null) {
      return new LockstepException(ErrorCode.VALIDATION_FAILED, cause, null, failure);
    }
    return new LockstepException(
        ErrorCode.STATEMENT_FAILED,
        "Changeset " + culprit.toString(false) + " failed: " + cause,
        null,
        failure);
  }

  private static @Nullable LockstepException own(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof LockstepException known) {
        return known;
      }
      if (at instanceof SQLException) {
        return null;
      }
    }
    return null;
  }

  private void begin(ChangeSet changeset) {
    end();
    running = changeset;
    if (changeset.isRunInTransaction()) {
      connection.withhold();
    }
    follower.started(key(changeset));
  }

  private void finish(ChangeSet changeset) {
    try {
      connection.release();
    } catch (DatabaseException e) {
      throw new UnexpectedLiquibaseException(e);
    }
    running = null;
    follower.finished(key(changeset));
  }

  private static ChangesetKey key(ChangeSet changeset) {
    return new ChangesetKey(changeset.getFilePath(), changeset.getId(), changeset.getAuthor());
  }

  @Override
  public void preconditionFailed(
      PreconditionFailedException error, PreconditionContainer.FailOption onFail) {}

  @Override
  public void preconditionErrored(
      PreconditionErrorException error, PreconditionContainer.ErrorOption onError) {}

  @Override
  public void willRun(
      Change change, ChangeSet changeset, DatabaseChangeLog changelog, Database database) {}

  @Override
  public void ran(
      Change change, ChangeSet changeset, DatabaseChangeLog changelog, Database database) {}

  @Override
  public void runFailed(
      ChangeSet changeset, DatabaseChangeLog changelog, Database database, Exception failure) {}

  @Override
  public void rollbackFailed(
      ChangeSet changeset, DatabaseChangeLog changelog, Database database, Exception failure) {}
}
