package dev.lockstep.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TableSizeTest {
  @ParameterizedTest
  @CsvSource({
    "1, '1 row, 9 bytes'",
    "9999, '9999 rows, 9 bytes'",
    "41234, '41,000 rows, 9 bytes'",
    "4000123, '4,000,000 rows, 9 bytes'",
    "9999999, '9,999,000 rows, 9 bytes'",
    "41000000, '41 M rows, 9 bytes'",
    "41000000000, '41,000 M rows, 9 bytes'"
  })
  void groupsDigits(long rows, String words) {
    assertThat(new TableSize(rows, 9)).hasToString(words);
  }
}
