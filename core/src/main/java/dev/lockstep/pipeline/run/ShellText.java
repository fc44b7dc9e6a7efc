package dev.lockstep.pipeline.run;

import dev.lockstep.expression.Expression;
import dev.lockstep.expression.Reading;
import dev.lockstep.expression.Template;
import dev.lockstep.expression.Template.Part;
import dev.lockstep.pipeline.Place;
import dev.lockstep.pipeline.Setting;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Is a command of the shell in which each expression became a variable of the environment.
///
/// *Shape*: a value comes in by the expansion of a variable and by nothing else, and the shell does
/// not read what it expands; so no value can become a command, however quotes are counted here.
/// They are counted so that the value arrives as one word, wherever the expression stood.
///
/// *Errors*: an expression where no variable is expanded (a here-document with its word in quotes)
/// or where the shell would compute with it (`$(( ))`, where names in a value are evaluated) or
/// read it twice (backquotes).
record ShellText(String command, List<Expression> expressions, List<String> sources) {
  private static final String VARIABLE = "LOCKSTEP_VALUE_";

  ShellText {
    expressions = List.copyOf(expressions);
    sources = List.copyOf(sources);
  }

  static Reading<ShellText> bind(Template template) {
    Quotes quotes = new Quotes();
    StringBuilder command = new StringBuilder();
    List<Expression> expressions = new ArrayList<>();
    List<String> sources = new ArrayList<>();
    for (Part part : template.parts()) {
      switch (part) {
        case Part.Plain(String text) -> {
          command.append(text);
          quotes.read(text);
        }
        case Part.Embedded(Expression expression, int start, int end) -> {
          expressions.add(expression);
          String source = template.source().substring(start, end);
          sources.add(source);
          String word = quotes.word("${" + VARIABLE + expressions.size() + "}");
          if (word == null) {
            return new Reading.Refused<>(
                source + " stands " + quotes.where() + ". Put it into a variable before.", start);
          }
          command.append(word);
          quotes.read("x");
        }
      }
    }
    return new Reading.Done<>(new ShellText(command.toString(), expressions, sources));
  }

  /// Returns the variables with what they are to hold.
  Setting.Fields values(Place place) {
    SequencedMap<String, Setting> values = new LinkedHashMap<>();
    for (int i = 0; i < expressions.size(); i++) {
      String source = sources.get(i);
      Template template =
          new Template(source, List.of(new Part.Embedded(expressions.get(i), 0, source.length())));
      values.put(VARIABLE + (i + 1), new Setting.Text(template, place));
    }
    return new Setting.Fields(values);
  }

  /// Follows quotes through the text of a command.
  private static final class Quotes {
    private enum In {
      /// Between words.
      OPEN,
      DOUBLE,
      SINGLE,
      /// `$'…'`, with escapes.
      ESCAPED,
      COMMENT,
      BACK,
      ARITHMETIC,
      HERE,
      HERE_QUOTED
    }

    private final Deque<In> around = new ArrayDeque<>(List.of(In.OPEN));
    private final Deque<String> awaited = new ArrayDeque<>();
    private final StringBuilder line = new StringBuilder();
    private @Nullable String end;
    private boolean escaped;
    private char before = '\n';

    /// Returns what stands for a variable at this place; null where there is no way.
    @Nullable String word(String variable) {
      return switch (in()) {
        case OPEN -> "\"" + variable + "\"";
        case DOUBLE, HERE, COMMENT -> variable;
        case SINGLE -> "'\"" + variable + "\"'";
        case ESCAPED -> "'\"" + variable + "\"$'";
        case BACK, ARITHMETIC, HERE_QUOTED -> null;
      };
    }

    String where() {
      return switch (in()) {
        case BACK -> "in backquotes, which the shell reads twice";
        case ARITHMETIC -> "in $(( )), where the shell evaluates what it is given";
        default -> "in a here-document whose word is in quotes";
      };
    }

    private In in() {
      return around.getLast();
    }

    void read(String text) {
      for (int i = 0; i < text.length(); i++) {
        i += read(text, i);
      }
    }

    /// Reads the character at a place, and returns how many more were read with it.
    private int read(String text, int i) {
      char c = text.charAt(i);
      int more = 0;
      if (in() == In.HERE || in() == In.HERE_QUOTED) {
        here(c);
      } else if (escaped) {
        escaped = false;
      } else {
        more =
            switch (in()) {
              case OPEN -> open(text, i, c);
              case DOUBLE -> inDouble(text, i, c);
              case SINGLE -> closes(c == '\'');
              case ESCAPED -> {
                escaped = c == '\\';
                yield closes(c == '\'');
              }
              case COMMENT -> closes(c == '\n');
              case BACK -> {
                escaped = c == '\\';
                yield closes(c == '`');
              }
              case ARITHMETIC -> closes(c == ')' && before == ')');
              case HERE, HERE_QUOTED -> 0;
            };
        if (c == '\n' && in() == In.OPEN && !awaited.isEmpty()) {
          String next = awaited.removeFirst();
          end = next.substring(1);
          around.addLast(next.charAt(0) == 'q' ? In.HERE_QUOTED : In.HERE);
          line.setLength(0);
        }
      }
      before = text.charAt(i + more);
      return more;
    }

    private int open(String text, int i, char c) {
      switch (c) {
        case '\\' -> escaped = true;
        case '"' -> around.addLast(In.DOUBLE);
        case '\'' -> around.addLast(before == '$' ? In.ESCAPED : In.SINGLE);
        case '`' -> around.addLast(In.BACK);
        case '#' -> {
          if (Character.isWhitespace(before) || before == ';' || before == '(') {
            around.addLast(In.COMMENT);
          }
        }
        case '(' -> {
          return parenthesis(text, i);
        }
        case ')' -> {
          if (around.size() > 1) {
            around.removeLast();
          }
        }
        case '<' -> {
          return hereDocument(text, i);
        }
        default -> {
          // changes nothing
        }
      }
      return 0;
    }

    private int inDouble(String text, int i, char c) {
      switch (c) {
        case '\\' -> escaped = true;
        case '"' -> around.removeLast();
        case '`' -> around.addLast(In.BACK);
        case '(' -> {
          return before == '$' ? parenthesis(text, i) : 0;
        }
        default -> {
          // changes nothing
        }
      }
      return 0;
    }

    private int parenthesis(String text, int i) {
      boolean arithmetic = text.startsWith("((", i);
      around.addLast(arithmetic ? In.ARITHMETIC : In.OPEN);
      return arithmetic ? 1 : 0;
    }

    /// Notes that a here-document begins with the next line; `<<<` begins none.
    private int hereDocument(String text, int i) {
      if (!text.startsWith("<<", i) || text.startsWith("<<<", i)) {
        return text.startsWith("<<<", i) ? 2 : 0;
      }
      int at = i + 2;
      at += at < text.length() && text.charAt(at) == '-' ? 1 : 0;
      while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
        at++;
      }
      int start = at;
      while (at < text.length()
          && !Character.isWhitespace(text.charAt(at))
          && ";&|<>()".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      String written = text.substring(start, at);
      String word = written.replaceAll("[\"'\\\\]", "");
      awaited.addLast((word.equals(written) ? "p" : "q") + word);
      return at - i - 1;
    }

    private void here(char c) {
      if (c != '\n') {
        line.append(c);
        return;
      }
      if (line.toString().strip().equals(end)) {
        around.removeLast();
        if (!awaited.isEmpty()) {
          String next = awaited.removeFirst();
          end = next.substring(1);
          around.addLast(next.charAt(0) == 'q' ? In.HERE_QUOTED : In.HERE);
        }
      }
      line.setLength(0);
    }

    private int closes(boolean closes) {
      if (closes) {
        around.removeLast();
      }
      return 0;
    }
  }
}
