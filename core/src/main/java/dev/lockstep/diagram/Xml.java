package dev.lockstep.diagram;

/// Writes text from outside into XML and HTML.
public final class Xml {
  private static final int REPLACEMENT = 0xFFFD;

  private Xml() {}

  /// Escapes a text for an element or a quoted attribute. What XML cannot hold, and what would turn
  /// the order of letters, is shown as `�`.
  public static String escape(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(point -> {
          switch (point) {
            case '&' -> safe.append("&amp;");
            case '<' -> safe.append("&lt;");
            case '>' -> safe.append("&gt;");
            case '"' -> safe.append("&quot;");
            case '\'' -> safe.append("&#39;");
            default -> safe.appendCodePoint(harmless(point));
          }
        });
    return safe.toString();
  }

  static int harmless(int point) {
    boolean control = Character.isISOControl(point) && point != '\n' && point != '\t';
    boolean half = point >= 0xD800 && point <= 0xDFFF;
    boolean none = (point & 0xFFFE) == 0xFFFE;
    boolean turns = (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
    return control || half || none || turns ? REPLACEMENT : point;
  }
}
