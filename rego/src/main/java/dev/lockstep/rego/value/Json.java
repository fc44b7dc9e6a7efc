package dev.lockstep.rego.value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads and writes JSON.
///
/// *Source*: RFC 8259. Of a key that stands twice, the last value counts, as in OPA.
///
/// *Errors*: a [JsonException] with the place.
public final class Json {
  private static final int DEEPEST = 1_000;

  private final String text;
  private int at;
  private int depth;

  private Json(String text) {
    this.text = text;
  }

  /// Says what is wrong with a text, and where.
  public static final class JsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JsonException(String message) {
      super(message, null, false, false);
    }
  }

  public static Value read(String text) {
    Json json = new Json(text);
    Value value = json.value();
    json.skip();
    if (json.at < text.length()) {
      throw json.unexpected("after the value");
    }
    return value;
  }

  private JsonException unexpected(String where) {
    int line = 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
    int column = at - text.lastIndexOf('\n', Math.max(0, at - 1));
    String what =
        at >= text.length()
            ? "unexpected end of JSON"
            : "unexpected " + quoted(Character.toString(text.codePointAt(at)));
    return new JsonException("%d:%d: %s %s".formatted(line, Math.max(1, column), what, where));
  }

  private void skip() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private Value value() {
    skip();
    if (at >= text.length()) {
      throw unexpected("instead of a value");
    }
    return switch (text.charAt(at)) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> new RegoString(string());
      case 't' -> word("true", RegoBoolean.TRUE);
      case 'f' -> word("false", RegoBoolean.FALSE);
      case 'n' -> word("null", RegoNull.NULL);
      default -> number();
    };
  }

  private void enter() {
    if (++depth > DEEPEST) {
      Budget.refuse(
          "JSON that the policy reads is nested more than %,d levels deep".formatted(DEEPEST));
      throw new JsonException("the JSON is nested more than %,d levels deep".formatted(DEEPEST));
    }
    at++;
  }

  private Value object() {
    enter();
    Map<Value, Value> entries = new LinkedHashMap<>();
    skip();
    if (peek('}')) {
      depth--;
      return RegoObject.EMPTY;
    }
    while (true) {
      skip();
      if (at >= text.length() || text.charAt(at) != '"') {
        throw unexpected("instead of a key");
      }
      RegoString key = new RegoString(string());
      skip();
      require(':');
      entries.put(key, value());
      Budget.keep(entries.size());
      skip();
      if (peek('}')) {
        depth--;
        return RegoObject.of(entries);
      }
      require(',');
    }
  }

  private Value array() {
    enter();
    List<Value> values = new ArrayList<>();
    skip();
    if (peek(']')) {
      depth--;
      return RegoArray.EMPTY;
    }
    while (true) {
      values.add(value());
      Budget.keep(values.size());
      skip();
      if (peek(']')) {
        depth--;
        return new RegoArray(values);
      }
      require(',');
    }
  }

  private boolean peek(char wanted) {
    if (at < text.length() && text.charAt(at) == wanted) {
      at++;
      return true;
    }
    return false;
  }

  private void require(char wanted) {
    if (!peek(wanted)) {
      throw unexpected("instead of '" + wanted + "'");
    }
  }

  private Value word(String word, Value value) {
    if (!text.startsWith(word, at)) {
      throw unexpected("instead of a value");
    }
    at += word.length();
    return value;
  }

  private Value number() {
    int start = at;
    peek('-');
    int digits = at;
    digits();
    boolean leadingZero = at - digits > 1 && text.charAt(digits) == '0';
    boolean complete = at > digits && !leadingZero;
    if (complete && peek('.')) {
      int fraction = at;
      digits();
      complete = at > fraction;
    }
    if (complete && (peek('e') || peek('E'))) {
      if (!peek('+')) {
        peek('-');
      }
      int exponent = at;
      digits();
      complete = at > exponent;
    }
    if (!complete) {
      throw unexpected("instead of a value");
    }
    try {
      return RegoNumber.parse(text.substring(start, at));
    } catch (NumberFormatException e) {
      throw new JsonException(String.valueOf(e.getMessage()));
    }
  }

  private void digits() {
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
  }

  private String string() {
    at++;
    StringBuilder built = new StringBuilder();
    while (true) {
      if (at >= text.length() || text.charAt(at) < ' ') {
        throw unexpected("in a string");
      }
      char c = text.charAt(at++);
      if (c == '"') {
        return built.toString();
      }
      built.append(c == '\\' ? escaped() : c);
    }
  }

  private char escaped() {
    char c = at < text.length() ? text.charAt(at++) : ' ';
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        if (at + 4 > text.length()) {
          throw unexpected("in a string");
        }
        try {
          char unit = (char) Integer.parseInt(text.substring(at, at + 4), 16);
          at += 4;
          yield unit;
        } catch (NumberFormatException e) {
          throw unexpected("in a string");
        }
      }
      default -> {
        at--;
        throw unexpected("in a string");
      }
    };
  }

  /// Writes a value as JSON; sets become arrays, and keys that are no text become their JSON.
  public static String write(Value value) {
    StringBuilder out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  /// Writes a value as Go does, which also escapes what a web page would read.
  public static String marshal(Value value) {
    String plain = write(value);
    StringBuilder out = new StringBuilder(plain.length());
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if ("<>&\u2028\u2029".indexOf(c) >= 0) {
        out.append("\\u%04x".formatted((int) c));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static void write(Value value, StringBuilder out) {
    Budget.spend(1);
    Budget.text(out.length());
    switch (value) {
      case RegoString string -> quote(string.text(), out);
      case RegoArray array -> list(array, out);
      case RegoSet set -> list(set, out);
      case RegoObject object -> {
        out.append('{');
        boolean first = true;
        for (Value key : object.keys()) {
          out.append(first ? "" : ",");
          first = false;
          quote(key instanceof RegoString text ? text.text() : write(key), out);
          out.append(':');
          write(object.at(key), out);
        }
        out.append('}');
      }
      case RegoNull _, RegoBoolean _, RegoNumber _ -> out.append(value);
    }
  }

  private static void list(Iterable<Value> values, StringBuilder out) {
    out.append('[');
    boolean first = true;
    for (Value value : values) {
      out.append(first ? "" : ",");
      first = false;
      write(value, out);
    }
    out.append(']');
  }

  static String quoted(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2);
    quote(text, out);
    return out.toString();
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> {
          if (c < ' ') {
            out.append("\\u%04x".formatted((int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
