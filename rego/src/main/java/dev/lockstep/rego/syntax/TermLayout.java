package dev.lockstep.rego.syntax;

import dev.lockstep.rego.syntax.LineWriter.Gap;
import dev.lockstep.rego.syntax.Marks.Mark;
import java.util.ArrayList;
import java.util.List;

/// Lays out terms and statements.
///
/// *Shape*: a line ends where it ended before: behind elements and statements; what stands in
/// brackets takes one line, or one more for each bracket.
final class TermLayout {
  private final LineWriter lines;

  TermLayout(LineWriter lines) {
    this.lines = lines;
  }

  /// Writes a statement or term.
  ///
  /// @param spaced whether there is something before it on its line
  void expression(int from, int to, boolean spaced) {
    int with = -1;
    boolean deeper = false;
    int at = from;
    while (at < to) {
      boolean another = lines.is(Mark.WITH, at);
      if (another && with >= 0 && lines.row(at) > lines.row(with)) {
        if (!deeper) {
          lines.in();
          deeper = true;
        }
        lines.breakBefore(at, Gap.NONE);
      }
      with = another ? at : with;
      at = piece(at, at == from ? spaced : lines.isSpaced(at));
    }
    if (deeper) {
      lines.out();
    }
  }

  /// Writes a token, and all that its bracket holds.
  ///
  /// @return where it goes on
  int piece(int at, boolean spaced) {
    if (!lines.isOpen(at)) {
      lines.emit(at, spaced);
      return at + 1;
    }
    int close = lines.match(at);
    lines.emit(at, spaced);
    int bar = lines.bar(at, close);
    if (lines.is(Mark.BODY, at)) {
      body(at, close, lines.row(at), true);
    } else if (bar > 0) {
      expression(at + 1, bar, false);
      lines.emit(bar, true);
      body(bar, close, lines.row(at + 1), false);
    } else if (lines.is(Mark.WAY, at) || (lines.isSign("(", at) && !lines.is(Mark.CALL, at))) {
      expression(at + 1, close, false);
      lines.emit(close, false);
    } else {
      list(at, close);
    }
    return close + 1;
  }

  private void list(int open, int close) {
    List<Integer> starts = new ArrayList<>();
    List<Integer> ends = new ArrayList<>();
    int start = open + 1;
    for (int i = start; i <= close; i = lines.isOpen(i) ? lines.match(i) + 1 : i + 1) {
      if (i == close || lines.isSign(",", i)) {
        if (i > start) {
          starts.add(start);
          ends.add(i);
        }
        start = i + 1;
      }
    }
    boolean many = lines.hasDirectComments(open, close);
    for (int k = 1; k < starts.size(); k++) {
      many |= lines.row(starts.get(k)) > lines.row(starts.get(k - 1));
    }
    if (many) {
      lines.in();
    }
    for (int k = 0; k < starts.size(); k++) {
      start = starts.get(k);
      boolean first = k == 0;
      boolean fresh =
          many
              && (first
                  || lines.row(start) > lines.row(starts.get(k - 1))
                  || lines.hasComments(ends.get(k - 1), start + 1));
      if (!first) {
        lines.write(",");
      }
      if (fresh) {
        lines.breakBefore(start, Gap.NONE);
      }
      expression(start, ends.get(k), !first && !fresh);
    }
    if (many) {
      if (!starts.isEmpty()) {
        lines.write(",");
      }
      lines.breakBefore(close, Gap.CLOSE);
      lines.out();
    }
    lines.jump(close);
    lines.emit(close, false);
  }

  /// Writes the body of a comprehension or of `every`.
  ///
  /// @param row in which it must begin for one line
  /// @param padded whether spaces stand inside the braces
  private void body(int before, int close, int row, boolean padded) {
    List<Integer> statements = lines.statements(before, close);
    boolean one =
        lines.row(statements.getFirst()) == row && !lines.hasDirectComments(before, close);
    for (int k = 1; k < statements.size(); k++) {
      one &= lines.row(statements.get(k)) == lines.row(statements.get(k - 1));
    }
    if (!one) {
      statements(statements, close);
      return;
    }
    for (int k = 0; k < statements.size(); k++) {
      if (k > 0) {
        lines.write(";");
      }
      expression(statements.get(k), lines.end(statements, k, close), true);
    }
    lines.jump(close);
    lines.emit(close, padded);
  }

  /// Writes the body of a rule.
  void braces(int open) {
    lines.emit(open, true);
    int close = lines.match(open);
    statements(lines.statements(open, close), close);
  }

  private void statements(List<Integer> statements, int close) {
    lines.in();
    for (int k = 0; k < statements.size(); k++) {
      int start = statements.get(k);
      if (k > 0 && lines.is(Mark.MINUS, start)) {
        // Without it, this would be taken from what stands before.
        lines.write(";");
      }
      lines.breakBefore(start, k == 0 ? Gap.FIRST : Gap.KEEP);
      expression(start, lines.end(statements, k, close), false);
    }
    lines.breakBefore(close, Gap.CLOSE);
    lines.out();
    lines.jump(close);
    lines.emit(close, false);
  }
}
