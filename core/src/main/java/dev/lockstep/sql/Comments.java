package dev.lockstep.sql;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// Gathers the comments of a script: what stands between its tokens.
///
/// *Shape*: what is not closed ends with the script.
final class Comments {
  private Comments() {}

  /// how deep bodies of routines are looked into that stand in bodies
  private static final int DEEPEST = 3;

  /// Gathers those in bodies of routines and blocks too, which stand in dollar quotes.
  static List<CommentLine> of(String script, Set<LexicalFeature> features) {
    List<CommentLine> found = new ArrayList<>();
    gather(Scanner.ofPart(script, 0, script.length(), features), script, features, 0, found);
    found.sort(Comparator.comparingInt(CommentLine::line));
    return found;
  }

  private static void gather(
      Scanner scanner,
      String script,
      Set<LexicalFeature> features,
      int depth,
      List<CommentLine> found) {
    Lines lines = new Lines(script);
    int end = scanner.end();
    boolean more = true;
    while (more) {
      more = scanner.next();
      String gap = script.substring(end, scanner.start());
      if (!gap.isBlank()) {
        add(gap, lines.at(end).line(), depth > 0, found);
      }
      end = scanner.end();
      int tag = more && depth < DEEPEST ? tag(script, scanner.start(), end) : 0;
      if (tag > 0) {
        Scanner body = Scanner.ofPart(script, scanner.start() + tag, end - tag, features);
        gather(body, script, features, depth + 1, found);
      }
    }
  }

  /// Returns how long the tag of a dollar quote is; 0 where a token is none, or is not closed.
  private static int tag(String script, int start, int end) {
    int close = script.charAt(start) == '$' ? script.indexOf('$', start + 1) : -1;
    int length = close + 1 - start;
    boolean quoted =
        close > 0
            && end - start >= 2 * length
            && script.regionMatches(end - length, script, start, length);
    return quoted ? length : 0;
  }

  private static void add(String gap, int first, boolean inBody, List<CommentLine> found) {
    List<String> parts = gap.lines().toList();
    for (int at = 0; at < parts.size(); at++) {
      if (!parts.get(at).isBlank()) {
        found.add(new CommentLine(first + at, parts.get(at).strip(), inBody));
      }
    }
  }
}
