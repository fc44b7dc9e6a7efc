package dev.lockstep.dialects.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestMariaDb;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/// Holds what the review says of MariaDB against a server: the rules are about what it does here.
final class MariaDbClaimsTest {
  @Test
  void losesHistory() throws SQLException {
    run(server -> {
      server.execute("CREATE TABLE t (id int PRIMARY KEY, a int) WITH SYSTEM VERSIONING");
      server.execute("INSERT INTO t VALUES (1, 1), (2, 2)");
      server.execute("UPDATE t SET a = 5");
      assertThat(count(server, "t FOR SYSTEM_TIME ALL")).isEqualTo(4);
      assertThatThrownBy(() -> server.execute("TRUNCATE t"))
          .hasMessageContaining("do not support TRUNCATE");
      server.execute("DELETE HISTORY FROM t BEFORE SYSTEM_TIME now(6)");
      assertThat(count(server, "t FOR SYSTEM_TIME ALL")).isEqualTo(2);
      server.execute("UPDATE t SET a = 6");
      server.execute("ALTER TABLE t DROP SYSTEM VERSIONING");
      server.execute("ALTER TABLE t ADD SYSTEM VERSIONING");
      assertThat(count(server, "t FOR SYSTEM_TIME ALL")).isEqualTo(2);
    });
  }

  @Test
  void leavesOutWhatAJoinDoesNotFind() throws SQLException {
    run(server -> {
      server.execute("CREATE TABLE t (id int PRIMARY KEY, a int)");
      server.execute("CREATE TABLE u (id int PRIMARY KEY)");
      server.execute("INSERT INTO t VALUES (1, 1), (2, 2), (3, 3)");
      server.execute("INSERT INTO u VALUES (1)");
      assertThat(server.executeUpdate("UPDATE t JOIN u ON t.id = u.id SET a = 9")).isEqualTo(1);
      assertThat(server.executeUpdate("UPDATE t NATURAL JOIN u SET a = 10")).isEqualTo(1);
      assertThat(server.executeUpdate("UPDATE t STRAIGHT_JOIN u ON t.id = u.id SET a = 11"))
          .isEqualTo(1);
      assertThat(server.executeUpdate("UPDATE t LEFT JOIN u ON t.id = u.id SET a = 12"))
          .isEqualTo(3);
      assertThat(server.executeUpdate("UPDATE t, u SET a = 13")).isEqualTo(3);
      assertThat(server.executeUpdate("DELETE t FROM t JOIN u USING (id)")).isEqualTo(1);
    });
  }

  @Test
  void runsTextsOfConstants() throws SQLException {
    run(server -> {
      server.execute("EXECUTE IMMEDIATE CONCAT('CREATE TABLE ', 't (id int)')");
      server.execute("EXECUTE IMMEDIATE 'INSERT INTO t ' 'VALUES (1)'");
      server.execute("EXECUTE IMMEDIATE 'INSERT INTO t VALUES (?)' USING 2");
      server.execute("BEGIN NOT ATOMIC INSERT INTO t VALUES (3); END");
      assertThat(count(server, "t")).isEqualTo(3);
    });
  }

  @Test
  void cutsOffOutsideStrictMode() throws SQLException {
    run(server -> {
      server.execute("CREATE TABLE t (a varchar(2))");
      assertThatThrownBy(() -> server.execute("INSERT INTO t VALUES ('abc')"))
          .hasMessageContaining("too long");
      server.execute("SET sql_mode = ''");
      server.execute("INSERT INTO t VALUES ('abc')");
      assertThat(count(server, "t WHERE a = 'ab'")).isEqualTo(1);
    });
  }

  private interface Step {
    void on(Statement server) throws SQLException;
  }

  private static void run(Step step) throws SQLException {
    TestDatabase database = TestMariaDb.database();
    try (Connection connection = database.connect();
        Statement server = connection.createStatement()) {
      step.on(server);
    }
  }

  private static int count(Statement server, String from) throws SQLException {
    try (ResultSet rows = server.executeQuery("SELECT count(*) FROM " + from)) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
