package dev.lockstep.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Gathers the comments of a script: what stands between its tokens.
///
/// *Shape*: what is not closed ends with the script; rows behind `COPY … FROM stdin` are read as if
/// they were statements, so a comment behind them may be missed.
final class Comments {
  private Comments() {}

  static List<CommentLine> of(String script, Set<LexicalFeature> features) {
    List<CommentLine> found = new ArrayList<>();
    Scanner scanner = Scanner.ofPart(script, 0, script.length(), features);
    Lines lines = new Lines(script);
    int end = 0;
    boolean more = true;
    while (more) {
      more = scanner.next();
      String gap = script.substring(end, scanner.start());
      if (!gap.isBlank()) {
        add(gap, lines.at(end).line(), found);
      }
      end = scanner.end();
    }
    return found;
  }

  private static void add(String gap, int first, List<CommentLine> found) {
    List<String> parts = gap.lines().toList();
    for (int at = 0; at < parts.size(); at++) {
      if (!parts.get(at).isBlank()) {
        found.add(new CommentLine(first + at, parts.get(at).strip()));
      }
    }
  }
}
