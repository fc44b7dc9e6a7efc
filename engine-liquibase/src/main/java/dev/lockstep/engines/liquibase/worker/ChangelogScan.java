package dev.lockstep.engines.liquibase.worker;

import dev.lockstep.engines.liquibase.bridge.LiquibaseOptions;
import dev.lockstep.engines.liquibase.bridge.LiquibaseOptions.Feature;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Looks over one changelog file before Liquibase reads it: refuses what could harm, and notes on
/// which line each changeset begins.
///
/// *Shape*: the formats' own scanners call the hooks in file order; nesting is counted here.
final class ChangelogScan {
  private static final int DEEPEST = 64;
  private static final List<String> CLASS_ATTRIBUTES =
      List.of("filter", "resourceFilter", "resourceComparator");

  private final String path;
  private final LiquibaseOptions options;
  private final Map<String, Deque<Integer>> lines = new HashMap<>();
  private final Map<String, Integer> firstLines = new HashMap<>();
  private int depth;

  ChangelogScan(String path, LiquibaseOptions options) {
    this.path = path;
    this.options = options;
  }

  /// Returns the lines of each changeset by `id::author`, in file order.
  Map<String, Deque<Integer>> lines() {
    return lines;
  }

  /// Returns the line on which each element or key stands first.
  Map<String, Integer> firstLines() {
    return firstLines;
  }

  String path() {
    return path;
  }

  void enter(int line) {
    depth++;
    if (depth > DEEPEST) {
      throw refused(
          ErrorCode.TOO_LARGE,
          line,
          "is nested deeper than " + DEEPEST + " levels",
          "Flatten the file.");
    }
  }

  void leave() {
    depth--;
  }

  void changeset(@Nullable String id, @Nullable String author, int line) {
    lines.computeIfAbsent(id + "::" + author, _ -> new ArrayDeque<>()).add(line);
  }

  /// Checks an element or key by its name, and the one that holds it.
  void name(String name, String parent, int line) {
    firstLines.putIfAbsent(name, line);
    for (Feature feature : Feature.values()) {
      if (feature.option().equals(name) && !options.allows(feature)) {
        throw notAllowed(feature, line);
      }
    }
    if (parent.equals("includeAll")
        && CLASS_ATTRIBUTES.contains(name)
        && !options.allows(Feature.CUSTOM_CHANGE)) {
      throw refused(
          ErrorCode.CHANGE_FILE,
          line,
          "includeAll names a class to load ('" + name + "'), which is switched off",
          "Add 'allow: customChange' to the schema's options if you trust these files.");
    }
  }

  LockstepException notAllowed(Feature feature, int line) {
    return refused(
        ErrorCode.CHANGE_FILE,
        line,
        "uses '" + feature.option() + "', which is switched off because it runs foreign code",
        "Add 'allow: " + feature.option() + "' to the schema's options if you trust these files.");
  }

  LockstepException refused(ErrorCode code, int line, String what, @Nullable String nextStep) {
    return new LockstepException(
        code,
        path + (line > 0 ? ":" + line : "") + ": " + what.replaceFirst("\\.+$", "") + ".",
        nextStep);
  }

  /// Notes where the changesets of a formatted SQL file begin.
  void formattedSql(String content) {
    List<String> text = new ArrayList<>(content.lines().toList());
    for (int index = 0; index < text.size(); index++) {
      FormattedHeader header = FormattedHeader.of(text.get(index));
      if (header != null) {
        changeset(header.id(), header.author(), index + 1);
      }
    }
  }

  /// Is the line that begins a changeset in formatted SQL: `--changeset author:id …`.
  private record FormattedHeader(String author, String id) {
    static @Nullable FormattedHeader of(String line) {
      String rest = line.strip();
      if (!rest.startsWith("--")) {
        return null;
      }
      rest = rest.substring(2).strip();
      if (rest.length() < 10 || !rest.regionMatches(true, 0, "changeset", 0, 9)) {
        return null;
      }
      rest = rest.substring(9).strip();
      String author;
      if (rest.startsWith("\"")) {
        int end = rest.indexOf('"', 1);
        if (end < 0) {
          return null;
        }
        author = rest.substring(1, end);
        rest = rest.substring(end + 1).strip();
        rest = rest.startsWith(":") ? rest.substring(1).strip() : rest;
      } else {
        int colon = rest.indexOf(':');
        if (colon < 0) {
          return null;
        }
        author = rest.substring(0, colon).strip();
        rest = rest.substring(colon + 1).strip();
      }
      return new FormattedHeader(author, id(rest));
    }

    private static String id(String rest) {
      if (rest.startsWith("\"")) {
        int end = rest.indexOf('"', 1);
        return end < 0 ? rest : rest.substring(1, end);
      }
      int end = 0;
      while (end < rest.length() && !Character.isWhitespace(rest.charAt(end))) {
        end++;
      }
      return rest.substring(0, end);
    }
  }
}
