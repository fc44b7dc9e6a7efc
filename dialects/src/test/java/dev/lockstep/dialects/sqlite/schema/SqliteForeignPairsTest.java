package dev.lockstep.dialects.sqlite.schema;

import dev.lockstep.diff.Difference;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.testkit.ForeignPairs;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Runs schema pairs of other projects, both ways, with SQLite's pragmas as judge.
final class SqliteForeignPairsTest {
  @Test
  void turnsEachSchemaIntoItsPartner() throws IOException {
    ForeignPairs.check("sqlite", 1, 0, SqliteForeignPairsTest::converge);
  }

  private static List<String> converge(List<String> before, List<String> after)
      throws SQLException {
    try (Connection from = SqliteDatabases.of(String.join("\n", before));
        Connection to = SqliteDatabases.of(String.join("\n", after))) {
      DatabaseSchema desired = new SqliteSchemas().inspect(to);
      SqliteDatabases.execute(
          from,
          SqliteDatabases.statements(
              SqliteDatabases.plan(new SqliteSchemas().inspect(from), desired)));
      List<String> wrong = new ArrayList<>();
      Difference.between(new SqliteSchemas().inspect(from), desired)
          .forEach(difference -> wrong.add("still differs: " + difference));
      if (!SqliteDatabases.told(from).equals(SqliteDatabases.told(to))) {
        wrong.add("the pragmas tell otherwise: " + SqliteDatabases.told(from));
      }
      return wrong;
    }
  }
}
