package dev.lockstep.dialects.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.dialects.Sessions;
import dev.lockstep.dialects.jdbc.JdbcSession;
import dev.lockstep.dialects.jdbc.Product;
import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestMySql;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// The same on MySQL, where one is there.
@EnabledIf("dev.lockstep.testkit.TestMySql#isThere")
final class RealMySqlSessionTest extends MySqlSessionTest {
  @Override
  Product product() {
    return MySqlProduct.mysql();
  }

  @Override
  TestDatabase fresh() {
    return TestMySql.database();
  }

  /// The password travels under a key that the server is asked for.
  @Override
  int roundTrips() {
    return 4;
  }

  @Override
  int blamed() {
    return 9;
  }

  @Test
  @Override
  void knowsItsServerAndSetsItsBounds() {
    assertThat(session.server().product()).isEqualTo("MySQL");
    assertThat(session.server().majorVersion()).isGreaterThanOrEqualTo(8);
    assertThat(
            session.query(
                "SELECT @@lock_wait_timeout AS l, @@innodb_lock_wait_timeout AS i,"
                    + " @@max_execution_time AS s"))
        .singleElement()
        .satisfies(row -> assertThat(row.number("l")).isEqualTo(1))
        .satisfies(row -> assertThat(row.number("i")).isEqualTo(1))
        .satisfies(row -> assertThat(row.number("s")).isEqualTo(1500));
  }

  @Test
  @Override
  void bothNamesReachTheServer() {
    try (JdbcSession other = Sessions.open(MySqlProduct.mariaDb(), TestMySql.database())) {
      assertThat(other.server().product()).isEqualTo("MySQL");
    }
  }
}
