package dev.lockstep.dialects.postgres.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettledTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "(((a >= 1) AND (a <= 2)) AND b)|((a >= 1) AND (a <= 2) AND b)",
        "((((a AND b) AND c) AND d) OR e)|((a AND b AND c AND d) OR e)",
        "(((a OR b) AND c) AND d)|((a OR b) AND c AND d)",
        "(a AND (b AND c))|(a AND (b AND c))",
        "CHECK ((((x = 1) OR (x = 2)) OR y))|CHECK (((x = 1) OR (x = 2) OR y))",
        "((a AND b) OR c)|((a AND b) OR c)",
        "((a = ') AND (') AND b)|((a = ') AND (') AND b)",
        "((\"a) AND (\" AND b) AND c)|(\"a) AND (\" AND b AND c)",
        "f((a AND b), c)|f((a AND b), c)",
        "(t LEFT JOIN u ON TRUE)|(t LEFT JOIN u ON (true))",
        "(a = ' ON TRUE')|(a = ' ON TRUE')",
        "AS $_$ IF ((a AND b) AND c) $_$ ON TRUE|AS $_$ IF ((a AND b) AND c) $_$ ON (true)",
        "((($1 >= 1) AND ($1 <= 2)) AND $2)|(($1 >= 1) AND ($1 <= 2) AND $2)",
        "(a = ANY ((ARRAY['x'::v, 'y'::v])::text[]))|(a = ANY (ARRAY[('x'::v)::text,"
            + " ('y'::v)::text]))",
        "((a AND b|((a AND b"
      })
  void comesToTheFormThatStays(String written, String settled) {
    assertThat(SettledText.of(written)).isEqualTo(settled);
    assertThat(SettledText.of(settled)).isEqualTo(settled);
  }
}
