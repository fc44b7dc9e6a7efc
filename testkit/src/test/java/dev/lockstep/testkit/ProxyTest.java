package dev.lockstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Test;

final class ProxyTest {
  private final TestDatabase direct = TestPostgres.database();

  @Test
  void everyRoundTripTakesItsDelay() throws SQLException {
    try (Proxy proxy = Proxy.to(direct);
        Connection connection = direct.through(proxy).connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT 1");
      proxy.delay(Duration.ofMillis(40));
      long tripsBefore = proxy.roundTrips();
      long start = System.nanoTime();
      for (int i = 0; i < 5; i++) {
        statement.execute("SELECT 1");
      }
      Duration taken = Duration.ofNanos(System.nanoTime() - start);
      assertThat(proxy.roundTrips() - tripsBefore).isEqualTo(5);
      assertThat(taken).isBetween(Duration.ofMillis(200), Duration.ofSeconds(2));
    }
  }

  @Test
  void delayDoesNotHoldBackWhatFollows() throws SQLException {
    try (Proxy proxy = Proxy.to(direct);
        Connection connection = direct.through(proxy).connect();
        Statement statement = connection.createStatement()) {
      proxy.delay(Duration.ofMillis(20));
      long start = System.nanoTime();
      // 16 MB are a thousand chunks: at one delay per chunk this would take ten seconds.
      statement.execute("SELECT repeat('x', 16000000)");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void cutEndsConnectionsAndNewOnesWork() throws SQLException {
    try (Proxy proxy = Proxy.to(direct);
        Connection connection = direct.through(proxy).connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT 1");
      proxy.cut();
      assertThatThrownBy(() -> statement.execute("SELECT 1")).isInstanceOf(SQLException.class);
      direct.through(proxy).execute("SELECT 1");
      assertThat(proxy.connectionsMade()).isEqualTo(2);
    }
  }

  @Test
  void lostRequestIsNotDoneAndLostAnswerIs() throws SQLException {
    direct.execute("CREATE TABLE t (name text)");
    try (Proxy proxy = Proxy.to(direct)) {
      proxy.cutAt("'first'", Proxy.Loss.REQUEST);
      assertThatThrownBy(() -> direct.through(proxy).execute("INSERT INTO t VALUES ('first')"))
          .isInstanceOf(SQLException.class);
      proxy.cutAt("'second'", Proxy.Loss.ANSWER);
      assertThatThrownBy(() -> direct.through(proxy).execute("INSERT INTO t VALUES ('second')"))
          .isInstanceOf(SQLException.class);
      direct.through(proxy).execute("INSERT INTO t VALUES ('third')");
    }
    assertThat(TestPostgresTest.answer(direct, "SELECT string_agg(name, ' ' ORDER BY name) FROM t"))
        .isEqualTo("second third");
  }

  @Test
  void frozenConnectionStaysOpenAndGoesOnLater() throws SQLException {
    try (Proxy proxy = Proxy.to(direct)) {
      TestDatabase through = direct.through(proxy);
      Properties patience = new Properties();
      patience.setProperty("user", through.user());
      patience.setProperty("password", through.password());
      patience.setProperty("socketTimeout", "1");
      try (Connection impatient =
              java.sql.DriverManager.getConnection(through.jdbcUrl(), patience);
          Connection patient = through.connect();
          Statement asked = impatient.createStatement();
          Statement later = patient.createStatement()) {
        proxy.freeze();
        assertThatThrownBy(() -> asked.execute("SELECT 1"))
            .isInstanceOf(SQLException.class)
            .hasRootCauseInstanceOf(java.net.SocketTimeoutException.class);
        proxy.thaw();
        assertThat(later.execute("SELECT 1")).isTrue();
      }
    }
  }
}
