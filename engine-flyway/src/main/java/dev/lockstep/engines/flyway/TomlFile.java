package dev.lockstep.engines.flyway;

import dev.lockstep.error.Fault;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads `flyway.toml` as far as Flyway's settings use the format: tables, dotted keys, strings,
/// numbers, booleans and arrays of them, over several lines too.
///
/// *Shape*: keys come out with their table in front, `flyway.placeholders.x`; arrays as text with
/// commas.
///
/// *Errors*: what is written otherwise (multi-line strings, inline tables, dates) becomes a fault
/// with its line.
///
/// *Source*: TOML 1.0, toml.io.
final class TomlFile {
  private final String text;
  private final String file;
  private final List<Fault> faults;
  private final List<Option> options = new ArrayList<>();
  private int at;
  private int line = 1;
  private String table = "";

  private TomlFile(String text, String file, List<Fault> faults) {
    this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
    this.file = file;
    this.faults = faults;
  }

  /// Reads a file; what cannot be understood is added to `faults`.
  static List<Option> read(String text, String file, List<Fault> faults) {
    TomlFile reader = new TomlFile(text, file, faults);
    reader.readLines();
    return List.copyOf(reader.options);
  }

  private void readLines() {
    while (at < text.length()) {
      skipBlank(true);
      if (at >= text.length()) {
        return;
      }
      int started = line;
      boolean understood = peek() == '[' ? readTable() : readPair();
      skipBlank(false);
      if (!understood || (at < text.length() && peek() != '\n')) {
        faults.add(
            new Fault(
                "invalid-toml",
                file,
                started,
                0,
                "this line is not understood as a setting of flyway.toml",
                "write it as key = \"text\", number, true, false or [\"a\", \"b\"]"));
        skipLine();
      }
    }
  }

  private boolean readTable() {
    boolean list = text.startsWith("[[", at);
    at += list ? 2 : 1;
    skipBlank(false);
    String name = readKey();
    skipBlank(false);
    String end = list ? "]]" : "]";
    if (name == null || !text.startsWith(end, at)) {
      return false;
    }
    at += end.length();
    table = name + ".";
    return true;
  }

  private boolean readPair() {
    int started = line;
    String key = readKey();
    skipBlank(false);
    if (key == null || peek() != '=') {
      return false;
    }
    at++;
    skipBlank(false);
    String value = readValue();
    if (value == null) {
      return false;
    }
    options.add(new Option(table + key, value, file, started));
    return true;
  }

  private @Nullable String readKey() {
    StringBuilder key = new StringBuilder();
    while (true) {
      skipBlank(false);
      if (peek() == '"' || peek() == '\'') {
        String quoted = readString();
        if (quoted == null) {
          return null;
        }
        key.append(quoted);
      } else {
        int start = at;
        while (Character.isLetterOrDigit(peek()) || peek() == '_' || peek() == '-') {
          at++;
        }
        if (at == start) {
          return null;
        }
        key.append(text, start, at);
      }
      skipBlank(false);
      if (peek() != '.') {
        return key.toString();
      }
      at++;
      key.append('.');
    }
  }

  private @Nullable String readValue() {
    char first = peek();
    if (first == '"' || first == '\'') {
      return readString();
    }
    if (first == '[') {
      return readArray();
    }
    int start = at;
    while (Character.isLetterOrDigit(peek())
        || ("+-._".indexOf(peek()) >= 0 && at < text.length())) {
      at++;
    }
    String bare = text.substring(start, at);
    boolean known = bare.equals("true") || bare.equals("false") || bare.matches("[+-]?[0-9._]+");
    return known ? bare : null;
  }

  private @Nullable String readArray() {
    at++;
    List<String> values = new ArrayList<>();
    while (true) {
      skipBlank(true);
      if (peek() == ']') {
        at++;
        return String.join(",", values);
      }
      String value = at < text.length() ? readValue() : null;
      if (value == null) {
        return null;
      }
      values.add(value);
      skipBlank(true);
      if (peek() == ',') {
        at++;
      } else if (peek() != ']') {
        return null;
      }
    }
  }

  private @Nullable String readString() {
    char quote = peek();
    if (text.startsWith(String.valueOf(quote).repeat(3), at)) {
      return null;
    }
    StringBuilder value = new StringBuilder();
    for (at++; at < text.length() && peek() != '\n'; at++) {
      char c = peek();
      if (c == quote) {
        at++;
        return value.toString();
      }
      if (c == '\\' && quote == '"') {
        at++;
        int escape = "btnfr\"\\".indexOf(peek());
        if (escape < 0 || at >= text.length()) {
          return null;
        }
        value.append("\b\t\n\f\r\"\\".charAt(escape));
      } else {
        value.append(c);
      }
    }
    return null;
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private void skipBlank(boolean lineEnds) {
    while (at < text.length()) {
      char c = peek();
      if (c == '#') {
        while (at < text.length() && peek() != '\n') {
          at++;
        }
      } else if (c == '\n' && lineEnds) {
        line++;
        at++;
      } else if (c == ' ' || c == '\t' || c == '\r') {
        at++;
      } else {
        return;
      }
    }
  }

  private void skipLine() {
    while (at < text.length() && peek() != '\n') {
      at++;
    }
  }
}
