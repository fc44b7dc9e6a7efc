package dev.lockstep.rego.builtin;

import dev.lockstep.rego.value.Budget;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Tells whether two simple patterns have a text in common.
///
/// *Shape*: patterns of characters, `.`, `[a-z]`, each of which may be followed by `*` or `+`.
final class GlobIntersection {
  private GlobIntersection() {}

  /// Is a part of a pattern.
  ///
  /// @param ranges the first and last characters that it takes
  /// @param none whether it may be left out
  /// @param many whether it may stand again
  private record Part(List<int[]> ranges, boolean none, boolean many) {
    boolean meets(Part other) {
      for (int[] mine : ranges) {
        for (int[] theirs : other.ranges) {
          if (mine[0] <= theirs[1] && theirs[0] <= mine[1]) {
            return true;
          }
        }
      }
      return false;
    }
  }

  static boolean meet(Arguments arguments, String left, String right) {
    List<Part> one = parts(arguments, left);
    List<Part> other = parts(arguments, right);
    Set<Long> seen = new HashSet<>();
    return meet(one, 0, other, 0, seen);
  }

  private static boolean meet(List<Part> one, int i, List<Part> other, int j, Set<Long> seen) {
    if (i == one.size() && j == other.size()) {
      return true;
    }
    Budget.keep(seen.size());
    if (!seen.add(i * (other.size() + 1L) + j)) {
      return false;
    }
    boolean left = i < one.size();
    boolean right = j < other.size();
    if ((left && one.get(i).none() && meet(one, i + 1, other, j, seen))
        || (right && other.get(j).none() && meet(one, i, other, j + 1, seen))) {
      return true;
    }
    if (!left || !right || !one.get(i).meets(other.get(j))) {
      return false;
    }
    return meet(one, i + 1, other, j + 1, seen)
        || (one.get(i).many() && meet(one, i, other, j + 1, seen))
        || (other.get(j).many() && meet(one, i + 1, other, j, seen));
  }

  private static List<Part> parts(Arguments arguments, String text) {
    List<Part> parts = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      List<int[]> ranges = new ArrayList<>();
      if (c == '[') {
        int end = text.indexOf(']', at);
        if (end < 0) {
          throw arguments.failure(
              "input:%s, pos:%d, set-close ']' must be present".formatted(text, at));
        }
        ranges(text.substring(at + 1, end), ranges);
        at = end + 1;
      } else if (c == ']') {
        throw arguments.failure(
            "input:%s, pos:%d, set-close ']' with no preceding '['".formatted(text, at));
      } else if (c == '.') {
        ranges.add(new int[] {0, Character.MAX_VALUE});
        at++;
      } else if (c == '*' || c == '+') {
        throw arguments.failure(
            "input:%s, pos:%d, flag '%s' must be preceded by a non-flag".formatted(text, at, c));
      } else {
        if (c == '\\' && at + 1 < text.length()) {
          at++;
          c = text.charAt(at);
        }
        ranges.add(new int[] {c, c});
        at++;
      }
      char flag = at < text.length() ? text.charAt(at) : 0;
      if (flag == '*' || flag == '+') {
        at++;
      }
      parts.add(new Part(ranges, flag == '*', flag == '*' || flag == '+'));
    }
    return parts;
  }

  private static void ranges(String text, List<int[]> ranges) {
    for (int i = 0; i < text.length(); i++) {
      char from = text.charAt(i);
      char to = from;
      if (i + 2 < text.length() && text.charAt(i + 1) == '-') {
        to = text.charAt(i + 2);
        i += 2;
      }
      ranges.add(new int[] {from, to});
    }
  }
}
