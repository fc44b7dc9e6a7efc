package dev.lockstep.rego.syntax;

/// Takes what is written, line by line.
final class Page {
  private final StringBuilder text = new StringBuilder();
  private int depth;
  private boolean fresh = true;

  void in() {
    depth++;
  }

  void out() {
    depth--;
  }

  void write(String piece) {
    if (fresh) {
      text.repeat('\t', depth);
      fresh = false;
    }
    text.append(piece);
  }

  void space() {
    if (!fresh) {
      text.append(' ');
    }
  }

  /// Ends a line that has begun.
  void line() {
    if (!fresh) {
      text.append('\n');
      fresh = true;
    }
  }

  /// Leaves one line empty, but for the first.
  void blank() {
    line();
    int end = text.length();
    if (end > 1 && text.charAt(end - 2) != '\n') {
      text.append('\n');
    }
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
