package dev.lockstep.rego.builtin;

import static dev.lockstep.rego.builtin.Builtin.pure;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.lockstep.rego.value.Budget;
import dev.lockstep.rego.value.RegoArray;
import dev.lockstep.rego.value.RegoBoolean;
import dev.lockstep.rego.value.RegoString;
import dev.lockstep.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Matches regular expressions, in time that grows with the text alone.
///
/// *Source*: documentation of Go's package `regexp/syntax`, whose language RE2/J reads.
final class Regex {
  private static final int MOST_KNOWN = 500;
  private static final int LARGEST_KNOWN = 10_000;
  private static final int PARTS_A_UNIT = 32;
  private static final Map<String, Pattern> KNOWN = new ConcurrentHashMap<>();

  static final List<Builtin> ALL =
      List.of(
          pure("regex.match", 2, arguments -> matches(arguments)),
          pure("re_match", 2, arguments -> matches(arguments)),
          pure(
              "regex.is_valid",
              1,
              arguments -> {
                if (!(arguments.value(0) instanceof RegoString text)) {
                  return RegoBoolean.FALSE;
                }
                try {
                  pattern(text.text());
                  return RegoBoolean.TRUE;
                } catch (PatternSyntaxException e) {
                  return RegoBoolean.FALSE;
                }
              }),
          pure("regex.split", 2, Regex::split),
          pure("regex.replace", 3, Regex::replace),
          pure(
              "regex.find_n",
              3,
              arguments -> {
                List<Value> found = new ArrayList<>();
                for (List<Value> groups : find(arguments)) {
                  found.add(groups.getFirst());
                }
                return new RegoArray(found);
              }),
          pure(
              "regex.find_all_string_submatch_n",
              3,
              arguments -> {
                List<Value> found = new ArrayList<>();
                for (List<Value> groups : find(arguments)) {
                  found.add(new RegoArray(groups));
                }
                return new RegoArray(found);
              }),
          pure("regex.template_match", 4, Regex::template),
          pure(
              "regex.globs_match",
              2,
              arguments ->
                  RegoBoolean.of(
                      GlobIntersection.meet(arguments, arguments.text(0), arguments.text(1)))));

  private Regex() {}

  static Pattern pattern(String text) {
    Pattern known = KNOWN.get(text);
    if (known == null) {
      RegexSize.check(text);
      Budget.spend(text.length());
      known = Pattern.compile(text);
      Budget.spend(known.programSize());
      if (KNOWN.size() >= MOST_KNOWN) {
        KNOWN.clear();
      }
      if (known.programSize() < LARGEST_KNOWN) {
        KNOWN.put(text, known);
      }
    }
    return known;
  }

  /// Is a text whose reading is counted, for each character takes as long as the pattern is.
  private record Counted(String text, int price) implements CharSequence {
    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      Budget.spend(price);
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  static Matcher matcher(Pattern pattern, String text) {
    return pattern.matcher(new Counted(text, 1 + pattern.programSize() / PARTS_A_UNIT));
  }

  static Pattern pattern(Arguments arguments, String text) {
    try {
      return pattern(text);
    } catch (PatternSyntaxException e) {
      throw arguments.failure(
          "error parsing regexp: %s: `%s`".formatted(e.getDescription(), e.getPattern()));
    }
  }

  private static Value matches(Arguments arguments) {
    String pattern = arguments.text(0);
    String text = arguments.text(1);
    return RegoBoolean.of(matcher(pattern(arguments, pattern), text).find());
  }

  /// Takes matches one after the other; an empty one right behind another is none.
  private static void each(Matcher matcher, String text, int most, Consumer<Matcher> take) {
    int at = 0;
    int before = -1;
    int taken = 0;
    while ((most < 0 || taken < most) && at <= text.length() && matcher.find(at)) {
      int start = matcher.start();
      int end = matcher.end();
      boolean empty = end == at;
      if (empty) {
        at = next(text, at);
      } else {
        at = end;
      }
      if (!empty || start != before) {
        Budget.keep(taken++);
        take.accept(matcher);
      }
      before = end;
    }
  }

  private static int next(String text, int at) {
    return at < text.length() ? text.offsetByCodePoints(at, 1) : at + 1;
  }

  private static Value split(Arguments arguments) {
    Pattern pattern = pattern(arguments, arguments.text(0));
    String text = arguments.text(1);
    List<Value> parts = new ArrayList<>();
    if (text.isEmpty()) {
      return pattern.pattern().isEmpty() ? RegoArray.EMPTY : RegoArray.of(RegoString.EMPTY);
    }
    int[] last = new int[2];
    each(
        matcher(pattern, text),
        text,
        -1,
        found -> {
          if (found.end() > 0) {
            parts.add(new RegoString(text.substring(last[0], found.start())));
          }
          last[0] = found.end();
          last[1] = found.start();
        });
    if (last[1] < text.length()) {
      parts.add(new RegoString(text.substring(last[0])));
    }
    return new RegoArray(parts);
  }

  private static Value replace(Arguments arguments) {
    String text = arguments.text(0);
    Pattern pattern = pattern(arguments, arguments.text(1));
    String with = arguments.text(2);
    Matcher matcher = matcher(pattern, text);
    StringBuilder built = new StringBuilder();
    int from = 0;
    int at = 0;
    while (at <= text.length() && matcher.find(at)) {
      built.append(text, from, matcher.start());
      if (matcher.end() > from || matcher.start() == 0) {
        built.append(expanded(matcher, pattern, with));
        Budget.spend(1 + with.length() / 16);
        Budget.text(built.length());
      }
      from = matcher.end();
      at = Math.max(from, next(text, at));
    }
    return new RegoString(built.append(text.substring(from)).toString());
  }

  /// Puts groups in the place of `$1`, `${1}` and `${name}`; the longest name counts.
  private static String expanded(Matcher matcher, Pattern pattern, String template) {
    StringBuilder built = new StringBuilder();
    int at = 0;
    while (at < template.length()) {
      char c = template.charAt(at);
      if (c != '$' || at + 1 == template.length()) {
        built.append(c);
        at++;
        continue;
      }
      if (template.charAt(at + 1) == '$') {
        built.append('$');
        at += 2;
        continue;
      }
      boolean braces = template.charAt(at + 1) == '{';
      int start = at + (braces ? 2 : 1);
      int end = start;
      while (end < template.length()
          && (Character.isLetterOrDigit(template.charAt(end)) || template.charAt(end) == '_')) {
        end++;
      }
      boolean whole =
          end > start && (!braces || (end < template.length() && template.charAt(end) == '}'));
      if (!whole) {
        built.append('$');
        at++;
        continue;
      }
      built.append(group(matcher, pattern, template.substring(start, end)));
      at = braces ? end + 1 : end;
    }
    return built.toString();
  }

  private static String group(Matcher matcher, Pattern pattern, String name) {
    boolean number =
        name.chars().allMatch(c -> c >= '0' && c <= '9')
            && name.length() < 9
            && (name.length() == 1 || !name.startsWith("0"));
    Integer place = number ? Integer.valueOf(name) : pattern.namedGroups().get(name);
    if (place == null || place > matcher.groupCount()) {
      return "";
    }
    String group = matcher.group(place);
    return group == null ? "" : group;
  }

  private static List<List<Value>> find(Arguments arguments) {
    Pattern pattern = pattern(arguments, arguments.text(0));
    String text = arguments.text(1);
    List<List<Value>> found = new ArrayList<>();
    each(
        matcher(pattern, text),
        text,
        arguments.integer(2),
        matcher -> {
          List<Value> groups = new ArrayList<>();
          for (int i = 0; i <= matcher.groupCount(); i++) {
            String group = matcher.group(i);
            groups.add(group == null ? RegoString.EMPTY : new RegoString(group));
          }
          found.add(groups);
        });
    return found;
  }

  /// Matches a text in which regular expressions stand between two signs.
  private static Value template(Arguments arguments) {
    String template = arguments.text(0);
    String start = arguments.text(2);
    String end = arguments.text(3);
    if (start.length() != 1) {
      throw arguments.failure(
          "start delimiter has to be exactly one character long but is %d long"
              .formatted(start.length()));
    }
    if (end.length() != 1) {
      throw arguments.failure(
          "end delimiter has to be exactly one character long but is %d long"
              .formatted(end.length()));
    }
    StringBuilder pattern = new StringBuilder("^");
    int at = 0;
    while (at < template.length()) {
      int open = template.indexOf(start, at);
      if (open < 0) {
        pattern.append(Pattern.quote(template.substring(at)));
        break;
      }
      int depth = 1;
      int close = open + 1;
      while (close < template.length() && depth > 0) {
        depth += template.startsWith(end, close) ? -1 : template.startsWith(start, close) ? 1 : 0;
        close++;
      }
      if (depth > 0) {
        throw arguments.failure("unbalanced braces in \"" + template + "\"");
      }
      pattern.append(Pattern.quote(template.substring(at, open)));
      pattern.append('(').append(template, open + 1, close - 1).append(')');
      at = close;
    }
    return RegoBoolean.of(
        matcher(pattern(arguments, pattern.append('$').toString()), arguments.text(1)).find());
  }
}
