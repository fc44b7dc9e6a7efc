package dev.lockstep.rego.builtin;

import dev.lockstep.rego.builtin.Templates.Chooses;
import dev.lockstep.rego.builtin.Templates.Operand;
import dev.lockstep.rego.builtin.Templates.Part;
import dev.lockstep.rego.builtin.Templates.Repeats;
import dev.lockstep.rego.builtin.Templates.Shows;
import dev.lockstep.rego.builtin.Templates.Text;
import dev.lockstep.rego.value.Budget;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads templates: text, values with fields, `if`, `else`, `range` and comments. What else the
/// language has ends the evaluation.
///
/// *Errors*: a [Builtin.Failure] for what Go does not read either.
final class TemplateParser {
  private static final String NAME = "[\\p{L}\\p{Nd}_]+";
  private static final Pattern OPERAND =
      Pattern.compile("(\\$(?:" + NAME + ")?|)((?:\\.(?!\\p{Nd})" + NAME + ")+|\\.?)");
  private static final Pattern RANGE =
      Pattern.compile(
          "range(?:\\s+|(?=[$.]))(?:(\\$NAME)\\s*(?:,\\s*(\\$NAME)\\s*)?:=\\s*)?(\\S+)"
              .replace("NAME", NAME));
  private static final Pattern IF = Pattern.compile("if(?:\\s+|(?=[$.]))(\\S+)");
  private static final Pattern ELSE_IF =
      Pattern.compile("else\\s+(if(?:\\s+|(?=[$.])).*)", Pattern.DOTALL);

  /// Is what Go reads and this does not.
  private static final Pattern UNKNOWN =
      Pattern.compile(
          "\\b(with|define|template|block|break|continue|and|call|html|index|slice|js|len|not|or"
              + "|print|printf|println|urlquery|eq|ne|lt|le|gt|ge|true|false|nil)\\b"
              + "|[\"`'|()=]|(?<![\\p{L}\\p{Nd}_$.])[+-]?\\.?\\p{Nd}");

  private final Arguments arguments;
  private final String text;
  private final Deque<Open> open = new ArrayDeque<>();
  private int at;

  TemplateParser(Arguments arguments, String text) {
    this.arguments = arguments;
    this.text = text;
  }

  /// Is a part that has begun, or the whole.
  private static final class Open {
    final String action;
    final List<String> names;
    final Operand operand;
    final List<Part> first = new ArrayList<>();
    final List<Part> second = new ArrayList<>();
    boolean isElse;

    /// Whether it stands behind an `else` and ends with the one around it.
    boolean isChained;

    Open(String action, List<String> names, Operand operand) {
      this.action = action;
      this.names = names;
      this.operand = operand;
    }

    void add(Part part) {
      (isElse ? second : first).add(part);
    }

    Part part() {
      return action.equals("if")
          ? new Chooses(operand, first, second)
          : new Repeats(operand, names, first, second);
    }
  }

  List<Part> read() {
    Open whole = new Open("", List.of("$"), new Operand("", List.of()));
    open.push(whole);
    boolean trim = false;
    while (true) {
      int begin = Search.next(text, "{{", at);
      boolean trimsBefore = begin >= 0 && text.startsWith("-", begin + 2) && isSpace(begin + 3);
      literal(begin < 0 ? text.length() : begin, trim, trimsBefore);
      if (begin < 0) {
        break;
      }
      at = begin + (trimsBefore ? 3 : 2);
      trim = action(trimsBefore);
    }
    if (open.size() > 1) {
      throw wrong("unexpected EOF");
    }
    return whole.first;
  }

  private boolean isSpace(int place) {
    return place < text.length() && " \t\r\n".indexOf(text.charAt(place)) >= 0;
  }

  private void literal(int end, boolean trimFront, boolean trimBack) {
    int from = at;
    int to = end;
    while (trimFront && from < to && isSpace(from)) {
      from++;
    }
    while (trimBack && to > from && isSpace(to - 1)) {
      to--;
    }
    Budget.spend(1 + (end - at) / 16);
    if (to > from) {
      open.getFirst().add(new Text(text.substring(from, to)));
    }
  }

  /// Reads what is between braces, and tells whether the space behind it is cut off.
  private boolean action(boolean trimsBefore) {
    int start = at;
    while (trimsBefore && isSpace(start)) {
      start++;
    }
    boolean comment = text.startsWith("/*", start);
    int ended = comment ? Search.next(text, "*/", start) : start;
    int end = ended < 0 ? -1 : Search.next(text, "}}", ended);
    if (end < 0) {
      throw wrong("unclosed action");
    }
    boolean trims = end > start + 1 && text.charAt(end - 1) == '-' && isSpace(end - 2);
    String inside = text.substring(start, trims ? end - 1 : end);
    at = end + 2;
    Budget.spend(1 + inside.length() / 4);
    if (!comment) {
      act(inside.strip());
    } else if (!(trims ? inside.stripTrailing() : inside).endsWith("*/")
        || (trims && inside.stripTrailing().length() + 1 != inside.length())) {
      throw wrong("comment ends before closing delimiter");
    }
    return trims;
  }

  private void act(String action) {
    Matcher chained = ELSE_IF.matcher(action);
    Matcher test = IF.matcher(action);
    Matcher range = RANGE.matcher(action);
    if (action.equals("end")) {
      end();
    } else if (action.equals("else")) {
      otherwise();
    } else if (chained.matches()) {
      if (!open.getFirst().action.equals("if")) {
        throw wrong("unexpected else if");
      }
      otherwise();
      act(chained.group(1));
      open.getFirst().isChained = true;
    } else if (test.matches()) {
      open.push(new Open("if", List.of(), operand(test.group(1), action)));
    } else if (range.matches()) {
      List<String> names = new ArrayList<>();
      for (int group = 1; group <= 2; group++) {
        if (range.group(group) != null) {
          names.add(range.group(group));
        }
      }
      open.push(new Open("range", names, operand(range.group(3), action)));
    } else {
      open.getFirst().add(new Shows(operand(action, action)));
    }
  }

  private void otherwise() {
    Open inner = open.getFirst();
    if (open.size() == 1 || inner.isElse) {
      throw wrong("unexpected {{else}}");
    }
    inner.isElse = true;
  }

  private void end() {
    boolean chained = true;
    while (chained) {
      if (open.size() == 1) {
        throw wrong("unexpected {{end}}");
      }
      Open done = open.pop();
      open.getFirst().add(done.part());
      chained = done.isChained;
    }
  }

  private Operand operand(String written, String action) {
    Matcher matcher = OPERAND.matcher(written);
    if (written.isEmpty() || !matcher.matches() || written.matches("\\$.*\\.")) {
      if (UNKNOWN.matcher(action).find()) {
        Budget.refuse(
            "strings.render_template knows fields, if, else and range alone, and not {{%s}}"
                .formatted(action));
      }
      throw wrong("unexpected \"" + action + "\"");
    }
    String name = matcher.group(1);
    if (!name.isEmpty() && open.stream().noneMatch(around -> around.names.contains(name))) {
      throw wrong("undefined variable \"" + name + "\"");
    }
    String fields = matcher.group(2);
    return new Operand(
        name, fields.length() < 2 ? List.of() : List.of(fields.substring(1).split("\\.")));
  }

  private Builtin.Failure wrong(String what) {
    return arguments.failure("template: " + what);
  }
}
