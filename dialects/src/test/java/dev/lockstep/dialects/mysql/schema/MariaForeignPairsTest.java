package dev.lockstep.dialects.mysql.schema;

import dev.lockstep.testkit.ForeignPairs;
import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestMariaDb;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Runs schema pairs of other projects, both ways, with the server's own dump as judge.
final class MariaForeignPairsTest {
  /// Pairs that may fail: what MariaDB 11.4 does not load, being MySQL's, TiDB's or of a later
  /// version, or wrong on purpose.
  private static final int MOST_FAILURES = 39;

  /// What a dump tells of who created something and how it was written, and no model does: whose a
  /// program is, how a trigger begins, and that a tree was asked for where there is nothing else.
  private static final Pattern DEFINER = Pattern.compile("DEFINER=`[^`]*`@`[^`]*`");

  private static final Pattern TRIGGER =
      Pattern.compile("(?is)TRIGGER\\s+`?(\\w+)`?\\s+(before|after)\\s+(.*?)FOR EACH ROW\\s+");

  @Test
  void turnsEachSchemaIntoItsPartner() throws IOException {
    ForeignPairs.check("mariadb", 312, MOST_FAILURES, MariaForeignPairsTest::converge);
  }

  private static List<String> converge(List<String> before, List<String> after)
      throws SQLException {
    TestDatabase from = TestMariaDb.database();
    TestDatabase to = TestMariaDb.database();
    try {
      MariaPairs.execute(from, script(before, from));
      MariaPairs.execute(to, script(after, to));
      List<String> wrong =
          new ArrayList<>(
              MariaPairs.converge(from, to).stream()
                  .map(difference -> "still differs: " + difference)
                  .toList());
      String here = dump(from);
      String there = dump(to);
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

  /// Views of sqldef name the database that they are tested in.
  private static String script(List<String> scripts, TestDatabase database) {
    return String.join("\n", scripts).replace("mysqldef_test", database.database());
  }

  private static String dump(TestDatabase database) throws IOException, InterruptedException {
    String text = MariaPairs.dump(TestMariaDb.version("11.4").server(), database);
    return TRIGGER
        .matcher(DEFINER.matcher(text).replaceAll("").replace(" USING BTREE", ""))
        .replaceAll(trigger ->
            Matcher.quoteReplacement(
                "TRIGGER "
                    + trigger.group(1)
                    + (trigger.group(2) + " " + trigger.group(3))
                        .replaceAll("[`\\s]+", " ")
                        .toLowerCase(Locale.ROOT)
                    + " "));
  }
}
