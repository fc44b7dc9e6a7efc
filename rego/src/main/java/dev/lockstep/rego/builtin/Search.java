package dev.lockstep.rego.builtin;

import dev.lockstep.rego.value.Budget;

/// Finds text in text, in time that grows with both and not with their product.
final class Search {
  private static final long SMALL = 1L << 22;

  private Search() {}

  /// Returns where a text stands next; -1 for nowhere.
  static int next(String text, String wanted, int from) {
    if (wanted.length() <= 16 || (long) wanted.length() * (text.length() - from) < SMALL) {
      return text.indexOf(wanted, from);
    }
    // As Knuth, Morris and Pratt do it: what has been seen is not looked at again.
    Budget.spend((wanted.length() + text.length() - from) >> 6);
    int[] shorter = shorter(wanted);
    int same = 0;
    for (int at = from; at < text.length(); at++) {
      while (same > 0 && wanted.charAt(same) != text.charAt(at)) {
        same = shorter[same - 1];
      }
      same += wanted.charAt(same) == text.charAt(at) ? 1 : 0;
      if (same == wanted.length()) {
        return at - same + 1;
      }
    }
    return -1;
  }

  /// Tells for each start of a text how long a shorter start is that it ends with.
  private static int[] shorter(String text) {
    int[] shorter = new int[text.length()];
    int same = 0;
    for (int at = 1; at < text.length(); at++) {
      while (same > 0 && text.charAt(same) != text.charAt(at)) {
        same = shorter[same - 1];
      }
      same += text.charAt(same) == text.charAt(at) ? 1 : 0;
      shorter[at] = same;
    }
    return shorter;
  }
}
