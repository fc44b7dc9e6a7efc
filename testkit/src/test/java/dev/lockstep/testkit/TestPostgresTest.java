package dev.lockstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

final class TestPostgresTest {
  @Test
  void eachDatabaseIsFreshAndEmpty() throws SQLException {
    TestDatabase first = TestPostgres.database();
    TestDatabase second = TestPostgres.database();
    try (Connection connection = first.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE shop (id int)");
    }
    assertThat(second.database()).isNotEqualTo(first.database());
    assertThat(tables(first)).isEqualTo(1);
    assertThat(tables(second)).isZero();
  }

  private static int tables(TestDatabase database) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
