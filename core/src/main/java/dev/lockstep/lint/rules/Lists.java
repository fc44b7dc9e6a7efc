package dev.lockstep.lint.rules;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.lint.Rule;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads the values of parameters.
final class Lists {
  private Lists() {}

  /// Reads words with commas between them.
  static List<String> words(String value) {
    return Stream.of(value.split(",", -1))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .toList();
  }

  /// Reads words that are compared without regard to case.
  static Set<String> lowerCase(String value) {
    return words(value).stream()
        .map(word -> word.toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }

  /// Reads a number.
  ///
  /// @throws LockstepException when it is none
  static int number(Rule.Parameter parameter, String value) {
    try {
      return Integer.parseInt(value.strip());
    } catch (NumberFormatException e) {
      throw new LockstepException(
          ErrorCode.CONFIGURATION,
          "The parameter %s is no number: %s".formatted(parameter.name(), value),
          "It says: " + parameter.meaning() + ".");
    }
  }
}
