package dev.lockstep.dialects.mysql.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.diff.Difference;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.sql.MySqlSplitter;
import dev.lockstep.sql.SqlStatement;
import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestMariaDb;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Gives a plan to the client program of MariaDB, as a user who pipes it there.
final class ClientScriptTest {
  private static final List<String> OBJECTS =
      List.of(
          "CREATE TABLE a (id int COMMENT 'one; two;; three') COMMENT 'x;;y'",
          "CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW BEGIN SET NEW.id = 1; /* ;; */ SET"
              + " NEW.id = 2; END",
          "CREATE FUNCTION f() RETURNS int RETURN 1",
          "CREATE PROCEDURE p() BEGIN SELECT ';'; /* DELIMITER ;; */ SELECT 2; END");

  @Test
  void theClientReadsWhatAPlanSays() throws IOException, InterruptedException, SQLException {
    TestDatabase wanted = TestMariaDb.database();
    try (Connection connection = wanted.connect();
        Statement statement = connection.createStatement()) {
      for (String sql : OBJECTS) {
        statement.execute(sql);
      }
    }
    TestDatabase empty = TestMariaDb.database();
    DatabaseSchema desired = MariaPairs.inspect(wanted);
    List<String> plan =
        MysqlPlanner.create().plan(MariaPairs.inspect(empty), desired).stream()
            .flatMap(change -> change.statements().stream())
            .toList();

    String script = plan.stream().map(MysqlSchemas.MARIADB::scripted).collect(Collectors.joining());
    MariaPairs.program(
        TestMariaDb.version("11.4").server(), "mariadb", empty, List.of("--comments"), script);

    assertThat(Difference.between(MariaPairs.inspect(empty), desired)).isEmpty();
    assertThat(new MySqlSplitter().split(script).stream().map(SqlStatement::text))
        .containsExactlyElementsOf(plan);
  }
}
