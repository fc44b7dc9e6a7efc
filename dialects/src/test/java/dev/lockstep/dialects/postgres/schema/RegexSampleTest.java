package dev.lockstep.dialects.postgres.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Makes up texts for regular expressions that people write into checks.
final class RegexSampleTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "^[0-9]{5}(-\\d{2})?$",
        "^[A-Z]{2}\\d{2}[A-Z0-9]{11,30}$",
        "^(mr|mrs) [A-Z][a-z]+$",
        "^[^@ ]+@[^@ ]+\\.[a-z]{2,}$",
        "^https?://[\\w.-]+(/.*)?$",
        "^[^A-Z]*$",
        "^\\+?[1-9]\\d{1,14}$"
      })
  void aSimplePatternTakesWhatIsMadeForIt(String pattern) {
    for (int number = 1; number <= 3; number++) {
      assertThat(RegexSample.of(pattern, number))
          .hasValueSatisfying(text -> assertThat(Pattern.matches(pattern, text)).isTrue());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        "[a",
        "a{",
        "a{-5}",
        "a{x}",
        "\\",
        ")",
        "[[:alpha:",
        "((((a{200}){200}){200}){200})",
        "a{999999999999}"
      })
  void whatIsNoneEndsQuickly(String pattern) {
    assertThat(RegexSample.of(pattern, 1).map(String::length).orElse(0)).isLessThan(300);
  }

  @Test
  void anotherNumberMakesAnotherText() {
    assertThat(RegexSample.of("^[a-z]+$", 1)).isNotEqualTo(RegexSample.of("^[a-z]+$", 2));
  }
}
