package dev.lockstep.rego.builtin;

import static dev.lockstep.rego.builtin.Builtin.pure;

import com.google.re2j.Pattern;
import dev.lockstep.rego.value.RegoArray;
import dev.lockstep.rego.value.RegoBoolean;
import dev.lockstep.rego.value.RegoNull;
import dev.lockstep.rego.value.RegoString;
import dev.lockstep.rego.value.Value;
import java.util.List;

/// Matches patterns with `*`, `**`, `?`, `[a-z]` and `{a,b}`.
final class Globs {
  static final List<Builtin> ALL =
      List.of(
          pure("glob.match", 3, Globs::match),
          pure(
              "glob.quote_meta",
              1,
              arguments ->
                  new RegoString(arguments.text(0).replaceAll("([*?\\\\\\[\\]{}])", "\\\\$1"))));

  private Globs() {}

  private static Value match(Arguments arguments) {
    String glob = arguments.text(0);
    String text = arguments.text(2);
    String delimiters =
        arguments.value(1) instanceof RegoNull ? "" : String.join("", delimiters(arguments));
    Globs.Reader reader = new Reader(arguments, glob, delimiters);
    Pattern pattern = Regex.pattern(arguments, "^(?s:" + reader.all() + ")$");
    return RegoBoolean.of(Regex.matcher(pattern, text).find());
  }

  private static List<String> delimiters(Arguments arguments) {
    if (!(arguments.value(1) instanceof RegoArray array)) {
      throw arguments.wrongType(1, "one of {null, array}");
    }
    return array.size() == 0 ? List.of(".") : arguments.texts(1);
  }

  /// Rewrites a pattern as a regular expression.
  private static final class Reader {
    private final Arguments arguments;
    private final String glob;
    private final String other;
    private int at;

    Reader(Arguments arguments, String glob, String delimiters) {
      this.arguments = arguments;
      this.glob = glob;
      this.other = delimiters.isEmpty() ? "." : "[^" + escaped(delimiters) + "]";
    }

    private static String escaped(String characters) {
      StringBuilder out = new StringBuilder();
      characters.codePoints().forEach(point -> out.append("\\x{%x}".formatted(point)));
      return out.toString();
    }

    String all() {
      String whole = part(false);
      if (at < glob.length()) {
        throw arguments.failure("unexpected " + glob.charAt(at));
      }
      return whole;
    }

    private String part(boolean inBraces) {
      StringBuilder out = new StringBuilder();
      while (at < glob.length()) {
        char c = glob.charAt(at);
        if (inBraces && (c == ',' || c == '}')) {
          break;
        }
        at++;
        switch (c) {
          case '*' -> {
            boolean all = at < glob.length() && glob.charAt(at) == '*';
            at += all ? 1 : 0;
            out.append(all ? ".*" : other + "*");
          }
          case '?' -> out.append(other);
          case '[' -> out.append(set());
          case '{' -> out.append(alternatives());
          case '\\' -> {
            if (at < glob.length()) {
              out.append(Pattern.quote(String.valueOf(glob.charAt(at++))));
            }
          }
          default -> out.append(Pattern.quote(String.valueOf(c)));
        }
      }
      return out.toString();
    }

    private String set() {
      int end = glob.indexOf(']', at + 1);
      if (end < 0) {
        throw arguments.failure("unexpected end of input");
      }
      String inner = glob.substring(at, end);
      at = end + 1;
      boolean not = inner.startsWith("!") || inner.startsWith("^");
      String members = not ? inner.substring(1) : inner;
      StringBuilder out = new StringBuilder(not ? "[^" : "[");
      for (int i = 0; i < members.length(); i++) {
        char c = members.charAt(i);
        boolean range = c == '-' && i > 0 && i < members.length() - 1;
        out.append(range ? "-" : escaped(String.valueOf(c)));
      }
      return out.append(']').toString();
    }

    private String alternatives() {
      StringBuilder out = new StringBuilder("(?:").append(part(true));
      while (at < glob.length() && glob.charAt(at) == ',') {
        at++;
        out.append('|').append(part(true));
      }
      if (at >= glob.length()) {
        throw arguments.failure("unexpected end of input");
      }
      at++;
      return out.append(')').toString();
    }
  }
}
