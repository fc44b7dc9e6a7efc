package dev.lockstep.config;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Unfolds `tenant_{1..100}` into a hundred names.
///
/// *Shape*: one range at most; both ends belong to it. Leading zeros of the first number are kept,
/// so that `{001..100}` gives names of equal length. Text without a range stands for itself.
final class DatabaseNames {
  static final int MAX = 10_000;

  private static final Pattern RANGE =
      Pattern.compile("([^{}]*)\\{([0-9]{1,9})\\.\\.([0-9]{1,9})\\}([^{}]*)");

  private DatabaseNames() {}

  /// *Errors*: `IllegalArgumentException` whose message is a sentence for the user.
  static List<String> unfold(String text) {
    if (!text.contains("{") && !text.contains("}")) {
      return List.of(text);
    }
    Matcher range = RANGE.matcher(text);
    if (!range.matches()) {
      throw new IllegalArgumentException(
          "A range of databases is written with two numbers, as in tenant_{1..100}.");
    }
    int first = Integer.parseInt(range.group(2));
    int last = Integer.parseInt(range.group(3));
    if (last < first) {
      throw new IllegalArgumentException(
          "The range ends with " + last + " before it begins with " + first + ".");
    }
    if (last - first >= MAX) {
      throw new IllegalArgumentException("The range stands for more than " + MAX + " databases.");
    }
    int width = range.group(2).startsWith("0") ? range.group(2).length() : 1;
    List<String> names = new ArrayList<>();
    for (int number = first; number <= last; number++) {
      String digits = Integer.toString(number);
      String padding = "0".repeat(Math.max(0, width - digits.length()));
      names.add(range.group(1) + padding + digits + range.group(4));
    }
    return names;
  }
}
