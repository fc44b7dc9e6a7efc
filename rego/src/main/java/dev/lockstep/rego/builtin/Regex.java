package dev.lockstep.rego.builtin;

import static dev.lockstep.rego.builtin.Builtin.pure;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.lockstep.rego.value.RegoArray;
import dev.lockstep.rego.value.RegoBoolean;
import dev.lockstep.rego.value.RegoString;
import dev.lockstep.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Matches regular expressions, in time that grows with the text alone.
///
/// *Source*: documentation of Go's package `regexp/syntax`, whose language RE2/J reads.
final class Regex {
  private static final int MOST_KNOWN = 500;
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
      known = Pattern.compile(text);
      if (KNOWN.size() >= MOST_KNOWN) {
        KNOWN.clear();
      }
      KNOWN.put(text, known);
    }
    return known;
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
    return RegoBoolean.of(pattern(arguments, pattern).matcher(text).find());
  }

  private static Value split(Arguments arguments) {
    Pattern pattern = pattern(arguments, arguments.text(0));
    String text = arguments.text(1);
    List<Value> parts = new ArrayList<>();
    if (text.isEmpty()) {
      return RegoArray.of(RegoString.EMPTY);
    }
    Matcher matcher = pattern.matcher(text);
    int from = 0;
    while (matcher.find()) {
      if (matcher.end() == 0) {
        continue;
      }
      if (matcher.start() == text.length() && matcher.start() == matcher.end()) {
        break;
      }
      parts.add(new RegoString(text.substring(from, matcher.start())));
      from = matcher.end();
    }
    parts.add(new RegoString(text.substring(from)));
    return new RegoArray(parts);
  }

  private static Value replace(Arguments arguments) {
    String text = arguments.text(0);
    Pattern pattern = pattern(arguments, arguments.text(1));
    String with = arguments.text(2);
    Matcher matcher = pattern.matcher(text);
    StringBuilder built = new StringBuilder();
    int from = 0;
    while (matcher.find()) {
      built.append(text, from, matcher.start()).append(expanded(matcher, pattern, with));
      from = matcher.end();
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
    boolean number = name.chars().allMatch(Character::isDigit) && name.length() < 9;
    Integer place = number ? Integer.valueOf(name) : pattern.namedGroups().get(name);
    if (place == null || place > matcher.groupCount()) {
      return "";
    }
    String group = matcher.group(place);
    return group == null ? "" : group;
  }

  private static List<List<Value>> find(Arguments arguments) {
    Pattern pattern = pattern(arguments, arguments.text(0));
    Matcher matcher = pattern.matcher(arguments.text(1));
    int most = arguments.integer(2);
    List<List<Value>> found = new ArrayList<>();
    while ((most < 0 || found.size() < most) && matcher.find()) {
      List<Value> groups = new ArrayList<>();
      for (int i = 0; i <= matcher.groupCount(); i++) {
        String group = matcher.group(i);
        groups.add(group == null ? RegoString.EMPTY : new RegoString(group));
      }
      found.add(groups);
    }
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
        pattern(arguments, pattern.append('$').toString()).matcher(arguments.text(1)).find());
  }
}
