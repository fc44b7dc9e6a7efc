package dev.lockstep.dialects.postgres.schema;

import java.util.ArrayList;
import java.util.List;

/// Brings the cast of an array constructor into the form that PostgreSQL itself comes to.
///
/// Bodies in dollar quotes stay as they are.
final class ArrayCasts {
  private static final String START = "(ARRAY[";
  private static final String END = "])::";

  private ArrayCasts() {}

  static String normalized(String text) {
    int start = text.indexOf(START);
    if (start < 0) {
      return text;
    }
    int open = start + START.length();
    List<String> elements = new ArrayList<>();
    int close = elements(text, open, elements);
    if (close < 0 || !text.startsWith(END, close)) {
      return text.substring(0, open) + normalized(text.substring(open));
    }
    int type = close + END.length();
    int brackets = text.indexOf("[]", type);
    if (brackets < 0) {
      return text;
    }
    String element = text.substring(type, brackets);
    StringBuilder whole = new StringBuilder(text.substring(0, start)).append("ARRAY[");
    for (int at = 0; at < elements.size(); at++) {
      whole.append(at == 0 ? "" : ", ").append('(').append(elements.get(at)).append(")::");
      whole.append(element);
    }
    return whole.append(']').append(normalized(text.substring(brackets + 2))).toString();
  }

  /// Gathers the elements behind an opening bracket; returns where it closes, or a negative number.
  private static int elements(String text, int open, List<String> elements) {
    int depth = 0;
    int begin = open;
    char quote = 0;
    for (int at = open; at < text.length(); at++) {
      char unit = text.charAt(at);
      if (quote != 0) {
        quote = unit == quote ? 0 : quote;
      } else if (unit == '\'' || unit == '"') {
        quote = unit;
      } else if (unit == '(' || unit == '[') {
        depth++;
      } else if (depth == 0 && (unit == ',' || unit == ']')) {
        elements.add(text.substring(begin, at).strip());
        begin = at + 1;
        if (unit == ']') {
          return at;
        }
      } else if (unit == ')' || unit == ']') {
        depth--;
      }
    }
    return -1;
  }
}
