package dev.lockstep.dialects.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.dialects.RoundTrip;
import dev.lockstep.dialects.Sessions;
import dev.lockstep.dialects.jdbc.JdbcSession;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.project.ConnectionDefinition;
import dev.lockstep.project.ExecutionSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteSessionTest {
  private static final ExecutionSettings HASTY =
      new ExecutionSettings(
          Duration.ofMillis(20), Duration.ZERO, 1, Duration.ofMillis(1), Duration.ZERO);

  @TempDir Path folder;

  @Test
  void textSurvives() {
    try (JdbcSession session = open("shop.db")) {
      RoundTrip.check(session, "text");
    }
  }

  @Test
  void knowsItsServer() {
    try (JdbcSession session = open("shop.db")) {
      assertThat(session.server().product()).isEqualTo("SQLite");
      assertThat(session.server().database()).endsWith("shop.db");
      assertThat(session.queryIfPresent("SELECT 1 FROM nowhere")).isEmpty();
    }
  }

  @Test
  void aBusyFileIsALockTimeout() throws SQLException {
    try (JdbcSession session = open("shop.db");
        JdbcSession other = open("shop.db")) {
      session.update("CREATE TABLE t (n int)");
      other.raw().setAutoCommit(false);
      other.raw().createStatement().execute("INSERT INTO t VALUES (1)");
      assertThatThrownBy(() -> session.update("INSERT INTO t VALUES (2)"))
          .asInstanceOf(InstanceOfAssertFactories.type(LockstepException.class))
          .extracting(LockstepException::code)
          .isEqualTo(ErrorCode.LOCK_TIMEOUT);
      other.raw().rollback();
    }
  }

  @Test
  void aMissingFolderIsNamed() {
    assertThatThrownBy(() -> open("nowhere/shop.db"))
        .isInstanceOf(LockstepException.class)
        .hasMessageContaining("nowhere/shop.db");
  }

  @Test
  void aLibraryCanWorkOnTheSession() throws SQLException {
    try (JdbcSession session = open("shop.db");
        Connection connection = session.as(Connection.class)) {
      connection.setAutoCommit(false);
      connection.createStatement().execute("CREATE TABLE t (n int)");
      connection.rollback();
      assertThat(session.queryIfPresent("SELECT n FROM t")).isEmpty();
      connection.createStatement().execute("CREATE TABLE t (n int)");
      connection.commit();
      assertThat(session.queryIfPresent("SELECT n FROM t")).isPresent();
    }
  }

  private JdbcSession open(String file) {
    return Sessions.open(
        new SqliteProduct(),
        new ConnectionDefinition(
            null,
            null,
            0,
            folder.resolve(file).toString(),
            null,
            null,
            null,
            new LinkedHashMap<>(Map.of("synchronous", "OFF"))),
        "",
        HASTY);
  }
}
