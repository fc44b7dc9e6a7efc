package dev.lockstep.rego.value;

/// Writes text in quotes as Go does.
///
/// *Source*: documentation of Go's `strconv.Quote`.
public final class GoQuote {
  private GoQuote() {}

  /// @param ascii whether all other characters are escaped
  public static String of(String text, char quote, boolean ascii) {
    StringBuilder out = new StringBuilder().append(quote);
    text.codePoints()
        .forEach(point -> {
          if (point == quote || point == '\\') {
            out.append('\\').append((char) point);
          } else if (point < 0x7f ? point >= ' ' : !ascii && isPrinted(point)) {
            out.appendCodePoint(point);
          } else {
            out.append(escaped(point));
          }
        });
    return out.append(quote).toString();
  }

  private static String escaped(int point) {
    int named = "\u0007\b\f\n\r\t\u000b".indexOf(point);
    if (named >= 0) {
      return "\\" + "abfnrtv".charAt(named);
    }
    return (point < ' ' || point == 0x7f
            ? "\\x%02x"
            : point < Character.MIN_SUPPLEMENTARY_CODE_POINT ? "\\u%04x" : "\\U%08x")
        .formatted(point);
  }

  private static boolean isPrinted(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /// Tells whether it can stand between backquotes.
  public static boolean isPlain(String text) {
    return text.chars()
        .allMatch(c -> (c >= ' ' || c == '\t') && c != '`' && c != 0x7f && c != 0xfeff);
  }
}
