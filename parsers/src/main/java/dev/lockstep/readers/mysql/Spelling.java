package dev.lockstep.readers.mysql;

import dev.lockstep.name.QualifiedName;
import dev.lockstep.parsers.mysql.SyntaxNode;
import java.util.ArrayList;
import java.util.List;

/// Reads names and strings as they are spelt in SQL.
final class Spelling {
  private Spelling() {}

  /// Reads a name of one to three parts; the last two count.
  static QualifiedName qualified(SyntaxNode node) {
    String text = node.text();
    if (text.contains("@")) {
      return new QualifiedName(null, text);
    }
    List<String> parts = parts(text);
    int last = parts.size() - 1;
    return new QualifiedName(last > 0 ? parts.get(last - 1) : null, parts.get(last));
  }

  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char unit = text.charAt(at);
      if (unit == '`' || unit == '"' || unit == '\'') {
        int end = closing(text, at);
        part.append(unquoted(text.substring(at, end)));
        at = end;
      } else if (unit == '.') {
        if (!part.isEmpty()) {
          parts.add(part.toString());
        }
        part.setLength(0);
        at++;
      } else {
        if (!Character.isWhitespace(unit)) {
          part.append(unit);
        }
        at++;
      }
    }
    parts.add(part.toString());
    if (parts.size() > 1 && parts.getLast().equals("*")) {
      parts.removeLast();
    }
    return parts;
  }

  /// Returns where what is quoted from a place ends.
  private static int closing(String text, int start) {
    char quote = text.charAt(start);
    int at = start + 1;
    while (at < text.length()) {
      char unit = text.charAt(at);
      if (unit == '\\' && quote != '`') {
        at += 2;
      } else if (unit != quote) {
        at++;
      } else if (at + 1 < text.length() && text.charAt(at + 1) == quote) {
        at += 2;
      } else {
        return at + 1;
      }
    }
    return text.length();
  }

  /// Takes the quotes off a name or a string; anything else stays as it is.
  static String unquoted(String text) {
    char quote = text.isEmpty() ? ' ' : text.charAt(0);
    boolean quoted = quote == '`' || quote == '"' || quote == '\'';
    if (!quoted || closing(text, 0) != text.length() || text.length() < 2) {
      return text;
    }
    StringBuilder value = new StringBuilder();
    for (int i = 1; i < text.length() - 1; i++) {
      char unit = text.charAt(i);
      if (unit == '\\' && quote != '`') {
        i++;
        value.append(escaped(text.charAt(i)));
      } else {
        value.append(unit);
        i += unit == quote ? 1 : 0;
      }
    }
    return value.toString();
  }

  private static String escaped(char unit) {
    return switch (unit) {
      case '0' -> "\0";
      case 'b' -> "\b";
      case 'n' -> "\n";
      case 'r' -> "\r";
      case 't' -> "\t";
      case 'Z' -> "\u001a";
      case '%' -> "\\%";
      case '_' -> "\\_";
      default -> String.valueOf(unit);
    };
  }
}
