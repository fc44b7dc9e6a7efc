package dev.lockstep.expression;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Holds texts against regular expressions of Java, as JEXL does, for a bounded time.
///
/// *Units*: a match may look at 1,000,000 characters, those looked at again among them.
final class Patterns {
  private static final int MAX_LOOKS = 1_000_000;

  private Patterns() {}

  static boolean matches(String pattern, String text, int at) {
    return bounded(pattern, text, at, Matcher::matches);
  }

  static String replaced(String pattern, String text, String replacement, int at) {
    return bounded(
        pattern,
        text,
        at,
        matcher -> {
          StringBuilder replaced = new StringBuilder();
          try {
            while (matcher.find()) {
              matcher.appendReplacement(replaced, replacement);
              Values.limit(replaced.length(), at);
            }
          } catch (IllegalArgumentException | IndexOutOfBoundsException wrong) {
            throw new Refusal("The replacement " + replacement + " names no group of it.", at);
          }
          return matcher.appendTail(replaced).toString();
        });
  }

  private static <T> T bounded(String pattern, String text, int at, Use<T> use) {
    try {
      return use.of(Pattern.compile(pattern).matcher(new Watched(text, new AtomicInteger(), at)));
    } catch (PatternSyntaxException wrong) {
      throw new Refusal("This is no regular expression: " + wrong.getDescription() + ".", at);
    } catch (StackOverflowError deep) {
      throw new Refusal("The regular expression takes too long.", at);
    }
  }

  private interface Use<T> {
    T of(Matcher matcher);
  }

  /// Counts how often a character is looked at, since some expressions never end otherwise.
  private record Watched(CharSequence text, AtomicInteger looks, int at) implements CharSequence {
    @Override
    public char charAt(int index) {
      if (looks.incrementAndGet() > MAX_LOOKS) {
        throw new Refusal("The regular expression takes too long.", at);
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Watched(text.subSequence(start, end), looks, at);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
