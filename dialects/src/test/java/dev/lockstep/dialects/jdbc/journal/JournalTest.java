package dev.lockstep.dialects.jdbc.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.dialect.CommitControl;
import dev.lockstep.dialect.CommitPolicy.Decision;
import dev.lockstep.dialects.Sessions;
import dev.lockstep.dialects.jdbc.JdbcSession;
import dev.lockstep.dialects.postgres.PostgresProduct;
import dev.lockstep.project.ExecutionSettings;
import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Uses a session's views as migration libraries do, on a real server.
class JournalTest {
  private static final ExecutionSettings HASTY =
      new ExecutionSettings(
          Duration.ofMillis(50), Duration.ZERO, 3, Duration.ofMillis(1), Duration.ZERO);

  private final Heard heard = new Heard();
  private TestDatabase database;
  private JdbcSession session;

  @BeforeEach
  void open() {
    database = TestPostgres.database();
    session =
        Sessions.open(
            new PostgresProduct(),
            Sessions.definition(database, Map.of()),
            database.password(),
            HASTY);
    session.update("CREATE TABLE t (n int PRIMARY KEY)");
    session.observe(heard);
  }

  @AfterEach
  void close() {
    session.close();
  }

  @Test
  void everyKindOfExecutionIsHeard() throws SQLException {
    try (Connection connection = session.as(Connection.class);
        Statement statement = connection.createStatement();
        PreparedStatement prepared = connection.prepareStatement("INSERT INTO t VALUES (?)")) {
      statement.execute("INSERT INTO t VALUES (1), (2)");
      assertThat(statement.getUpdateCount()).isEqualTo(2);
      assertThat(statement.getUpdateCount()).isEqualTo(2);
      prepared.setInt(1, 3);
      prepared.addBatch();
      prepared.setInt(1, 4);
      prepared.addBatch();
      prepared.executeBatch();
      statement.executeQuery("SELECT n FROM t").close();
      assertThatThrownBy(() -> statement.executeUpdate("INSERT INTO t VALUES (1)"))
          .isInstanceOf(SQLException.class);
    }
    assertThat(heard.lines)
        .containsExactly(
            "> INSERT INTO t VALUES (1), (2)",
            "rows 2",
            "committed",
            "> INSERT INTO t VALUES (?)",
            "rows 2",
            "committed",
            "> SELECT n FROM t",
            "rows -1",
            "committed",
            "> INSERT INTO t VALUES (1)",
            "failed 23505");
  }

  @Test
  void severalConnectionsAreOneSession() throws SQLException {
    DataSource source = session.as(DataSource.class);
    try (Connection first = source.getConnection();
        Connection second = source.getConnection()) {
      assertThat(backend(first)).isEqualTo(backend(second)).isEqualTo(session.facts().backendId());
      assertThat(first).isNotEqualTo(second);
      assertThat(first.getMetaData().getConnection()).isSameAs(first);
      assertThat(first.createStatement().getConnection()).isSameAs(first);
    }
    assertThat(session.raw().isClosed()).isFalse();
  }

  @Test
  void historyRowOfASecondConnectionSharesTheFateOfTheFirst() throws SQLException {
    DataSource source = session.as(DataSource.class);
    try (Connection migration = source.getConnection();
        Connection history = source.getConnection()) {
      migration.setAutoCommit(false);
      run(migration, "INSERT INTO t VALUES (1)");
      run(history, "INSERT INTO t VALUES (2)");
      history.setAutoCommit(false);
      run(history, "INSERT INTO t VALUES (3)");
      history.rollback();
      history.commit();
      assertThat(seenByOthers()).isZero();
      migration.commit();
      assertThat(seenByOthers()).isEqualTo(2);
      assertThat(heard.lines).containsOnlyOnce("committed");
    }
  }

  /// One connection for the history table, one for the migrations, scripts of several statements,
  /// each in the search path of its choice.
  @Test
  void aLibraryWithTwoConnectionsMigrates() throws SQLException {
    DataSource source = session.as(DataSource.class);
    try (Connection history = source.getConnection()) {
      run(history, "SELECT set_config('search_path', 'public', false)");
      run(history, "CREATE TABLE history (version text PRIMARY KEY)");
      for (String version : List.of("1", "2", "3")) {
        try (Connection migration = source.getConnection()) {
          migration.setAutoCommit(false);
          script(migration, "CREATE TABLE v%1$s (n int); INSERT INTO v%1$s VALUES (%1$s)", version);
          if (version.equals("3")) {
            migration.rollback();
          } else {
            run(history, "INSERT INTO history VALUES ('" + version + "')");
            migration.commit();
          }
          migration.setAutoCommit(true);
        }
      }
    }
    assertThat(session.query("SELECT version FROM history ORDER BY 1"))
        .extracting(row -> row.text("version"))
        .containsExactly("1", "2");
    assertThat(seenByOthers("pg_class WHERE relname IN ('v1', 'v2', 'v3')")).isEqualTo(2);
    assertThat(heard.lines)
        .filteredOn(line -> line.startsWith("committed") || line.startsWith("rolled"))
        .containsExactly("committed", "committed", "committed", "committed", "rolled back");
    assertThat(setting("search_path")).isEqualTo("\"$user\", public");
  }

  private static void script(Connection connection, String text, String version)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      boolean rows = statement.execute(text.formatted(version));
      while (rows || statement.getUpdateCount() != -1) {
        rows = statement.getMoreResults();
      }
    }
  }

  @Test
  void unfinishedWorkIsUndoneWhenTheConnectionIsGivenBack() throws SQLException {
    try (Connection connection = session.as(Connection.class)) {
      connection.setAutoCommit(false);
      run(connection, "INSERT INTO t VALUES (1)");
    }
    assertThat(seenByOthers()).isZero();
    assertThat(session.raw().getAutoCommit()).isTrue();
    assertThat(heard.lines).endsWith("rolled back");
  }

  @Test
  void changedSettingsAreRestored() throws SQLException {
    try (Connection connection = session.as(Connection.class)) {
      run(connection, "SET search_path = pg_catalog");
      run(connection, "SELECT set_config('lock_timeout', '0', false)");
      run(connection, "SET ROLE pg_monitor");
      run(connection, "SET client_connection_check_interval = 0");
      connection.setReadOnly(true);
      run(connection, "BEGIN");
    }
    assertThat(setting("search_path")).isEqualTo("\"$user\", public");
    assertThat(setting("lock_timeout")).isEqualTo("50ms");
    assertThat(setting("role")).isEqualTo("none");
    assertThat(setting("client_connection_check_interval")).isEqualTo("1s");
    session.update("INSERT INTO t VALUES (1)");
    assertThat(seenByOthers()).isEqualTo(1);
  }

  @Test
  void locksOfTheSessionSurviveTheRestoration() throws SQLException {
    session.query("SELECT pg_advisory_lock(7)");
    try (Connection connection = session.as(Connection.class)) {
      run(connection, "SET search_path = pg_catalog");
    }
    assertThat(session.query("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = 7"))
        .hasSize(1);
  }

  @Test
  void aWithheldCommitSharesTheFateOfTheHistoryRow() throws SQLException {
    try (CommitControl.Scope policy = untilHistory();
        Connection connection = session.as(Connection.class)) {
      connection.setAutoCommit(false);
      run(connection, "CREATE TABLE changed (n int)");
      connection.commit();
      assertThat(seenByOthers("pg_class WHERE relname = 'changed'")).isZero();
      run(connection, "INSERT INTO t VALUES (1)");
      connection.commit();
      assertThat(seenByOthers("pg_class WHERE relname = 'changed'")).isEqualTo(1);

      run(connection, "CREATE TABLE lost (n int)");
      connection.commit();
      assertThatThrownBy(() -> run(connection, "INSERT INTO t VALUES (1)"))
          .isInstanceOf(SQLException.class);
      connection.rollback();
      assertThat(policy).isNotNull();
    }
    assertThat(seenByOthers("pg_class WHERE relname = 'lost'")).isZero();
    assertThat(seenByOthers()).isEqualTo(1);
  }

  @Test
  void aWithheldCommitGivesWayToAStatementThatCannotRunInATransaction() throws SQLException {
    try (CommitControl.Scope policy = untilHistory();
        Connection connection = session.as(Connection.class)) {
      connection.setAutoCommit(false);
      run(connection, "ALTER TABLE t ADD m int");
      connection.commit();
      connection.setAutoCommit(true);
      run(connection, "CREATE INDEX CONCURRENTLY i ON t (m)");
      assertThat(policy).isNotNull();
    }
    assertThat(seenByOthers("pg_class WHERE relname = 'i'")).isEqualTo(1);
  }

  @Test
  void whatIsStillWithheldIsCommittedAtTheEnd() throws SQLException {
    try (CommitControl.Scope policy = untilHistory();
        Connection connection = session.as(Connection.class)) {
      connection.setAutoCommit(false);
      run(connection, "CREATE TABLE kept (n int)");
      connection.commit();
      assertThat(policy).isNotNull();
    }
    assertThat(seenByOthers("pg_class WHERE relname = 'kept'")).isEqualTo(1);
    assertThat(session.raw().getAutoCommit()).isTrue();
  }

  @Test
  void aLockTimeoutOfTheFirstStatementIsTriedAgain() throws SQLException {
    try (Connection other = database.connect();
        Connection connection = session.as(Connection.class)) {
      other.setAutoCommit(false);
      run(other, "LOCK TABLE t");
      heard.onRetry = () -> commit(other);
      connection.setAutoCommit(false);
      run(connection, "INSERT INTO t VALUES (1)");
      connection.commit();
    }
    assertThat(heard.lines)
        .containsExactly("> INSERT INTO t VALUES (1)", "retrying 55P03", "rows 1", "committed");
    assertThat(seenByOthers()).isEqualTo(1);
  }

  @Test
  void aLockTimeoutBehindOtherWorkIsNotTriedAgain() throws SQLException {
    session.update("CREATE TABLE u (n int)");
    try (Connection other = database.connect();
        Connection connection = session.as(Connection.class)) {
      other.setAutoCommit(false);
      run(other, "LOCK TABLE t");
      connection.setAutoCommit(false);
      run(connection, "INSERT INTO u VALUES (1)");
      assertThatThrownBy(() -> run(connection, "INSERT INTO t VALUES (1)"))
          .isInstanceOf(SQLException.class);
    }
    assertThat(heard.lines).contains("failed 55P03").doesNotContain("retrying 55P03");
  }

  @Test
  void aClosedConnectionRefusesWork() throws SQLException {
    Connection connection = session.as(Connection.class);
    connection.close();
    connection.close();
    assertThat(connection.isClosed()).isTrue();
    assertThatThrownBy(connection::createStatement)
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("closed");
  }

  private CommitControl.Scope untilHistory() {
    return session
        .as(CommitControl.class)
        .govern(statements ->
            statements.getLast().startsWith("INSERT INTO t")
                ? Decision.FORWARD
                : Decision.WITHHOLD);
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void commit(Connection connection) {
    try {
      connection.commit();
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static long backend(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        var row = statement.executeQuery("SELECT pg_backend_pid()")) {
      row.next();
      return row.getLong(1);
    }
  }

  private long seenByOthers() throws SQLException {
    return seenByOthers("t");
  }

  private long seenByOthers(String from) throws SQLException {
    try (Connection other = database.connect();
        Statement statement = other.createStatement();
        var row = statement.executeQuery("SELECT count(*) FROM " + from)) {
      row.next();
      return row.getLong(1);
    }
  }

  private String setting(String name) {
    return List.copyOf(session.query("SELECT current_setting(?) AS s", name)).getFirst().text("s")
        + "";
  }
}
