package dev.lockstep.rego.builtin;

import com.google.re2j.PatternSyntaxException;
import dev.lockstep.rego.value.Budget;
import java.util.ArrayDeque;
import java.util.Deque;

/// Measures a regular expression before it is compiled: counted repeats within counted repeats
/// multiply.
///
/// *Source*: Go's `regexp/syntax`, which refuses what would be repeated more than 1,000 times, and
/// groups that are 1,000 deep.
final class RegexSize {
  private static final int MOST_REPEATS = 1_000;
  private static final int DEEPEST = 1_000;
  private static final long LARGEST = 200_000;

  private final String pattern;
  private int at;

  /// Is a group, or the whole.
  private static final class Group {
    long size;
    int repeats = 1;

    /// Of what stands last in it.
    long lastSize;

    int lastRepeats = 1;

    void add(long size, int repeats) {
      this.size += size;
      this.repeats = Math.max(this.repeats, repeats);
      lastSize = size;
      lastRepeats = repeats;
    }
  }

  private RegexSize(String pattern) {
    this.pattern = pattern;
  }

  /// *Errors*: [PatternSyntaxException] for what Go refuses; ends the evaluation for what is too
  /// large here.
  static void check(String pattern) {
    new RegexSize(pattern).all();
  }

  private void all() {
    Deque<Group> open = new ArrayDeque<>();
    Group group = new Group();
    while (at < pattern.length()) {
      char c = pattern.charAt(at++);
      switch (c) {
        case '(' -> {
          if (open.size() >= DEEPEST) {
            throw new PatternSyntaxException("expression nests too deeply", pattern);
          }
          open.push(group);
          group = new Group();
        }
        case ')' -> {
          if (!open.isEmpty()) {
            Group inner = group;
            group = open.pop();
            group.add(inner.size + 2, inner.repeats);
          }
        }
        case '[' -> {
          set();
          group.add(1, 1);
        }
        case '\\' -> escape(group);
        case '{' -> repeat(group);
        default -> group.add(1, 1);
      }
    }
  }

  private void set() {
    at += at < pattern.length() && pattern.charAt(at) == '^' ? 1 : 0;
    at += at < pattern.length() && pattern.charAt(at) == ']' ? 1 : 0;
    while (at < pattern.length() && pattern.charAt(at) != ']') {
      boolean named = pattern.startsWith("[:", at) && pattern.indexOf(":]", at) > 0;
      at = named ? pattern.indexOf(":]", at) + 2 : at + (pattern.charAt(at) == '\\' ? 2 : 1);
    }
    at++;
  }

  private void escape(Group group) {
    char c = at < pattern.length() ? pattern.charAt(at++) : ' ';
    if (c == 'Q') {
      int end = pattern.indexOf("\\E", at);
      int to = end < 0 ? pattern.length() : end;
      group.add(to - at, 1);
      at = end < 0 ? to : end + 2;
      return;
    }
    if ("xpP".indexOf(c) >= 0 && at < pattern.length() && pattern.charAt(at) == '{') {
      int end = pattern.indexOf('}', at);
      at = end < 0 ? pattern.length() : end + 1;
    }
    group.add(1, 1);
  }

  /// Reads `{2}`, `{2,}` and `{2,5}`; any other brace is a character.
  private void repeat(Group group) {
    int start = at - 1;
    int least = number();
    int most = least;
    if (least >= 0 && at < pattern.length() && pattern.charAt(at) == ',') {
      at++;
      boolean open = at < pattern.length() && pattern.charAt(at) == '}';
      most = open ? least : number();
    }
    if (least < 0 || most < 0 || at >= pattern.length() || pattern.charAt(at) != '}') {
      at = start + 1;
      group.add(1, 1);
      return;
    }
    at++;
    int times = Math.max(1, most);
    long repeats = (long) group.lastRepeats * times;
    if (times >= 2 && repeats > MOST_REPEATS) {
      throw new PatternSyntaxException("invalid repeat count", pattern.substring(start, at));
    }
    group.size += group.lastSize * (times - 1);
    group.add(0, (int) repeats);
    if (group.size > LARGEST) {
      Budget.refuse(
          "a regular expression of the policy has more than %,d parts".formatted(LARGEST));
      throw new PatternSyntaxException("expression too large", pattern);
    }
  }

  private int number() {
    int start = at;
    long number = 0;
    while (at < pattern.length() && pattern.charAt(at) >= '0' && pattern.charAt(at) <= '9') {
      number = Math.min(1L << 20, number * 10 + pattern.charAt(at++) - '0');
    }
    return at == start ? -1 : (int) number;
  }
}
