package dev.lockstep.dialects.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.dialects.Sessions;
import dev.lockstep.dialects.jdbc.JdbcSession;
import dev.lockstep.testkit.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Opens sessions on every version that the build brings: the oldest do not know all settings.
class PostgresVersionsTest {
  @ParameterizedTest
  @MethodSource("dev.lockstep.testkit.TestPostgres#versions")
  void aSessionBeginsAndIsRestored(String version) throws SQLException {
    try (JdbcSession session =
        Sessions.open(new PostgresProduct(), TestPostgres.version(version).freshDatabase())) {
      assertThat(session.server().majorVersion()).isEqualTo(Integer.parseInt(version));
      assertThat(session.facts().backendStart()).isNotNull();
      try (Connection connection = session.as(Connection.class)) {
        connection.createStatement().execute("SET lock_timeout = 0");
        connection.createStatement().execute("SET search_path = pg_catalog");
      }
      assertThat(
              session.query(
                  "SELECT current_setting('lock_timeout') AS lock, current_schema() AS schema"))
          .singleElement()
          .satisfies(row -> assertThat(row.text("lock")).isEqualTo("5s"))
          .satisfies(row -> assertThat(row.text("schema")).isEqualTo("public"));
    }
  }
}
