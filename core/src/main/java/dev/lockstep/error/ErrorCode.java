package dev.lockstep.error;

/// Names every way in which Lockstep can fail, with the exit code that scripts rely on.
///
/// *Source*: exit codes are a public contract (`docs/exit-codes.md`).
public enum ErrorCode {
  /// The command line itself is wrong.
  USAGE(Kind.USER, 2),
  /// `lockstep.yaml` or another configuration is wrong.
  CONFIGURATION(Kind.USER, 2),
  /// A file of changes cannot be read or understood.
  CHANGE_FILE(Kind.USER, 2),
  /// The history and the files disagree (checksum, missing file, order, failed migration).
  VALIDATION_FAILED(Kind.USER, 1),
  /// A rollback would need a way back that a change does not have.
  IRREVERSIBLE(Kind.USER, 1),
  /// The target or a file moved on between planning and running.
  PLAN_STALE(Kind.USER, 1),
  /// A limit that protects the machine was exceeded (file size, nesting, count).
  TOO_LARGE(Kind.RESOURCE, 2),
  /// This machine ran out of something, usually disk.
  RESOURCE_EXHAUSTED(Kind.RESOURCE, 3),
  /// The database cannot be reached.
  DATABASE_UNREACHABLE(Kind.EXTERNAL, 3),
  /// The database refused the credentials or a permission.
  DATABASE_DENIED(Kind.EXTERNAL, 3),
  /// A statement failed in the database.
  STATEMENT_FAILED(Kind.EXTERNAL, 3),
  /// A statement waited longer for a lock than allowed, also after the retries.
  LOCK_TIMEOUT(Kind.EXTERNAL, 3),
  /// Another deployment holds the fence of this schema.
  DEPLOYMENT_RUNNING(Kind.EXTERNAL, 3),
  /// An interrupted run left a state that only a human can judge.
  NEEDS_ATTENTION(Kind.EXTERNAL, 3),
  /// Git, a remote repository or its server failed.
  GIT(Kind.EXTERNAL, 3),
  /// The server of Lockstep cannot be reached, or fails.
  SERVER(Kind.EXTERNAL, 3),
  /// The server of Lockstep refused what was asked for.
  SERVER_REFUSED(Kind.USER, 1),
  /// A run on the server did not succeed.
  RUN_FAILED(Kind.USER, 1),
  /// The user stopped the run.
  INTERRUPTED(Kind.USER, 130),
  /// A defect of Lockstep.
  INTERNAL(Kind.INTERNAL, 4);

  /// Says who can mend it: the user, the outside world, this machine's owner, or Lockstep's
  /// developers.
  public enum Kind {
    USER,
    EXTERNAL,
    RESOURCE,
    INTERNAL
  }

  private final Kind kind;
  private final int exitCode;

  ErrorCode(Kind kind, int exitCode) {
    this.kind = kind;
    this.exitCode = exitCode;
  }

  public Kind kind() {
    return kind;
  }

  public int exitCode() {
    return exitCode;
  }
}
