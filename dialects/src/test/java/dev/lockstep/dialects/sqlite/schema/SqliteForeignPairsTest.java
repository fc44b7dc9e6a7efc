package dev.lockstep.dialects.sqlite.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.diff.Difference;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.testkit.ForeignPairs;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// Runs schema pairs of other projects, both ways, with SQLite's pragmas as judge.
final class SqliteForeignPairsTest {
  /// Pairs that may fail: what SQLite does not take at all.
  private static final int MOST_FAILURES = 2;

  @Test
  void turnsEachSchemaIntoItsPartner() throws IOException {
    Path folder = ForeignPairs.corpus("sqlite");
    Assumptions.assumeTrue(folder != null, "lockstep.conformance names no folder with sqlite");
    ForeignPairs.Result result = ForeignPairs.run(folder, SqliteForeignPairsTest::converge);
    assertThat(result.failed()).isLessThanOrEqualTo(MOST_FAILURES);
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
