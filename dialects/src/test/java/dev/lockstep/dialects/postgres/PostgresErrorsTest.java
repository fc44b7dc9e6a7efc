package dev.lockstep.dialects.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lockstep.dialects.Sessions;
import dev.lockstep.dialects.jdbc.FailureCause;
import dev.lockstep.dialects.jdbc.JdbcSession;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.project.ConnectionDefinition;
import dev.lockstep.project.ExecutionSettings;
import dev.lockstep.project.SecretReference;
import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Provokes each failure on a real server and looks at code and sentence.
class PostgresErrorsTest {
  private static final ExecutionSettings HASTY =
      new ExecutionSettings(
          Duration.ofMillis(50), Duration.ofMillis(200), 0, Duration.ZERO, Duration.ZERO);

  private final PostgresProduct product = new PostgresProduct();
  private final TestDatabase database = TestPostgres.database();
  private final JdbcSession session =
      Sessions.open(product, Sessions.definition(database, Map.of()), database.password(), HASTY);

  @AfterEach
  void close() {
    session.close();
  }

  @Test
  void anUnknownHost() {
    LockstepException failure = connecting("nowhere.invalid", 5432, "shop", "x");
    assertThat(failure.code()).isEqualTo(ErrorCode.DATABASE_UNREACHABLE);
    assertThat(failure)
        .hasMessage(
            "Cannot connect to nowhere.invalid:5432/shop as postgres: the host name is not known.");
    assertThat(failure.nextStep()).contains("host name");
  }

  @Test
  void aPortWhereNothingListens() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    LockstepException failure = connecting("127.0.0.1", free, "shop", "x");
    assertThat(failure.code()).isEqualTo(ErrorCode.DATABASE_UNREACHABLE);
    assertThat(failure).hasMessageContaining("nothing answers");
  }

  @Test
  void aPoolerThatRefusesTheSettings() throws IOException {
    try (ServerSocket pooler = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofPlatform().daemon().start(() -> refuse(pooler));
      LockstepException failure = connecting("127.0.0.1", pooler.getLocalPort(), "shop", "x");
      assertThat(failure).hasMessageContaining("pooler");
      assertThat(failure.nextStep()).contains("database itself");
    }
  }

  @Test
  void aPortThatHangsUpOrSpeaksSomethingElse() throws IOException {
    for (String answer : List.of("", "HTTP/1.1 400 Bad Request\r\n\r\n")) {
      try (ServerSocket other = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
        Thread.ofPlatform().daemon().start(() -> answer(other, answer));
        LockstepException failure = connecting("127.0.0.1", other.getLocalPort(), "shop", "x");
        assertThat(failure.code()).isEqualTo(ErrorCode.DATABASE_UNREACHABLE);
        assertThat(failure).hasMessageContaining("hung up or answered unlike such a database");
        assertThat(failure.nextStep()).startsWith("Check host and port");
      }
    }
  }

  @Test
  void aSchemaThatIsNotThere() {
    session.update("SET search_path = nowhere");
    LockstepException failure = updating("CREATE TABLE t (n int)");
    assertThat(failure).hasMessageContaining("the schema does not exist, or this user may not");
    assertThat(failure.nextStep()).contains("grant the user USAGE and CREATE");
  }

  @Test
  void theRowThatIsToBlameIsNamed() {
    session.update("CREATE TABLE t (n int PRIMARY KEY)");
    session.update("INSERT INTO t VALUES (7)");
    assertThat(updating("INSERT INTO t VALUES (7)"))
        .hasMessageContaining("\"t_pkey\"; Key (n)=(7) already exists");
  }

  @Test
  void aWrongPasswordIsNotRepeated() {
    LockstepException failure =
        connecting(database.host(), database.port(), database.database(), "guessed-wrong");
    assertThat(failure.code()).isEqualTo(ErrorCode.DATABASE_DENIED);
    assertThat(failure).hasMessageContaining("password").hasMessageNotContaining("guessed-wrong");
  }

  @Test
  void anUnknownDatabase() {
    LockstepException failure =
        connecting(database.host(), database.port(), "nowhere", database.password());
    assertThat(failure.code()).isEqualTo(ErrorCode.CONFIGURATION);
    assertThat(failure).hasMessageContaining("nowhere");
  }

  @Test
  void tooManyConnections() {
    session.update("ALTER DATABASE " + database.database() + " CONNECTION LIMIT 0");
    session.update("CREATE ROLE crowded_" + database.database() + " LOGIN PASSWORD 'p'");
    LockstepException failure =
        connecting(
            new ConnectionDefinition(
                null,
                database.host(),
                database.port(),
                database.database(),
                null,
                "crowded_" + database.database(),
                new SecretReference.Environment("PASSWORD"),
                new LinkedHashMap<>()),
            "p");
    assertThat(failure.code()).isEqualTo(ErrorCode.DATABASE_UNREACHABLE);
    assertThat(failure).hasMessageContaining("no free connection");
  }

  @Test
  void aPermissionThatIsMissing() {
    String role = "limited_" + database.database();
    session.update("CREATE TABLE t (n int)");
    session.update("CREATE ROLE " + role);
    session.update("SET ROLE " + role);
    assertThat(updating("INSERT INTO t VALUES (1)").code()).isEqualTo(ErrorCode.DATABASE_DENIED);
  }

  @Test
  void aSessionThatMayOnlyRead() {
    session.update("SET default_transaction_read_only = on");
    LockstepException failure = updating("CREATE TABLE t (n int)");
    assertThat(failure.code()).isEqualTo(ErrorCode.DATABASE_DENIED);
    assertThat(failure).hasMessageContaining("may only read");
  }

  @Test
  void aLockThatIsNotFree() throws SQLException {
    session.update("CREATE TABLE t (n int)");
    try (Connection other = database.connect()) {
      other.setAutoCommit(false);
      other.createStatement().execute("LOCK TABLE t");
      LockstepException failure = updating("INSERT INTO t VALUES (1)");
      assertThat(failure.code()).isEqualTo(ErrorCode.LOCK_TIMEOUT);
      assertThat(product.isLockTimeout(driver(failure))).isTrue();
    }
  }

  @Test
  void aStatementThatTakesTooLong() {
    LockstepException failure = updating("DO 'BEGIN PERFORM pg_sleep(10); END'");
    assertThat(failure.code()).isEqualTo(ErrorCode.STATEMENT_FAILED);
    assertThat(failure.nextStep()).contains("statement timeout");
  }

  @Test
  void aBackendThatIsGone() throws SQLException {
    try (Connection other = database.connect()) {
      other
          .createStatement()
          .execute("SELECT pg_terminate_backend(" + session.facts().backendId() + ", 5000)");
    }
    LockstepException failure = updating("CREATE TABLE t (n int)");
    assertThat(failure.code()).isEqualTo(ErrorCode.DATABASE_UNREACHABLE);
    assertThat(product.isConnectionLost(driver(failure))).isTrue();
  }

  @Test
  void aFullDiskAndOtherStates() {
    assertThat(cause("53100")).isEqualTo(FailureCause.DISK_FULL);
    assertThat(cause("40P01")).isEqualTo(FailureCause.DEADLOCK);
    assertThat(cause("40001")).isEqualTo(FailureCause.SERIALIZATION);
    assertThat(cause("57P03")).isEqualTo(FailureCause.UNAVAILABLE);
    assertThat(cause("3F000")).isEqualTo(FailureCause.NO_SCHEMA);
    assertThat(cause("23505")).isEqualTo(FailureCause.OTHER);
  }

  @Test
  void aServersTextCannotSteerTheTerminal() {
    LockstepException failure =
        updating("DO $$BEGIN RAISE EXCEPTION E'a\\x1b[31mb\\nc\\x07%', repeat('x', 9000); END$$");
    assertThat(failure.getMessage())
        .contains("a [31mb c x")
        .doesNotContain("\u001b", "\n", "\u0007")
        .hasSizeLessThan(800);
  }

  @Test
  void aPlaceBehindWideCharacters() {
    assertThat(updating("SELECT '😀😀' AS a,\n  '漢' FROMM t"))
        .hasMessageContaining("at line 2 column");
    assertThat(updating("SELECT '😀', nope"))
        .hasMessageContaining("at line 1 column 14 of the statement");
  }

  /// Raises an error of any state, so that states that are hard to provoke are seen as the driver
  /// reports them.
  private FailureCause cause(String state) {
    LockstepException failure =
        updating("DO $$BEGIN RAISE EXCEPTION USING ERRCODE = '" + state + "'; END$$");
    return product.cause(driver(failure));
  }

  private static SQLException driver(LockstepException failure) {
    return (SQLException) Objects.requireNonNull(failure.getCause());
  }

  private LockstepException updating(String sql) {
    return catchThrowableOfType(LockstepException.class, () -> session.update(sql));
  }

  private LockstepException connecting(String host, int port, String name, String password) {
    return connecting(
        new ConnectionDefinition(
            null,
            host,
            port,
            name,
            null,
            database.user(),
            new SecretReference.Environment("PASSWORD"),
            new LinkedHashMap<>()),
        password);
  }

  private LockstepException connecting(ConnectionDefinition definition, String password) {
    return catchThrowableOfType(
        LockstepException.class, () -> Sessions.open(product, definition, password).close());
  }

  /// Answers as PgBouncer does: no encryption, then an error about the start-up packet. Answers
  /// whatever comes, until the socket is closed; a driver asks twice.
  private static void answer(ServerSocket server, String words) {
    while (true) {
      try (Socket client = server.accept()) {
        if (!words.isEmpty()) {
          client.getInputStream().readNBytes(8);
          client.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
        }
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static void refuse(ServerSocket pooler) {
    try (Socket client = pooler.accept()) {
      client.getInputStream().readNBytes(8);
      client.getOutputStream().write('N');
      client.getInputStream().read();
      byte[] fields =
          "SFATAL\0C08P01\0Munsupported startup parameter in options: lock_timeout\0\0"
              .getBytes(StandardCharsets.US_ASCII);
      client.getOutputStream().write(new byte[] {'E', 0, 0, 0, (byte) (fields.length + 4)});
      client.getOutputStream().write(fields);
      client.getOutputStream().flush();
      client.getInputStream().readAllBytes();
    } catch (IOException closed) {
      // The test sees what came of it.
      return;
    }
  }
}
