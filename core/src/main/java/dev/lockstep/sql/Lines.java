package dev.lockstep.sql;

/// Turns offsets of a script into positions; cheap when they are asked for in ascending order.
///
/// *Shape*: CR LF, LF and a lone CR each end a line. A byte order mark at the start takes an offset
/// but no column, as editors show it.
public final class Lines {
  private final String text;
  private int offset;
  private int line;
  private int lineStart;

  public Lines(String text) {
    this.text = text;
    rewind();
  }

  public Position at(int target) {
    if (target < offset) {
      rewind();
    }
    for (; offset < target; offset++) {
      char c = text.charAt(offset);
      if (c == '\n' || (c == '\r' && !followedByLineFeed())) {
        line++;
        lineStart = offset + 1;
      }
    }
    return new Position(target, line, target - lineStart + 1);
  }

  private boolean followedByLineFeed() {
    return offset + 1 < text.length() && text.charAt(offset + 1) == '\n';
  }

  private void rewind() {
    offset = 0;
    line = 1;
    lineStart = !text.isEmpty() && text.charAt(0) == '\uFEFF' ? 1 : 0;
  }
}
