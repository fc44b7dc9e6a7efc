package dev.lockstep.parsers.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.parsers.tree.Parsing;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Feeds the parser what nobody means well with.
final class HostileInputTest {
  private final PostgresParser parser = PostgresParser.of(18);

  @Test
  void refusesWhatTheServerFindsTooDeep() throws Exception {
    try (Judge judge = Judge.of("18")) {
      for (String opening : new String[] {"(", "a[", "f(", "CASE WHEN ", "NOT ", "ARRAY[", "- "}) {
        assertThat(judge.difference("SELECT " + opening.repeat(12_000))).isEmpty();
      }
      assertThat(judge.difference("SELECT " + "(".repeat(9_000) + "1" + ")".repeat(9_000)))
          .isEmpty();
    }
    assertThat(parser.parse("SELECT " + "(".repeat(12_000)))
        .isEqualTo(new Parsing.Failed("memory exhausted at or near \"(\"", 10_003));
  }

  @Test
  void readsEndlessChainsWithoutTheStack() {
    assertThat(statements("SELECT 1" + " + 1".repeat(200_000))).isEqualTo(1);
    assertThat(statements("SELECT 1" + " UNION SELECT 1".repeat(50_000))).isEqualTo(1);
    assertThat(statements("SELECT 1;".repeat(50_000))).isEqualTo(50_000);
    assertThat(statements("SELECT a" + ".b".repeat(100_000))).isEqualTo(1);
  }

  private int statements(String text) {
    Parsing.Parsed parsed = (Parsing.Parsed) parser.parse(text);
    assertThat(parsed.tree().root().collapsed().end()).isEqualTo(parsed.tree().root().end());
    return PostgresParser.statements(parsed.tree()).size();
  }

  @Test
  void listsTheItemsOfLongLists() {
    String text = "INSERT INTO t VALUES (1)" + ", (1)".repeat(100_000);
    Parsing.Parsed parsed = (Parsing.Parsed) parser.parse(text);
    assertThat(parsed.tree().root().all("values_clause").toList().getLast().items())
        .hasSize(100_001);
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
    assertThat(parser.parse("SELECT " + "/*".repeat(1_000_000))).isInstanceOf(Parsing.Failed.class);
    assertThat(parser.parse("SELECT " + "$a$".repeat(1_000_000)))
        .isInstanceOf(Parsing.Failed.class);
    assertThat(parser.parse("SELECT " + "9".repeat(1_000_000))).isInstanceOf(Parsing.Parsed.class);
    assertThat(parser.parse("SELECT " + "+".repeat(1_000_000))).isInstanceOf(Parsing.Failed.class);
    assertThat(parser.parse("SELECT 'a'" + "\n'b'".repeat(500_000)))
        .isInstanceOf(Parsing.Parsed.class);
  }

  @Test
  void takesNoCharacterThatNoServerTakes() {
    assertThat(parser.parse("SELECT 'a\0'"))
        .isEqualTo(new Parsing.Failed("invalid byte sequence for encoding \"UTF8\": 0x00", 9));
  }

  @Test
  void neverThrows() {
    Random chance = new Random(18);
    String characters =
        "aeEuUxXbBnN01_.'\"$\\&+-*/<>=!@#()[];:, \n\r\t\f{}^|~`?%\u000B\u00e9\ud83d\ude00";
    for (int i = 0; i < 100_000; i++) {
      StringBuilder text = new StringBuilder(chance.nextBoolean() ? "SELECT " : "");
      for (int size = chance.nextInt(30); size > 0; size--) {
        text.append(characters.charAt(chance.nextInt(characters.length())));
      }
      assertThat(parser.parse(text.toString())).isNotNull();
    }
  }

  @Test
  void knowsNoServersBeforeThirteen() {
    assertThatThrownBy(() -> PostgresParser.of(12)).isInstanceOf(IllegalArgumentException.class);
    assertThat(PostgresParser.of(99).parse("SELECT 1")).isInstanceOf(Parsing.Parsed.class);
  }
}
