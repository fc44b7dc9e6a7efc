package dev.lockstep.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Is what `<+input>` says of the value that a run is asked for.
///
/// *Shape*: `<+input>` with calls behind it, `.default(a).allowedValues(a,b)`. What stands in
/// brackets is text as it is; a bracket ends it where nothing or another call follows.
///
/// *Units*: it has at most 4,000 characters.
///
/// *Source*: the pattern of such texts in Harness' schema.
///
/// @param preset null when a run must say it
/// @param allowed empty for anything
/// @param pattern that the whole of it must match; null for none
/// @param late whether Harness would ask when the step begins rather than the run
record InputText(
    @Nullable String preset, List<String> allowed, @Nullable String pattern, boolean late) {
  private static final String BEGINNING = "<+input>";
  private static final int MAX_LENGTH = 4_000;
  static final List<String> CALLS =
      List.of(
          "allowedValues", "default", "executionInput", "regex", "selectManyFrom", "selectOneFrom");

  InputText {
    allowed = List.copyOf(allowed);
  }

  /// Tells whether a text asks for an input, be it as it must or not.
  static boolean isIn(String text) {
    return text.contains(BEGINNING);
  }

  /// Returns what a text says; empty when it is not written as it must be.
  static Optional<InputText> parse(String text) {
    String rest = text.strip();
    if (!rest.startsWith(BEGINNING) || rest.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    rest = rest.substring(BEGINNING.length());
    InputText input = new InputText(null, List.of(), null, false);
    while (!rest.isEmpty()) {
      String call = call(rest);
      int end = call == null ? -1 : end(rest, call.length() + 2);
      if (call == null || end < 0) {
        return Optional.empty();
      }
      input = input.with(call, rest.substring(call.length() + 2, end));
      rest = rest.substring(end + 1);
    }
    return Optional.of(input);
  }

  /// Returns the call that a text begins with.
  private static @Nullable String call(String text) {
    return CALLS.stream()
        .filter(call -> text.startsWith("." + call + "("))
        .findFirst()
        .orElse(null);
  }

  private static int end(String text, int from) {
    for (int i = text.indexOf(')', from); i >= 0; i = text.indexOf(')', i + 1)) {
      String behind = text.substring(i + 1);
      if (behind.isEmpty() || call(behind) != null) {
        return i;
      }
    }
    return -1;
  }

  private InputText with(String call, String argument) {
    return switch (call) {
      case "default" -> new InputText(argument, allowed, pattern, late);
      case "regex" -> new InputText(preset, allowed, argument, late);
      case "selectManyFrom" -> new InputText(preset, allowed, several(list(argument)), late);
      case "executionInput" -> new InputText(preset, allowed, pattern, true);
      default -> new InputText(preset, list(argument), pattern, late);
    };
  }

  static List<String> list(String text) {
    List<String> values = new ArrayList<>(Arrays.asList(text.split(",")));
    values.replaceAll(String::strip);
    values.removeIf(String::isEmpty);
    return values;
  }

  /// Returns the pattern of some of these values with commas between them.
  static String several(List<String> values) {
    String one = values.stream().map(Pattern::quote).collect(Collectors.joining("|", "(", ")"));
    return one + "(," + one + ")*";
  }
}
