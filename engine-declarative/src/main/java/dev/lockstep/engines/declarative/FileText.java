package dev.lockstep.engines.declarative;

import dev.lockstep.sql.SqlStatement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Is the text of a file in which some statements change; everything else stays as it is.
final class FileText {
  private final String text;
  private final List<Cut> cuts = new ArrayList<>();

  FileText(String text) {
    this.text = text;
  }

  /// Is a piece of the old text with what comes in its place.
  private record Cut(int from, int to, String instead) {}

  /// Puts others in the place of a statement.
  void replace(SqlStatement statement, List<String> statements) {
    int end = statement.end().offset();
    String terminator = text.substring(end, behind(end));
    String joint = (terminator.isBlank() ? ";" : terminator.strip()) + "\n";
    cuts.add(new Cut(statement.start().offset(), end, String.join(joint, statements)));
  }

  /// Takes a statement out.
  ///
  /// @param comments whether the comments directly above go with it
  void remove(SqlStatement statement, boolean comments) {
    int from = lineStart(statement.start().offset());
    while (comments && from > 0) {
      int above = text.lastIndexOf('\n', from - 2) + 1;
      String line = text.substring(above, from).strip();
      if (!line.startsWith("--") || line.contains("lockstep:")) {
        break;
      }
      from = above;
    }
    int to = afterLineEnd(behind(statement.end().offset()));
    boolean gap = from == 0 || text.substring(0, from).matches("(?s).*\\R[ \\t]*\\R");
    int next = afterLineEnd(to);
    cuts.add(new Cut(from, gap && text.substring(to, next).isBlank() ? next : to, ""));
  }

  /// Puts others behind a statement.
  void add(SqlStatement behind, List<String> statements) {
    int end = behind.end().offset();
    int at = behind(end);
    String terminator = text.substring(end, at).isBlank() ? ";" : text.substring(end, at).strip();
    String first = text.substring(end, at).isBlank() ? ";\n" : "\n";
    cuts.add(new Cut(at, at, first + String.join(terminator + "\n", statements) + terminator));
  }

  /// Puts others at the end.
  void append(List<String> statements) {
    String open = text.isBlank() ? "" : text.endsWith("\n") ? "\n" : "\n\n";
    cuts.add(new Cut(text.length(), text.length(), open + written(statements)));
  }

  /// Writes statements as a file has them.
  static String written(List<String> statements) {
    return String.join(";\n", statements) + ";\n";
  }

  /// Returns the new text, with the line ends of the old one.
  String changed() {
    if (cuts.isEmpty()) {
      return text;
    }
    StringBuilder changed = new StringBuilder();
    int at = 0;
    for (Cut cut : cuts.stream().sorted(Comparator.comparingInt(Cut::from)).toList()) {
      changed.append(text, at, Math.max(at, cut.from()));
      changed.append(text.contains("\r\n") ? cut.instead().replace("\n", "\r\n") : cut.instead());
      at = Math.max(at, cut.to());
    }
    return changed.append(text.substring(at)).toString();
  }

  /// Returns the place behind the terminator of a statement that ends here: a semicolon, or what
  /// DELIMITER has made of it.
  private int behind(int end) {
    int at = end;
    while (at < text.length()) {
      if (Character.isWhitespace(text.charAt(at))) {
        at++;
      } else if (text.startsWith("--", at)) {
        at = afterLineEnd(at);
      } else if (text.startsWith("/*", at)) {
        int close = text.indexOf("*/", at);
        at = close < 0 ? text.length() : close + 2;
      } else if (text.charAt(at) == ';') {
        return at + 1;
      } else {
        while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
          at++;
        }
        return at;
      }
    }
    return end;
  }

  private int lineStart(int offset) {
    int start = text.lastIndexOf('\n', offset - 1) + 1;
    return text.substring(start, offset).isBlank() ? start : offset;
  }

  /// Returns the beginning of the next line when nothing but space and a comment stand before it.
  private int afterLineEnd(int offset) {
    int end = text.indexOf('\n', offset);
    int next = end < 0 ? text.length() : end + 1;
    String rest = text.substring(offset, next).strip();
    return rest.isEmpty() || rest.startsWith("--") ? next : offset;
  }
}
