package dev.lockstep.rego.syntax;

import dev.lockstep.rego.syntax.Lexer.Comment;
import dev.lockstep.rego.syntax.Marks.Mark;
import dev.lockstep.rego.syntax.RegoParser.Written;
import dev.lockstep.rego.syntax.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/// Writes tokens and the comments between them, and tells how they stood before.
///
/// *Shape*: tokens are known by their numbers; a comment is written with the first token that is
/// written behind it.
final class LineWriter {
  private final List<Token> tokens;
  private final Marks marks;
  private final int[] matches;
  private final List<List<Comment>> comments = new ArrayList<>();
  private final Page page = new Page();
  private int next;

  LineWriter(Written written) {
    this.tokens = written.tokens();
    this.marks = written.marks();
    this.matches = new int[tokens.size()];
    Deque<Integer> open = new ArrayDeque<>();
    Iterator<Comment> all = written.comments().iterator();
    Comment comment = all.hasNext() ? all.next() : null;
    for (int i = 0; i < tokens.size(); i++) {
      List<Comment> before = new ArrayList<>();
      while (comment != null && stands(comment, i)) {
        before.add(comment);
        comment = all.hasNext() ? all.next() : null;
      }
      comments.add(before);
      if (isOpen(i)) {
        open.push(i);
      } else if (isSign(")", i) || isSign("]", i) || isSign("}", i)) {
        matches[open.pop()] = i;
      }
    }
  }

  private boolean stands(Comment comment, int before) {
    Place token = tokens.get(before).place();
    Place place = comment.place();
    return place.row() < token.row()
        || (place.row() == token.row() && place.column() <= token.column());
  }

  /// Says where empty lines stay.
  enum Gap {
    /// None.
    NONE,
    /// Where they were, but for the first.
    FIRST,
    /// Where they were.
    KEEP,
    /// Where they were, and one at the beginning.
    ALWAYS,
    /// Where they were, but for the last.
    CLOSE,
    /// Where they were and at the beginning, but for the last.
    END
  }

  int count() {
    return tokens.size();
  }

  Token token(int at) {
    return tokens.get(at);
  }

  boolean is(Mark mark, int at) {
    return marks.is(mark, at);
  }

  boolean isSign(String sign, int at) {
    return tokens.get(at).is(sign);
  }

  boolean isOpen(int at) {
    return isSign("(", at) || isSign("[", at) || isSign("{", at);
  }

  /// Returns the bracket that ends what one begins.
  int match(int open) {
    return matches[open];
  }

  int row(int at) {
    return tokens.get(at).place().row();
  }

  int endRow(int at) {
    return row(at) + (int) tokens.get(at).source().chars().filter(c -> c == '\n').count();
  }

  /// Tells whether no bracket that begins behind a token holds another one.
  boolean isDirect(int from, int at) {
    int i = from;
    while (i < at) {
      i = isOpen(i) ? match(i) + 1 : i + 1;
    }
    return i == at;
  }

  /// Returns the bar of a comprehension; 0 when it is none.
  int bar(int open, int close) {
    for (int i = open + 1; i < close; i = isOpen(i) ? match(i) + 1 : i + 1) {
      if (is(Mark.BAR, i)) {
        return i;
      }
    }
    return 0;
  }

  /// Lists where the statements of a body begin.
  List<Integer> statements(int before, int close) {
    List<Integer> starts = new ArrayList<>();
    for (int i = before + 1; i < close; i = isOpen(i) ? match(i) + 1 : i + 1) {
      if (is(Mark.STATEMENT, i)) {
        starts.add(i);
      }
    }
    return starts;
  }

  /// Returns where a statement ends, without the sign behind it.
  int end(List<Integer> statements, int which, int close) {
    int end = which + 1 < statements.size() ? statements.get(which + 1) : close;
    return isSign(";", end - 1) ? end - 1 : end;
  }

  /// Tells whether comments stand before tokens.
  boolean hasComments(int from, int to) {
    for (int i = from; i < to; i++) {
      if (!comments.get(i).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /// Tells whether comments stand in a bracket and in no other one inside.
  boolean hasDirectComments(int open, int close) {
    for (int i = open + 1; i <= close; i = isOpen(i) && i < close ? match(i) + 1 : i + 1) {
      if (!comments.get(i).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /// Tells whether a space stands before a token.
  boolean isSpaced(int at) {
    if (at == 0 || is(Mark.WAY, at) || is(Mark.CALL, at) || is(Mark.MINUS, at - 1)) {
      return false;
    }
    boolean opened = isOpen(at - 1) || (isSign(".", at - 1) && is(Mark.WAY, at - 1));
    return !opened
        && (tokens.get(at).kind() != Kind.SIGN
            || !List.of(",", ";", ":", ")", "]", "}").contains(tokens.get(at).text()));
  }

  void in() {
    page.in();
  }

  void out() {
    page.out();
  }

  void line() {
    page.line();
  }

  void write(String text) {
    page.write(text);
  }

  /// Goes to a token without writing what stands before it; its comments stay to be written.
  void jump(int at) {
    next = at;
  }

  void emit(int at, boolean spaced) {
    Token token = tokens.get(at);
    String source = token.source();
    emit(at, spaced, source.startsWith(".") && source.length() > 1 ? "0" + source : source);
  }

  /// Writes a token, on a line of its own where comments stand before it.
  void emit(int at, boolean spaced, String text) {
    boolean broken = hasComments(next, at + 1);
    if (broken) {
      page.in();
      breakBefore(at, Gap.NONE);
    } else if (spaced) {
      page.space();
    }
    page.write(text);
    if (broken) {
      page.out();
    }
    next = at + 1;
  }

  /// Takes the comment that stands in the row of the token before, with a space; else nothing.
  String takeTrailing(int at) {
    List<Comment> before = comments.get(at);
    return at > 0 && !before.isEmpty() && before.getFirst().place().row() == endRow(at - 1)
        ? " #" + before.removeFirst().text()
        : "";
  }

  /// Ends the line and writes the comments that stand before a token.
  void breakBefore(int at, Gap gap) {
    int from = Math.min(next, at);
    int start = from;
    while (start < at && comments.get(start).isEmpty()) {
      start++;
    }
    int last = start == 0 ? 0 : endRow(start - 1);
    String trailing = takeTrailing(start);
    if (!trailing.isEmpty()) {
      page.write(trailing);
    }
    page.line();
    boolean first = true;
    for (int i = from; i <= at; i++) {
      for (Comment comment : comments.get(i)) {
        int row = comment.place().row();
        if (isGap(gap, first, row - last)) {
          page.blank();
        }
        page.write("#" + comment.text());
        page.line();
        last = row;
        first = false;
      }
      comments.get(i).clear();
    }
    last = at == 0 ? last : Math.max(last, endRow(at - 1));
    if (gap != Gap.CLOSE && gap != Gap.END && isGap(gap, first, row(at) - last)) {
      page.blank();
    }
    next = at;
  }

  private static boolean isGap(Gap gap, boolean first, int rows) {
    return switch (gap) {
      case NONE -> false;
      case FIRST -> !first && rows > 1;
      case KEEP, CLOSE -> rows > 1;
      case ALWAYS, END -> first || rows > 1;
    };
  }

  @Override
  public String toString() {
    return page.toString();
  }
}
