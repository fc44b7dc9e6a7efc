package dev.lockstep.dialects.jdbc;

import org.jspecify.annotations.Nullable;

/// Makes text that a database sent fit for a message: one line, no control characters, bounded.
public final class HostileText {
  private static final int LONGEST = 500;

  private HostileText() {}

  public static String clean(@Nullable String text) {
    if (text == null) {
      return "";
    }
    StringBuilder clean = new StringBuilder(Math.min(text.length(), LONGEST));
    boolean space = false;
    for (int at = 0; at < text.length(); ) {
      int point = text.codePointAt(at);
      at += Character.charCount(point);
      if (hidden(point)) {
        space = true;
        continue;
      }
      if (space && !clean.isEmpty()) {
        clean.append(' ');
      }
      space = false;
      clean.appendCodePoint(point);
      if (clean.length() >= LONGEST) {
        return clean.append('…').toString();
      }
    }
    return clean.toString();
  }

  /// Control characters move a terminal's cursor, format characters reverse the reading direction.
  private static boolean hidden(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
