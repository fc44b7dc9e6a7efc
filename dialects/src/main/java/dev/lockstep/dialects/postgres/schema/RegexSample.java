package dev.lockstep.dialects.postgres.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes up a text that a regular expression takes, where that is a simple one: classes, groups,
/// alternatives, repetitions.
///
/// *Shape*: a guess, which the server judges.
final class RegexSample {
  private static final int LONGEST_PATTERN = 200;
  private static final int LONGEST_TEXT = 200;
  private static final String NEGATED = "ax1 -_.@/A";

  private final String pattern;
  private final int number;
  private int at;

  private RegexSample(String pattern, int number) {
    this.pattern = pattern;
    this.number = number;
  }

  /// @param number another one makes another text, where there is a choice
  static Optional<String> of(String pattern, int number) {
    if (pattern.length() > LONGEST_PATTERN) {
      return Optional.empty();
    }
    try {
      RegexSample sample = new RegexSample(pattern, number);
      String text = sample.alternatives();
      return sample.at == pattern.length() ? Optional.of(text) : Optional.empty();
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /// Takes the first one.
  private String alternatives() {
    String first = sequence();
    while (isNext('|')) {
      at++;
      sequence();
    }
    return first;
  }

  private String sequence() {
    StringBuilder text = new StringBuilder();
    while (at < pattern.length() && !isNext('|') && !isNext(')')) {
      text.append(repeated(part()));
      if (text.length() > LONGEST_TEXT) {
        throw new IndexOutOfBoundsException("this is no simple one");
      }
    }
    return text.toString();
  }

  private String part() {
    char next = pattern.charAt(at++);
    return switch (next) {
      case '^', '$' -> "";
      case '.' -> "x";
      case '(' -> {
        if (pattern.startsWith("?:", at)) {
          at += 2;
        }
        String inside = alternatives();
        at++;
        yield inside;
      }
      case '[' -> chosen(set());
      case '\\' -> chosen(escaped());
      default -> String.valueOf(next);
    };
  }

  private String repeated(String part) {
    if (at == pattern.length()) {
      return part;
    }
    int least = 1;
    switch (pattern.charAt(at)) {
      case '*', '+', '?' -> at++;
      case '{' -> {
        int end = pattern.indexOf('}', at);
        least = Integer.parseInt(pattern.substring(at + 1, end).split(",")[0].strip());
        at = end + 1;
      }
      default -> {
        return part;
      }
    }
    if (isNext('?')) {
      at++;
    }
    return part.repeat(Math.clamp(least, 0, LONGEST_TEXT));
  }

  /// Lists what one class takes, or some of it.
  private List<Character> set() {
    boolean negated = isNext('^');
    at += negated ? 1 : 0;
    List<Character> set = new ArrayList<>();
    boolean first = true;
    while (first || !isNext(']')) {
      first = false;
      if (pattern.startsWith("[:", at)) {
        int end = pattern.indexOf(":]", at);
        set.addAll(named(pattern.substring(at + 2, end)));
        at = end + 2;
      } else if (isNext('\\')) {
        at++;
        set.addAll(escaped());
      } else {
        char from = pattern.charAt(at++);
        boolean range = isNext('-') && pattern.charAt(at + 1) != ']';
        set.addAll(range ? between(from, pattern.charAt(at + 1)) : List.of(from));
        at += range ? 2 : 0;
      }
    }
    at++;
    return negated
        ? NEGATED.chars().mapToObj(unit -> (char) unit).filter(one -> !set.contains(one)).toList()
        : set;
  }

  private List<Character> escaped() {
    char kind = pattern.charAt(at++);
    return switch (kind) {
      case 'd' -> named("digit");
      case 'w' -> named("alpha");
      case 's' -> List.of(' ');
      case 'm', 'M', 'y', 'A', 'Z' -> List.of();
      default -> List.of(kind);
    };
  }

  private static List<Character> named(String name) {
    return switch (name) {
      case "digit", "xdigit" -> between('1', '9');
      case "upper" -> between('A', 'Z');
      case "space", "blank" -> List.of(' ');
      case "punct" -> List.of('.');
      default -> between('a', 'z');
    };
  }

  private static List<Character> between(char first, char last) {
    List<Character> all = new ArrayList<>();
    for (char one = first; one <= last && all.size() < LONGEST_TEXT; one++) {
      all.add(one);
    }
    return all;
  }

  private String chosen(List<Character> some) {
    return some.isEmpty() ? "" : String.valueOf(some.get((number - 1) % some.size()));
  }

  private boolean isNext(char wanted) {
    return at < pattern.length() && pattern.charAt(at) == wanted;
  }
}
