package dev.lockstep.dialects.postgres.schema;

import java.util.ArrayList;
import java.util.List;

/// Reads the text form of a one-dimensional array without nulls.
///
/// *Source*: PostgreSQL's documentation, "Array Input and Output Syntax".
final class ArrayText {
  private ArrayText() {}

  static List<String> read(String text) {
    List<String> elements = new ArrayList<>();
    StringBuilder element = new StringBuilder();
    boolean quoted = false;
    boolean begun = false;
    for (int at = 1; at < text.length(); at++) {
      char unit = text.charAt(at);
      if (quoted && unit == '\\') {
        at++;
        element.append(text.charAt(at));
      } else if (unit == '"') {
        quoted = !quoted;
        begun = true;
      } else if (!quoted && (unit == ',' || unit == '}')) {
        if (begun) {
          elements.add(element.toString());
          element.setLength(0);
          begun = false;
        }
      } else {
        element.append(unit);
        begun = true;
      }
    }
    return elements;
  }
}
