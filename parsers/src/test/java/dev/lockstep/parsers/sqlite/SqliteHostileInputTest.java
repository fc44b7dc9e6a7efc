package dev.lockstep.parsers.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.parsers.tree.Parsing;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Feeds the parser what nobody means well with.
final class SqliteHostileInputTest {
  private final SqliteParser parser = SqliteParser.get();

  @Test
  void refusesWhatSqliteFindsTooDeep() throws Exception {
    try (SqliteJudge judge = new SqliteJudge()) {
      for (String opening : new String[] {"(", "f(", "CASE WHEN ", "NOT ", "- ", "(SELECT "}) {
        assertThat(judge.difference("SELECT " + opening.repeat(3_000))).isEmpty();
      }
      for (int depth : new int[] {2_400, 2_480, 2_490, 2_495, 2_500, 2_510}) {
        assertThat(judge.difference("SELECT " + "(".repeat(depth) + "1" + ")".repeat(depth)))
            .isEmpty();
      }
    }
    assertThat(parser.parse("SELECT " + "(".repeat(3_000))).isInstanceOf(Parsing.Failed.class);
  }

  @Test
  void readsEndlessChainsWithoutTheStack() {
    assertThat(statements("SELECT 1" + " + 1".repeat(200_000))).isEqualTo(1);
    assertThat(statements("SELECT 1" + " UNION SELECT 1".repeat(50_000))).isEqualTo(1);
    assertThat(statements("SELECT 1;".repeat(50_000))).isEqualTo(50_000);
    assertThat(statements("INSERT INTO t VALUES (1)" + ", (1)".repeat(100_000))).isEqualTo(1);
  }

  private int statements(String text) {
    Parsing.Parsed parsed = (Parsing.Parsed) parser.parse(text);
    return SqliteParser.statements(parsed.tree()).size();
  }

  @Test
  void givesUpOnTextsBeyondItsMemory() {
    String text = "INSERT INTO t VALUES (1)" + ",(1)".repeat(2_000_000);
    assertThat(parser.parse(text)).isEqualTo(new Parsing.TooLong());
  }

  @Test
  void staysFastOnLongTokens() {
    String quotes = "'" + "''".repeat(2_000_000);
    assertThat(parser.parse("SELECT " + quotes)).isInstanceOf(Parsing.Failed.class);
    assertThat(parser.parse("SELECT " + "/*".repeat(1_000_000))).isNotNull();
    assertThat(parser.parse("SELECT " + "9".repeat(1_000_000))).isInstanceOf(Parsing.Parsed.class);
    assertThat(parser.parse("SELECT 1 " + "window ".repeat(20_000))).isNotNull();
    assertThat(parser.parse("SELECT " + "f() over /* */ ".repeat(20_000))).isNotNull();
  }

  @Test
  void neverThrows() {
    Random chance = new Random(3);
    String characters =
        "aeExXbBn01_.'\"`$\\&+-*/<>=!@#()[];:, \n\r\t\f{}^|~?%\u000B\u00e9\ufeff\ud83d\ude00\0";
    for (int i = 0; i < 100_000; i++) {
      StringBuilder text = new StringBuilder(chance.nextBoolean() ? "SELECT " : "");
      for (int size = chance.nextInt(30); size > 0; size--) {
        text.append(characters.charAt(chance.nextInt(characters.length())));
      }
      assertThat(parser.parse(text.toString())).isNotNull();
    }
  }

  /// Random characters, of which SQLite reads the first statement.
  @Test
  void agreesOnNoise() throws Exception {
    Random chance = new Random(4);
    String characters = "aexX01_.'\"`$&+-*/<>=!@#()[]:, \n\t{}^|~?%\u000B\u00e9\ufeff";
    try (SqliteJudge judge = new SqliteJudge()) {
      for (int i = 0; i < 20_000; i++) {
        StringBuilder text = new StringBuilder("SELECT ");
        for (int size = chance.nextInt(12); size > 0; size--) {
          text.append(characters.charAt(chance.nextInt(characters.length())));
        }
        assertThat(judge.difference(text.toString())).isEmpty();
      }
    }
  }
}
