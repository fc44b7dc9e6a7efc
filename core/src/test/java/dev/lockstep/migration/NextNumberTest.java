package dev.lockstep.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NextNumberTest {
  @ParameterizedTest
  @CsvSource({
    "7, 8",
    "007, 008",
    "099, 100",
    "999, 1000",
    "1.9, 1.10",
    "1_09, 1_10",
    "2026.01.05.1, 2026.01.05.2",
    "20250101120000, 20261121220102",
    "202501011200, 202611212201",
    "20991231235959, 20991231235960",
    "12345678901234, 12345678901235",
    "20259999120000, 20259999120001",
    "99999999999999999999, 100000000000000000000",
  })
  void goesOnInTheSameStyle(String last, String next) {
    assertThat(NextNumber.after(last, Instant.parse("2026-11-21T22:01:02Z"))).isEqualTo(next);
  }
}
