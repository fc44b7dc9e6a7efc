package dev.lockstep.rego.syntax;

import dev.lockstep.rego.syntax.LineWriter.Gap;
import dev.lockstep.rego.syntax.Marks.Mark;
import dev.lockstep.rego.syntax.RegoParser.Written;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Lays out a file: its package, imports and rules.
///
/// *Source*: what `opa fmt` does.
final class Layout {
  private final Written written;
  private final LineWriter lines;
  private final TermLayout terms;

  Layout(Written written) {
    this.written = written;
    this.lines = new LineWriter(written);
    this.terms = new TermLayout(lines);
  }

  /// Is the package, an import or a rule.
  ///
  /// @param to behind its last token
  private record Item(int from, int to) {}

  String text() {
    List<Item> items = items();
    int at = 0;
    while (at < items.size()) {
      Item item = items.get(at);
      if (isImport(item)) {
        int end = at + 1;
        while (end < items.size() && isGroup(items.get(end - 1), items.get(end))) {
          end++;
        }
        imports(items.subList(at, end));
        at = end;
      } else {
        Gap gap = at > 0 && areLines(items.get(at - 1), item) ? Gap.NONE : Gap.ALWAYS;
        lines.breakBefore(item.from(), gap);
        rule(item);
        at++;
      }
    }
    lines.breakBefore(lines.count() - 1, Gap.END);
    return lines.toString();
  }

  private List<Item> items() {
    List<Integer> starts = new ArrayList<>(List.of(0));
    for (int i = 1; i < lines.count(); i++) {
      if (lines.is(Mark.IMPORT, i) || lines.is(Mark.RULE, i)) {
        starts.add(i);
      }
    }
    List<Item> items = new ArrayList<>();
    for (int k = 0; k < starts.size(); k++) {
      int to = k + 1 < starts.size() ? starts.get(k + 1) : lines.count() - 1;
      items.add(new Item(starts.get(k), lines.isSign(";", to - 1) ? to - 1 : to));
    }
    return items;
  }

  private boolean isImport(Item item) {
    return lines.is(Mark.IMPORT, item.from());
  }

  /// Tells whether an import stands on the line below another one.
  private boolean isGroup(Item before, Item item) {
    return isImport(item) && lines.row(item.from()) - lines.endRow(before.to() - 1) <= 1;
  }

  private void imports(List<Item> group) {
    List<Item> sorted = new ArrayList<>(group);
    Set<String> names = new HashSet<>();
    boolean free =
        group.stream().noneMatch(item -> lines.hasComments(item.from() + 1, item.to()))
            && group.stream().allMatch(item -> names.add(lines.token(item.to() - 1).text()));
    if (free) {
      sorted.sort((one, other) -> path(one).compareTo(path(other)));
    }
    lines.breakBefore(group.getFirst().from(), Gap.ALWAYS);
    Map<Item, String> comments = new HashMap<>();
    for (Item item : group) {
      comments.put(item, lines.takeTrailing(item.to()));
    }
    for (Item item : sorted) {
      lines.line();
      lines.jump(item.from());
      terms.expression(item.from(), item.to(), false);
      lines.write(comments.getOrDefault(item, ""));
    }
    lines.jump(group.getLast().to());
  }

  private String path(Item item) {
    StringBuilder path = new StringBuilder();
    for (int i = item.from() + 1; i < item.to(); i++) {
      path.append(lines.token(i).text()).append('\0');
    }
    return path.toString();
  }

  /// Tells whether two rules take one line each and stand one below the other.
  private boolean areLines(Item before, Item item) {
    return isLine(before)
        && isLine(item)
        && lines.row(item.from()) == lines.endRow(before.to() - 1) + 1;
  }

  private boolean isLine(Item item) {
    boolean bare =
        lines.is(Mark.RULE, item.from())
            && !lines.token(item.from()).isName("default")
            && lines.row(item.from()) == lines.endRow(item.to() - 1);
    for (int i = item.from(); bare && i < item.to(); i++) {
      boolean braces = lines.is(Mark.BODY, i) && lines.isDirect(item.from(), i);
      bare =
          !lines.is(Mark.ELSE, i)
              && !(braces && (!lines.is(Mark.IF, i - 1) || needsBraces(i, lines.row(item.from()))));
    }
    return bare;
  }

  private void rule(Item item) {
    int head = lines.row(item.from());
    boolean line = false;
    int at = item.from();
    while (at < item.to()) {
      if (lines.is(Mark.IF, at)) {
        int end = end(at, item.to());
        line = condition(at, end, head);
        at = end;
      } else if (lines.is(Mark.BODY, at)) {
        terms.braces(at);
        at = lines.match(at) + 1;
      } else if (lines.is(Mark.ELSE, at)) {
        boolean inline =
            !line && lines.row(at) == lines.endRow(at - 1) && !lines.hasComments(at, at + 1);
        if (!inline) {
          lines.breakBefore(at, Gap.ALWAYS);
        }
        lines.emit(at, inline);
        head = lines.row(at);
        at++;
      } else if (lines.is(Mark.MAKES, at) && written.module().v1()) {
        lines.emit(at, true, ":=");
        at++;
      } else {
        at = terms.piece(at, at > item.from() && lines.isSpaced(at));
      }
    }
  }

  /// Returns where what stands behind an `if` ends.
  private int end(int at, int to) {
    if (lines.is(Mark.BODY, at + 1)) {
      return lines.match(at + 1) + 1;
    }
    int end = at + 1;
    while (end < to && !lines.is(Mark.ELSE, end)) {
      end = lines.isOpen(end) ? lines.match(end) + 1 : end + 1;
    }
    return end;
  }

  /// Writes a condition, one statement in the row of its head without braces.
  ///
  /// @return whether it has none
  private boolean condition(int at, int end, int head) {
    lines.emit(at, true);
    int open = at + 1;
    if (!lines.is(Mark.BODY, open)) {
      boolean line = lines.row(open) == head && !lines.hasComments(open, open + 1);
      if (line) {
        terms.expression(open, end, true);
      } else {
        lines.write(" {");
        lines.in();
        lines.breakBefore(open, Gap.FIRST);
        terms.expression(open, end, false);
        lines.out();
        lines.line();
        lines.write("}");
      }
      return line;
    }
    if (needsBraces(open, head)) {
      terms.braces(open);
      return false;
    }
    int close = end - 1;
    List<Integer> statements = lines.statements(open, close);
    int first = statements.getFirst();
    lines.jump(first);
    terms.expression(first, lines.end(statements, 0, close), true);
    lines.jump(end);
    return true;
  }

  /// Tells whether a body needs the braces that it has.
  private boolean needsBraces(int open, int head) {
    int close = lines.match(open);
    List<Integer> statements = lines.statements(open, close);
    int first = statements.getFirst();
    // Behind a brace another one would be read in another way.
    return statements.size() > 1
        || lines.row(first) != head
        || lines.isSign("{", first)
        || lines.hasComments(open, open + 2)
        || lines.hasDirectComments(open, close);
  }
}
