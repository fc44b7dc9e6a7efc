package dev.lockstep.readers.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.parsers.mysql.Product;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.ParsedStatement;
import dev.lockstep.statement.Reading;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Feeds both readers what nobody means well with.
final class MySqlHostileInputTest {
  private static final MySqlReader MYSQL = MySqlReader.ofMySql(80400);
  private static final MySqlReader MARIADB = MySqlReader.ofMariaDb(110405);

  private static MySqlReader reader(Product product) {
    return product == Product.MYSQL ? MYSQL : MARIADB;
  }

  @ParameterizedTest
  @EnumSource
  void refusesWhatIsTooDeep(Product product) {
    for (String opening : List.of("(", "f(", "CASE WHEN (", "a IN (", "NOT (")) {
      assertThat(reader(product).read("SELECT " + opening.repeat(100_000)))
          .isInstanceOf(Reading.NotUnderstood.class);
    }
    String deep = "(".repeat(100_000) + "1" + ")".repeat(100_000);
    assertThat(reader(product).read("SELECT " + deep))
        .isInstanceOfSatisfying(
            Reading.NotUnderstood.class,
            no -> assertThat(no.message()).isEqualTo("memory exhausted at or near \"(\""));
  }

  @ParameterizedTest
  @EnumSource
  void survivesChains(Product product) {
    for (String link : List.of("NOT ", "- ", "CASE WHEN ", "BINARY ", "! ")) {
      assertThat(reader(product).read("SELECT " + link.repeat(20_000) + "1")).isNotNull();
    }
    assertThat(reader(product).read("SELECT 1" + " + 1".repeat(20_000)))
        .isInstanceOf(Reading.Understood.class);
    assertThat(reader(product).read("SELECT 1" + " OR a = 1".repeat(5_000)))
        .isInstanceOf(Reading.Understood.class);
  }

  @ParameterizedTest
  @EnumSource
  void countsTheRowsOfLongInserts(Product product) {
    String text =
        "INSERT INTO t (a, b, c) VALUES (1, 'one', 2.5)" + ", (2, 'it''s two', -3)".repeat(23_000);
    assertThat(text.length()).isGreaterThan(500_000);
    assertThat(reader(product).read(text))
        .isInstanceOfSatisfying(
            Reading.Understood.class, read -> assertThat(rows(read.statement())).isEqualTo(23_001));
  }

  private static int rows(ParsedStatement statement) {
    return ((Operation.Insert) statement.operations().getFirst()).rows();
  }

  @ParameterizedTest
  @EnumSource
  void staysFastOnLongTokens(Product product) {
    for (String token :
        List.of(
            "'" + "''".repeat(200_000),
            "`".repeat(199_999),
            "/*".repeat(200_000),
            "9".repeat(200_000),
            "'a\\",
            "\"",
            "x'0",
            "@".repeat(10_000),
            "\0",
            "'a\0'",
            "#".repeat(100_000),
            "\ud83d",
            "$$",
            "/*!",
            "/*!999999999999 */",
            "--")) {
      assertThat(reader(product).read("SELECT " + token)).isNotNull();
      assertThat(reader(product).read(token)).isNotNull();
    }
  }

  @ParameterizedTest
  @EnumSource
  void neverThrows(Product product) {
    Random chance = new Random(8);
    List<String> statements =
        List.of(
            "CREATE TABLE t (a INT NOT NULL DEFAULT 5 COMMENT 'x', b ENUM('a') CHARSET utf8, KEY k"
                + " (a(3) DESC), FOREIGN KEY (b) REFERENCES u (c) ON DELETE SET NULL)"
                + " ENGINE=InnoDB",
            "ALTER TABLE a.b ADD COLUMN c INT AFTER d, DROP KEY e, MODIFY f VARCHAR(5) DEFAULT"
                + " now(), RENAME TO g, CONVERT TO CHARACTER SET utf8, ALGORITHM=INPLACE, DROP"
                + " PARTITION p",
            "CREATE TRIGGER t BEFORE INSERT ON u FOR EACH ROW BEGIN IF a THEN SET b = 1; END IF;"
                + " END",
            "INSERT INTO t (a, b) VALUES (1, 2), (3, '4') ON DUPLICATE KEY UPDATE a = b + 1",
            "UPDATE t x JOIN u ON x.a = u.a SET x.b = 1 WHERE x.c LIKE '%d' ORDER BY e LIMIT 1",
            "GRANT SELECT (a), INSERT ON b.* TO 'c'@'%' WITH GRANT OPTION",
            "SET @a = 1, GLOBAL b = DEFAULT, @@session.c = 'd'",
            "LOCK TABLES a READ, b AS c WRITE",
            "CREATE OR REPLACE VIEW v AS WITH x AS (SELECT 1) SELECT * FROM x WHERE a = NULL");
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder(statements.get(chance.nextInt(statements.size())));
      for (int changes = 1 + chance.nextInt(3); changes > 0; changes--) {
        change(text, chance);
      }
      assertThat(reader(product).read(text.toString())).isNotNull();
    }
  }

  private static void change(StringBuilder text, Random chance) {
    String characters = "aA1_.'\"`\\&+-*/<>=!@#()[];:, \n\0{}|~?%\u00e9\ud83d\ude00";
    int at = chance.nextInt(text.length());
    int end = Math.min(text.length(), at + 1 + chance.nextInt(8));
    switch (chance.nextInt(4)) {
      case 0 -> text.delete(at, end);
      case 1 -> text.insert(at, text.substring(at, end));
      case 2 -> text.insert(at, characters.charAt(chance.nextInt(characters.length())));
      default -> text.insert(at, text.substring(chance.nextInt(end), end));
    }
    if (text.isEmpty()) {
      text.append('a');
    }
  }
}
