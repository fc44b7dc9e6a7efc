package dev.lockstep.dialects.postgres;

import java.util.List;

/// Says in what a database that speaks PostgreSQL's protocol differs from PostgreSQL.
///
/// @param startSettings what goes into the start-up packet besides the two timeouts, as
///   `name=value`
/// @param facts the query of six columns that tells who answers: database, user, schema, backend's
///   number, its start, search path
/// @param checksClientSince first major version that knows `client_connection_check_interval`
/// @param restoration what puts a session back to its start-up settings
record PostgresFlavour(
    String name,
    String title,
    boolean transactionalDdl,
    List<String> startSettings,
    String facts,
    int checksClientSince,
    String restoration) {

  private static final List<String> SETTINGS =
      List.of(
          "idle_in_transaction_session_timeout=0",
          // How scripts are split and how the server spells what it holds.
          "standard_conforming_strings=on",
          "tcp_keepalives_idle=5",
          "tcp_keepalives_interval=2",
          "tcp_keepalives_count=3",
          "tcp_user_timeout=15000");

  private static final String FACTS =
      """
      SELECT current_database(), current_user, current_schema(), pg_backend_pid(),
       (SELECT backend_start::text FROM pg_catalog.pg_stat_activity WHERE pid = pg_backend_pid())\
      """;

  /// What engines put back themselves. Other settings stay as a migration left them: a later one of
  /// the same history may rely on them.
  private static final String RESET =
      "RESET SESSION AUTHORIZATION; RESET ROLE; RESET search_path; RESET lock_timeout;"
          + " RESET statement_timeout; RESET idle_in_transaction_session_timeout";

  PostgresFlavour {
    startSettings = List.copyOf(startSettings);
  }

  static final PostgresFlavour POSTGRESQL =
      new PostgresFlavour("postgresql", "PostgreSQL", true, SETTINGS, FACTS, 14, RESET);

  /// AlloyDB is PostgreSQL with another storage.
  static final PostgresFlavour ALLOYDB =
      new PostgresFlavour("alloydb", "AlloyDB", true, SETTINGS, FACTS, 14, RESET);

  /// DDL is not undone by a rollback before release 2025.1, and then only with a flag.
  ///
  /// *Source*: https://docs.yugabyte.com/stable/explore/transactions/transactional-ddl/
  static final PostgresFlavour YUGABYTEDB =
      new PostgresFlavour("yugabytedb", "YugabyteDB", false, SETTINGS, FACTS, 14, RESET);

  /// Refuses settings it does not know, and finishes schema changes outside of the transaction that
  /// asked for them.
  ///
  /// *Source*: https://www.cockroachlabs.com/docs/stable/online-schema-changes
  static final PostgresFlavour COCKROACHDB =
      new PostgresFlavour(
          "cockroachdb",
          "CockroachDB",
          false,
          List.of("idle_in_transaction_session_timeout=0"),
          "SELECT current_database(), current_user, current_schema(), pg_backend_pid(), NULL::text",
          Integer.MAX_VALUE,
          "RESET ROLE; RESET search_path; RESET lock_timeout; RESET statement_timeout");
}
