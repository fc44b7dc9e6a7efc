package dev.lockstep.expression;

import org.jspecify.annotations.Nullable;

/// Takes the words and signs of an expression from a text, one after the other.
final class Scanner {
  private final String text;
  private final int origin;
  private int position;

  /// Whether `>` ends the expression rather than comparing.
  private boolean closes;

  Scanner(String text, int position) {
    this(text, position, 0);
  }

  /// @param origin the character of the whole at which the text stands
  Scanner(String text, int position, int origin) {
    this.text = text;
    this.position = position;
    this.origin = origin;
  }

  /// Sets whether `>` ends the expression, and returns how that was before.
  boolean closesAtAngle(boolean now) {
    boolean before = closes;
    closes = now;
    return before;
  }

  int position() {
    return position;
  }

  /// Returns the place up to which everything is taken, in the whole.
  int reached() {
    return origin + position;
  }

  /// Returns the place of the next word or sign, in the whole.
  int at() {
    skipBlanks();
    return origin + position;
  }

  boolean isAtEnd() {
    skipBlanks();
    return position >= text.length();
  }

  boolean isAt(String sign) {
    skipBlanks();
    return text.startsWith(sign, position);
  }

  boolean isAtDigit() {
    skipBlanks();
    return position < text.length() && isDigit(text.charAt(position));
  }

  void skipBlanks() {
    while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
      position++;
    }
  }

  boolean take(String sign) {
    boolean there = isAt(sign);
    position += there ? sign.length() : 0;
    return there;
  }

  void expect(String sign) {
    if (!take(sign)) {
      throw unexpected(sign);
    }
  }

  Refusal unexpected(String wanted) {
    int at = at();
    return position >= text.length()
        ? new Refusal("The expression ends where " + wanted + " is missing.", at)
        : new Refusal(
            "Here "
                + wanted
                + " is missing, before \""
                + text.substring(position, Math.min(text.length(), position + 12))
                + "\".",
            at);
  }

  /// Takes one of some operators; words only where no longer word stands, signs likewise.
  boolean operator(String... spellings) {
    for (String spelling : spellings) {
      if (isAt(spelling) && !goesOn(spelling)) {
        position += spelling.length();
        return true;
      }
    }
    return false;
  }

  private boolean goesOn(String spelling) {
    int end = position + spelling.length();
    char next = end < text.length() ? text.charAt(end) : ' ';
    return switch (spelling) {
      case "?" -> next == '.' || next == ':' || next == '?';
      case "!" -> next == '=' || next == '~' || next == '^' || next == '$';
      default -> Character.isLetter(spelling.charAt(0)) && isNamePart(next);
    };
  }

  /// Takes an operator that compares; null where none stands.
  @Nullable Operator comparison() {
    if (operator("==", "eq")) {
      return Operator.EQUAL;
    }
    if (operator("!=", "ne")) {
      return Operator.UNEQUAL;
    }
    if (operator("=~")) {
      return Operator.MATCHES;
    }
    if (operator("!~")) {
      return Operator.MATCHES_NOT;
    }
    if (operator("=^")) {
      return Operator.STARTS_WITH;
    }
    if (operator("=$")) {
      return Operator.ENDS_WITH;
    }
    if (operator("<=", "le")) {
      return Operator.AT_MOST;
    }
    if (operator("ge") || (!closes && operator(">="))) {
      return Operator.AT_LEAST;
    }
    if (operator("lt") || (!isAt("<+") && operator("<"))) {
      return Operator.LESS;
    }
    return operator("gt") || (!closes && operator(">")) ? Operator.MORE : null;
  }

  String name(String wanted) {
    skipBlanks();
    int start = position;
    while (position < text.length() && isNamePart(text.charAt(position))) {
      position++;
    }
    if (position == start || isDigit(text.charAt(start))) {
      position = start;
      throw unexpected(wanted);
    }
    return text.substring(start, position);
  }

  String digits() {
    int start = position;
    while (position < text.length()
        && (isDigit(text.charAt(position)) || isPoint(position, start))) {
      position++;
    }
    return text.substring(start, position);
  }

  /// Takes text in quotes; a backslash takes the next character as it is.
  String quoted() {
    int start = at();
    char quote = text.charAt(position);
    position++;
    StringBuilder taken = new StringBuilder();
    while (position < text.length() && text.charAt(position) != quote) {
      char next = text.charAt(position);
      if (next == '\\' && position + 1 < text.length()) {
        position++;
        taken.append(escaped(text.charAt(position)));
      } else {
        taken.append(next);
      }
      position++;
    }
    if (position >= text.length()) {
      throw new Refusal("The text that begins here has no " + quote + " at its end.", start);
    }
    position++;
    return taken.toString();
  }

  /// Only what would mean something else is changed, so that patterns need no second backslash.
  private static String escaped(char next) {
    return switch (next) {
      case 'n' -> "\n";
      case 't' -> "\t";
      case '\\', '"', '\'' -> String.valueOf(next);
      default -> "\\" + next;
    };
  }

  private boolean isPoint(int place, int start) {
    return text.charAt(place) == '.'
        && text.indexOf('.', start) == place
        && place + 1 < text.length()
        && isDigit(text.charAt(place + 1));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNamePart(char c) {
    return c == '_' || c == '$' || isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
