package dev.lockstep.engines.flyway;

import dev.lockstep.dialect.Server;
import dev.lockstep.dialect.Session;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.migration.EngineLock;
import dev.lockstep.name.QualifiedName;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Says how Flyway keeps its history table on one database product.
///
/// *Source*: tables made by flyway-core 13.12 and its database modules; those of PostgreSQL,
/// MariaDB, SQLite and H2 are compared with the library's own in tests, those of SQL Server and
/// Oracle are taken from its published source and not tried.
interface HistoryProduct {
  /// Returns the product behind a dialect.
  ///
  /// *Errors*: `CONFIGURATION` for one that has no history table in Flyway's form.
  static HistoryProduct of(String dialect) {
    return switch (dialect) {
      case "postgresql", "alloydb", "yugabytedb" -> new PostgresHistory();
      case "mysql", "mariadb" -> new MySqlHistory();
      case "sqlite" -> new SqliteHistory();
      case "h2" -> new H2History();
      case "sqlserver" -> new SqlServerHistory();
      case "oracle" -> new OracleHistory();
      default ->
          throw new LockstepException(
              ErrorCode.CONFIGURATION,
              "the engine flyway does not know the dialect \"%s\"".formatted(dialect),
              "use postgresql, mysql, mariadb, sqlite, h2, sqlserver or oracle");
    };
  }

  /// Returns the statements that create the history table and its index.
  List<String> create(Session session, QualifiedName table, Creation creation);

  /// Returns who Flyway says has installed a migration.
  default String installedBy(Server server) {
    return server.user();
  }

  /// Returns the schema that unqualified names go to.
  default @Nullable String currentSchema(Server server) {
    return server.defaultSchema();
  }

  /// Returns a condition that leaves out rows which are no migrations, or the empty string.
  default String condition() {
    return "";
  }

  /// Tells whether the description column takes an empty text.
  default boolean emptyDescriptions() {
    return true;
  }

  /// Tells whether a database schema exists.
  boolean schemaExists(Session session, String schema);

  /// Tells whether Flyway would find nothing in a schema; what Lockstep keeps there does not count.
  boolean schemaEmpty(Session session, String schema);

  default String createSchema(Session session, String schema) {
    return "CREATE SCHEMA " + session.dialect().quote(schema);
  }

  /// Returns what makes a schema the session's own and what takes that back; empty when it is.
  default Optional<Surround> enter(Session session, String schema) {
    return Optional.empty();
  }

  /// Takes the lock that Flyway itself would wait for, without waiting.
  ///
  /// *Errors*: `DEPLOYMENT_RUNNING` naming the holder.
  default EngineLock lock(Session session, QualifiedName table) {
    // Flyway holds no lock of its own here beyond row locks inside its transactions, so there is
    // nothing to keep it out with; Lockstep's own fence still stands.
    return () -> {};
  }

  /// Holds what the table's creation depends on.
  record Creation(@Nullable String tablespace, String installedBy) {}

  /// Holds statements to run before and after a script.
  ///
  /// @param local sets the schema until the end of the transaction
  /// @param set sets it for the session
  /// @param reset takes that back
  record Surround(String local, String set, @Nullable String reset) {}
}
