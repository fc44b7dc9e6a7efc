package dev.lockstep.cli;

import java.util.ArrayList;
import java.util.List;

/// Shows what changes in a text as `diff -u` does.
final class UnifiedDiff {
  private static final int AROUND = 3;

  private UnifiedDiff() {}

  /// Lists the lines; none where nothing changes.
  static List<String> of(String name, String before, String after) {
    List<LineDiff.Side> sides = LineDiff.between(before.lines().toList(), after.lines().toList());
    List<String> lines = new ArrayList<>();
    int old = 1;
    int fresh = 1;
    int at = 0;
    while (at < sides.size()) {
      int change = at;
      while (change < sides.size() && sides.get(change).same()) {
        change++;
      }
      if (change == sides.size()) {
        break;
      }
      int start = Math.max(at, change - AROUND);
      int end = end(sides, change);
      old += start - at;
      fresh += start - at;
      List<LineDiff.Side> hunk = sides.subList(start, end);
      int gone = (int) hunk.stream().filter(side -> side.before() != null).count();
      int come = (int) hunk.stream().filter(side -> side.after() != null).count();
      lines.add("@@ -%s +%s @@".formatted(range(old, gone), range(fresh, come)));
      lines.addAll(hunk(hunk));
      old += gone;
      fresh += come;
      at = end;
    }
    if (!lines.isEmpty()) {
      lines.addAll(0, List.of("--- " + name, "+++ " + name));
    }
    return lines;
  }

  private static String range(int start, int count) {
    return (count == 0 ? start - 1 : start) + "," + count;
  }

  /// Returns where a hunk ends: behind changes with few lines between them, and some lines more.
  private static int end(List<LineDiff.Side> sides, int change) {
    int last = change;
    for (int i = change; i < sides.size() && i - last <= 2 * AROUND; i++) {
      last = sides.get(i).same() ? last : i;
    }
    return Math.min(sides.size(), last + 1 + AROUND);
  }

  private static List<String> hunk(List<LineDiff.Side> sides) {
    List<String> lines = new ArrayList<>();
    List<String> come = new ArrayList<>();
    for (LineDiff.Side side : sides) {
      if (side.same()) {
        lines.addAll(come);
        come.clear();
        lines.add(" " + side.before());
        continue;
      }
      if (side.before() != null) {
        lines.add("-" + side.before());
      }
      if (side.after() != null) {
        come.add("+" + side.after());
      }
    }
    lines.addAll(come);
    return lines;
  }
}
