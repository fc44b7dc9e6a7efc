package dev.lockstep.dialects.jdbc;

import dev.lockstep.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/// Names why a database call failed, whatever the product calls it.
public enum FailureCause {
  UNKNOWN_HOST(
      ErrorCode.DATABASE_UNREACHABLE,
      "the host name is not known",
      "Check the host name for a typing error and that this machine can resolve it."),
  CONNECTION_REFUSED(
      ErrorCode.DATABASE_UNREACHABLE,
      "nothing answers on that host and port",
      "Check host and port, that the server is running and that a firewall lets you through."),
  CONNECT_TIMEOUT(
      ErrorCode.DATABASE_UNREACHABLE,
      "the server did not answer in time",
      "Check host and port and that a firewall lets you through."),
  ENCRYPTION(
      ErrorCode.DATABASE_UNREACHABLE,
      "no encrypted connection could be agreed on",
      "Check the option sslmode and the certificates of the server and of this machine."),
  OPEN_PASSWORD(
      ErrorCode.DATABASE_UNREACHABLE,
      "the password is not sent in the open, and the connection is not encrypted",
      "Set sslMode below the instance's options (trust, verify-ca or verify-full), or where nobody"
          + " stands between, allowPublicKeyRetrieval: true."),
  POOLER(
      ErrorCode.DATABASE_UNREACHABLE,
      "a connection pooler stands between, and deployments need a session of their own",
      "Name the host and port of the database itself instead of the pooler's."),
  UNAVAILABLE(
      ErrorCode.DATABASE_UNREACHABLE,
      "the server is starting, stopping or recovering",
      "Wait until the server is up, then run the same command again."),
  /// A connection that was lost before any session was there: nothing can have been done.
  NO_SESSION(
      ErrorCode.DATABASE_UNREACHABLE,
      "something accepts connections there, but hung up or answered unlike such a database server",
      "Check host and port: another kind of server may listen there. Behind a proxy or a tunnel,"
          + " check that its other end is up."),
  CONNECTION_LOST(
      ErrorCode.DATABASE_UNREACHABLE,
      "the connection was lost",
      "Run the same command again: it finds out what was done and goes on from there."),
  TOO_MANY_CONNECTIONS(
      ErrorCode.DATABASE_UNREACHABLE,
      "the server has no free connection",
      "Close idle sessions or raise the server's connection limit, then run the same command"
          + " again."),
  UNKNOWN_DATABASE(
      ErrorCode.CONFIGURATION,
      "the database does not exist",
      "Check the database name of the instance, or create the database."),
  WRONG_CREDENTIALS(
      ErrorCode.DATABASE_DENIED,
      "the user name or the password is wrong, or this user may not connect from here",
      "Check the instance's username and the secret that its password refers to."),
  PERMISSION_DENIED(
      ErrorCode.DATABASE_DENIED,
      "the user lacks a permission",
      "Grant the user the permission, or connect as the owner of the schema. For looking it needs"
          + " to read the engine's history tables and those of Lockstep (GRANT USAGE on the schema"
          + " lockstep and SELECT on its tables)."),
  READ_ONLY(
      ErrorCode.DATABASE_DENIED,
      "the session may only read",
      "Connect to the primary server as a user that may write."),
  DISK_FULL(
      ErrorCode.RESOURCE_EXHAUSTED,
      "the database server has no space left",
      "Free space on the database server, then run the same command again."),
  OUT_OF_MEMORY(
      ErrorCode.RESOURCE_EXHAUSTED,
      "the database server ran out of memory or another limit",
      "Raise the limit that the server names, then run the same command again."),
  LOCK_TIMEOUT(
      ErrorCode.LOCK_TIMEOUT,
      "a lock was not free in time",
      "Find the session that holds the lock, or raise the lock timeout, then run the same command"
          + " again."),
  DEADLOCK(
      ErrorCode.LOCK_TIMEOUT,
      "it deadlocked with another session and was chosen to give way",
      "Run the same command again when the other session has finished."),
  SERIALIZATION(
      ErrorCode.STATEMENT_FAILED,
      "a concurrent change of the same data got in between",
      "Run the same command again."),
  STATEMENT_TIMEOUT(
      ErrorCode.STATEMENT_FAILED,
      "it was cancelled, because the statement timeout was reached or by an administrator",
      "Raise the statement timeout if the statement needs more time."),
  NO_SCHEMA(
      ErrorCode.STATEMENT_FAILED,
      "the schema does not exist, or this user may not use it",
      "Create the schema and grant the user USAGE and CREATE on it, or set databaseSchema for this"
          + " instance to another one."),
  /// The statement itself says how little may be done, and the server would have to do more.
  MORE_THAN_ALLOWED(
      ErrorCode.STATEMENT_FAILED,
      "here it takes more work or stronger locks than the statement allows",
      "Run it at a quiet time without the clauses ALGORITHM and LOCK; a declarative schema leaves"
          + " them out with options: {online: false}."),
  SYNTAX(ErrorCode.STATEMENT_FAILED, "the statement is not valid", null),
  MISSING_TABLE(ErrorCode.STATEMENT_FAILED, "a table does not exist", null),
  OTHER(ErrorCode.STATEMENT_FAILED, "the database refused it", null);

  private final ErrorCode code;
  private final String reason;
  private final @Nullable String nextStep;

  FailureCause(ErrorCode code, String reason, @Nullable String nextStep) {
    this.code = code;
    this.reason = reason;
    this.nextStep = nextStep;
  }

  public ErrorCode code() {
    return code;
  }

  /// Returns the cause as a clause that goes behind a colon.
  public String reason() {
    return reason;
  }

  public @Nullable String nextStep() {
    return nextStep;
  }

  /// Tells whether the same work may succeed when it is tried again from its beginning.
  public boolean passing() {
    return this == LOCK_TIMEOUT || this == DEADLOCK || this == SERIALIZATION;
  }
}
