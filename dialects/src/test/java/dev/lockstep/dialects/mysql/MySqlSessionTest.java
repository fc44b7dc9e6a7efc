package dev.lockstep.dialects.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lockstep.dialects.RoundTrip;
import dev.lockstep.dialects.Sessions;
import dev.lockstep.dialects.jdbc.JdbcSession;
import dev.lockstep.dialects.jdbc.Product;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.project.ConnectionDefinition;
import dev.lockstep.project.ExecutionSettings;
import dev.lockstep.project.SecretReference;
import dev.lockstep.testkit.Proxy;
import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestMariaDb;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Works on a real MariaDB.
class MySqlSessionTest {
  private static final ExecutionSettings HASTY =
      new ExecutionSettings(
          Duration.ofSeconds(1), Duration.ofMillis(1500), 0, Duration.ZERO, Duration.ZERO);

  private final Product product = product();
  private final TestDatabase database = fresh();
  final JdbcSession session =
      Sessions.open(product, Sessions.definition(database, Map.of()), database.password(), HASTY);

  Product product() {
    return MySqlProduct.mariaDb();
  }

  TestDatabase fresh() {
    return TestMariaDb.database();
  }

  /// The server speaks first; login, the driver's own settings, ours.
  int roundTrips() {
    return 3;
  }

  /// Returns where the word stands at which the parser stopped.
  int blamed() {
    return 14;
  }

  @AfterEach
  void close() {
    session.close();
  }

  @Test
  void knowsItsServerAndSetsItsBounds() {
    assertThat(session.server().product()).isEqualTo("MariaDB");
    assertThat(session.server().majorVersion()).isGreaterThanOrEqualTo(10);
    assertThat(session.server().defaultSchema()).isEqualTo(database.database());
    assertThat(session.facts().backendId()).isPositive();
    assertThat(
            session.query(
                "SELECT @@lock_wait_timeout AS l, @@innodb_lock_wait_timeout AS i,"
                    + " @@max_statement_time AS s"))
        .singleElement()
        .satisfies(row -> assertThat(row.number("l")).isEqualTo(1))
        .satisfies(row -> assertThat(row.number("i")).isEqualTo(1))
        .satisfies(row -> assertThat(row.text("s")).startsWith("1.5"));
  }

  @Test
  void bothNamesReachTheServer() {
    try (JdbcSession other = Sessions.open(MySqlProduct.mysql(), database)) {
      assertThat(other.server().product()).isEqualTo("MariaDB");
    }
  }

  @Test
  void textSurvivesInBothEscapeModes() {
    RoundTrip.check(session, "longtext");
    session.update("DROP TABLE round_trip");
    session.update("SET sql_mode = CONCAT(@@sql_mode, ',NO_BACKSLASH_ESCAPES,ANSI_QUOTES')");
    RoundTrip.check(session, "longtext");
  }

  @Test
  void aDumpsSettingsAreRestored() throws SQLException {
    String mode = text("SELECT @@sql_mode AS v");
    try (Connection connection = session.as(Connection.class);
        var statement = connection.createStatement()) {
      statement.execute("/*!40101 SET sql_mode = 'ANSI' */");
      statement.execute("SET foreign_key_checks = 0, unique_checks = 0, lock_wait_timeout = 999");
      statement.execute("SET NAMES latin1");
      statement.execute("CREATE TABLE t (n int)");
      statement.execute("LOCK TABLES t WRITE");
      statement.execute("USE information_schema");
    }
    assertThat(text("SELECT @@sql_mode AS v")).isEqualTo(mode);
    assertThat(
            text(
                "SELECT CONCAT_WS(' ', DATABASE(), 0 + @@foreign_key_checks, 0 + @@unique_checks,"
                    + " @@lock_wait_timeout, @@character_set_client) AS v"))
        .isEqualTo(database.database() + " 1 1 1 utf8mb4");
    assertThat(session.queryIfPresent("SELECT 1 FROM nowhere")).isEmpty();
    assertThat(session.queryIfPresent("SELECT 1 FROM no_database.nowhere")).isEmpty();
  }

  @Test
  void locksThatAreNotFree() throws SQLException {
    session.update("CREATE TABLE t (n int PRIMARY KEY)");
    session.update("INSERT INTO t VALUES (1)");
    try (Connection other = database.connect()) {
      other.setAutoCommit(false);
      other.createStatement().execute("UPDATE t SET n = 2");
      assertThat(updating("UPDATE t SET n = 3").code()).isEqualTo(ErrorCode.LOCK_TIMEOUT);
      assertThat(updating("ALTER TABLE t ADD m int").code()).isEqualTo(ErrorCode.LOCK_TIMEOUT);
    }
  }

  @Test
  void aStatementThatTakesTooLong() {
    LockstepException failure =
        catchThrowableOfType(
            LockstepException.class,
            () ->
                session.query(
                    "SELECT count(*) FROM information_schema.collations a,"
                        + " information_schema.collations b, information_schema.collations c,"
                        + " information_schema.collations d WHERE a.id * b.id = c.id * d.id"));
    assertThat(failure.nextStep()).contains("statement timeout");
  }

  @Test
  void aMistakeIsFound() {
    assertThat(
            updating(
                "CREATE TABLE t (n int,\n  x int nott null, " + "y int, ".repeat(20) + "z int)"))
        .hasMessageContaining("at line 2 column");
    assertThat(updating("CREATE TABLE t (\n  n int,\n  m int nott null\n)"))
        .hasMessageContaining("at line 3 column %d of the statement", blamed());
  }

  @Test
  void aBackendThatIsGone() throws SQLException {
    try (Connection other = database.connect()) {
      other.createStatement().execute("KILL " + session.facts().backendId());
    }
    LockstepException failure = updating("CREATE TABLE t (n int)");
    assertThat(failure.code()).isEqualTo(ErrorCode.DATABASE_UNREACHABLE);
    assertThat(product.isConnectionLost((SQLException) Objects.requireNonNull(failure.getCause())))
        .isTrue();
  }

  @Test
  void connectingFailsInPlainWords() {
    assertThat(connecting(database.port(), database.database(), "guessed-wrong"))
        .hasMessageNotContaining("guessed-wrong")
        .extracting(LockstepException::code)
        .isEqualTo(ErrorCode.DATABASE_DENIED);
    assertThat(connecting(database.port(), "nowhere", database.password()).code())
        .isEqualTo(ErrorCode.CONFIGURATION);
    assertThat(connecting(1, database.database(), database.password()))
        .hasMessageContaining("nothing answers");
  }

  @Test
  void aReadOnlyTransactionSaysSo() {
    session.update("SET SESSION TRANSACTION READ ONLY");
    assertThat(updating("CREATE TABLE t (n int)").code()).isEqualTo(ErrorCode.DATABASE_DENIED);
  }

  @Test
  void aFileOfTheClientIsNotSent() {
    session.update("CREATE TABLE t (line text)");
    assertThat(updating("LOAD DATA LOCAL INFILE '/etc/hostname' INTO TABLE t")).isNotNull();
    assertThat(session.query("SELECT line FROM t")).isEmpty();
  }

  @Test
  void fewRoundTrips() {
    try (Proxy proxy = Proxy.to(database);
        JdbcSession counted =
            Sessions.open(
                product,
                new ConnectionDefinition(
                    null,
                    "127.0.0.1",
                    proxy.port(),
                    database.database(),
                    null,
                    database.user(),
                    new SecretReference.Environment("PASSWORD"),
                    new LinkedHashMap<>()),
                database.password())) {
      assertThat(counted.facts().backendId()).isPositive();
      assertThat(proxy.roundTrips()).isEqualTo(roundTrips());
    }
  }

  private LockstepException connecting(int port, String name, String password) {
    ConnectionDefinition definition =
        new ConnectionDefinition(
            null,
            database.host(),
            port,
            name,
            null,
            database.user(),
            new SecretReference.Environment("PASSWORD"),
            new LinkedHashMap<>());
    return catchThrowableOfType(
        LockstepException.class, () -> Sessions.open(product, definition, password).close());
  }

  private LockstepException updating(String sql) {
    return catchThrowableOfType(LockstepException.class, () -> session.update(sql));
  }

  private String text(String sql) {
    return String.valueOf(session.query(sql).getFirst().text("v"));
  }
}
