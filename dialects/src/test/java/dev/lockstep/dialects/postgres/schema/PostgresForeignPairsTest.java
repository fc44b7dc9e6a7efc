package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.testkit.ForeignPairs;
import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Runs schema pairs of other projects, both ways; columns stay the same ones.
final class PostgresForeignPairsTest {
  /// @param mostFailures pairs that may fail: what does not load at all, for lack of an extension
  ///   or because it is wrong on purpose
  @ParameterizedTest
  @CsvSource({"pgschema, 191, 1", "postgresql, 1277, 75"})
  void turnsEachSchemaIntoItsPartner(String corpus, int fewestPairs, int mostFailures)
      throws IOException, SQLException {
    // Some pairs expect the role that their project's tests run as.
    SchemaPairs.execute(
        TestPostgres.database(), List.of("DROP ROLE IF EXISTS testuser", "CREATE ROLE testuser"));
    ForeignPairs.check(corpus, fewestPairs, mostFailures, PostgresForeignPairsTest::converge);
  }

  private static List<String> converge(List<String> before, List<String> after)
      throws SQLException {
    TestDatabase from = TestPostgres.database();
    TestDatabase to = TestPostgres.database();
    try {
      SchemaPairs.execute(from, before);
      SchemaPairs.execute(to, after);
      Map<String, String> columns = SchemaPairs.identities(from);
      List<String> wrong = new ArrayList<>();
      SchemaPairs.converge(from, to)
          .forEach(difference -> wrong.add("still differs: " + difference));
      SchemaPairs.identities(from)
          .forEach((column, identity) -> {
            if (!columns.getOrDefault(column, identity).equals(identity)) {
              wrong.add("made anew: " + column);
            }
          });
      return wrong;
    } finally {
      TestPostgres.version("18").server().dropDatabase(from.database());
      TestPostgres.version("18").server().dropDatabase(to.database());
    }
  }
}
