package dev.lockstep.dialects.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.dialects.Sessions;
import dev.lockstep.dialects.jdbc.JdbcSession;
import dev.lockstep.project.ConnectionDefinition;
import dev.lockstep.project.SecretReference;
import dev.lockstep.testkit.Proxy;
import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Counts what a session costs on the wire.
class ConnectRoundTripsTest {
  private final TestDatabase database = TestPostgres.database();

  /// Asking for encryption, starting up with two exchanges of SCRAM, one query.
  @Test
  void oneQueryBeyondTheHandShake() {
    try (Proxy proxy = Proxy.to(database);
        JdbcSession session = open(proxy, Map.of())) {
      assertThat(session.server().majorVersion()).isEqualTo(18);
      assertThat(proxy.roundTrips()).isEqualTo(5);
    }
  }

  @Test
  void whatIsSwitchedOffIsNotAskedFor() {
    try (Proxy proxy = Proxy.to(database);
        JdbcSession asking = open(proxy, Map.of())) {
      long withQuestion = proxy.roundTrips();
      try (JdbcSession plain = open(proxy, Map.of("sslmode", "disable"))) {
        assertThat(plain.facts().backendId()).isNotEqualTo(asking.facts().backendId());
        assertThat(proxy.roundTrips() - withQuestion).isEqualTo(withQuestion - 1);
      }
    }
  }

  @Test
  void aLibraryPaysForItsStatementsAndOneRestoration() throws SQLException {
    try (Proxy proxy = Proxy.to(database);
        JdbcSession session = open(proxy, Map.of())) {
      long before = proxy.roundTrips();
      try (Connection connection = session.as(Connection.class)) {
        connection.setAutoCommit(false);
        connection.createStatement().execute("CREATE TABLE t (n int)");
        connection.commit();
      }
      // BEGIN travels with the statement; nothing was changed that had to be restored.
      assertThat(proxy.roundTrips() - before).isEqualTo(2);
      before = proxy.roundTrips();
      try (Connection connection = session.as(Connection.class)) {
        connection.createStatement().execute("SET search_path = pg_catalog");
      }
      assertThat(proxy.roundTrips() - before).isEqualTo(2);
    }
  }

  private JdbcSession open(Proxy proxy, Map<String, String> options) {
    return Sessions.open(
        new PostgresProduct(),
        new ConnectionDefinition(
            null,
            "127.0.0.1",
            proxy.port(),
            database.database(),
            null,
            database.user(),
            new SecretReference.Environment("PASSWORD"),
            new LinkedHashMap<>(options)),
        database.password());
  }
}
