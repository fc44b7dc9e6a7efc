package dev.lockstep.sql;

/// Says what an executor must know of a statement before it runs it.
public enum StatementTrait {
  /// The database refuses it inside a transaction block (`CREATE INDEX CONCURRENTLY`, `VACUUM`).
  NOT_IN_TRANSACTION,
  /// It commits by itself, with everything before it (DDL on MySQL, MariaDB and Oracle).
  IMPLICIT_COMMIT,
  /// It begins, commits or rolls back a transaction itself.
  TRANSACTION_CONTROL,
  /// It may leave the session changed (`SET`, `set_config`, a `DO` block, a function call).
  CHANGES_SESSION,
  /// It carries data behind it (`COPY … FROM stdin`).
  INLINE_DATA,
  /// It is no SQL but a command of a client program (`\connect`, `source`); no server understands
  /// it.
  CLIENT_COMMAND
}
