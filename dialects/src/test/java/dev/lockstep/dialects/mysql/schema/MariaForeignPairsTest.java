package dev.lockstep.dialects.mysql.schema;

import dev.lockstep.testkit.ForeignPairs;
import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestMariaDb;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Runs schema pairs of other projects, both ways, with the server's own dump as judge.
final class MariaForeignPairsTest {
  /// Pairs that may fail: what MariaDB does not take at all, being MySQL's or wrong on purpose.
  private static final int MOST_FAILURES = 40;

  @Test
  void turnsEachSchemaIntoItsPartner() throws IOException {
    ForeignPairs.check("mariadb", 1, MOST_FAILURES, MariaForeignPairsTest::converge);
  }

  private static List<String> converge(List<String> before, List<String> after)
      throws SQLException {
    TestDatabase from = TestMariaDb.database();
    TestDatabase to = TestMariaDb.database();
    try {
      MariaPairs.execute(from, String.join("\n", before));
      MariaPairs.execute(to, String.join("\n", after));
      List<String> wrong =
          new ArrayList<>(
              MariaPairs.converge(from, to).stream()
                  .map(difference -> "still differs: " + difference)
                  .toList());
      String here = MariaPairs.dump(TestMariaDb.version("11.4").server(), from);
      String there = MariaPairs.dump(TestMariaDb.version("11.4").server(), to);
      if (!here.equals(there)) {
        List<String> known = here.lines().toList();
        there
            .lines()
            .filter(line -> !known.contains(line))
            .findFirst()
            .ifPresent(line -> wrong.add("the dump misses: " + line));
        if (wrong.isEmpty()) {
          wrong.add("the dumps differ");
        }
      }
      return wrong;
    } catch (IOException | InterruptedException failed) {
      throw new IllegalStateException(failed);
    } finally {
      from.execute("DROP DATABASE `" + from.database() + "`");
      to.execute("DROP DATABASE `" + to.database() + "`");
    }
  }
}
