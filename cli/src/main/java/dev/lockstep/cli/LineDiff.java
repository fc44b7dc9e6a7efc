package dev.lockstep.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lays two texts beside each other, line by line.
final class LineDiff {
  /// Beyond so many pairs of lines the middle counts as changed altogether.
  private static final long MOST_PAIRS = 4_000_000;

  private LineDiff() {}

  /// Is a line on both sides.
  ///
  /// @param before null when only the second text has it
  /// @param after null when only the first text has it
  record Side(@Nullable String before, @Nullable String after) {
    boolean same() {
      return before != null && before.equals(after);
    }
  }

  static List<Side> between(List<String> before, List<String> after) {
    int head = 0;
    int shorter = Math.min(before.size(), after.size());
    while (head < shorter && before.get(head).equals(after.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < shorter - head
        && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
      tail++;
    }
    List<Side> sides = new ArrayList<>();
    before.subList(0, head).forEach(line -> sides.add(new Side(line, line)));
    middle(
        before.subList(head, before.size() - tail),
        after.subList(head, after.size() - tail),
        sides);
    before
        .subList(before.size() - tail, before.size())
        .forEach(line -> sides.add(new Side(line, line)));
    return sides;
  }

  /// Finds the longest common part; what lies between stands side by side.
  private static void middle(List<String> before, List<String> after, List<Side> sides) {
    if ((long) before.size() * after.size() > MOST_PAIRS) {
      pair(before, after, sides);
      return;
    }
    int[][] common = new int[before.size() + 1][after.size() + 1];
    for (int one = before.size() - 1; one >= 0; one--) {
      for (int other = after.size() - 1; other >= 0; other--) {
        common[one][other] =
            before.get(one).equals(after.get(other))
                ? common[one + 1][other + 1] + 1
                : Math.max(common[one + 1][other], common[one][other + 1]);
      }
    }
    int one = 0;
    int other = 0;
    List<String> gone = new ArrayList<>();
    List<String> come = new ArrayList<>();
    while (one < before.size() || other < after.size()) {
      boolean left = one < before.size();
      boolean right = other < after.size();
      if (left && right && before.get(one).equals(after.get(other))) {
        pair(gone, come, sides);
        gone.clear();
        come.clear();
        sides.add(new Side(before.get(one++), after.get(other++)));
      } else if (left && (!right || common[one + 1][other] >= common[one][other + 1])) {
        gone.add(before.get(one++));
      } else {
        come.add(after.get(other++));
      }
    }
    pair(gone, come, sides);
  }

  private static void pair(List<String> gone, List<String> come, List<Side> sides) {
    for (int at = 0; at < Math.max(gone.size(), come.size()); at++) {
      sides.add(
          new Side(at < gone.size() ? gone.get(at) : null, at < come.size() ? come.get(at) : null));
    }
  }
}
