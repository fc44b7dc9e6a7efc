package dev.lockstep.statement;

/// Marks a part of a text.
///
/// *Units*: UTF-16 units from 0, `end` is behind the last one.
public record TextRange(int start, int end) {
  public TextRange {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("no range: " + start + " to " + end);
    }
  }

  /// Returns the same part of a text that this one's text begins at some offset of.
  public TextRange within(int offset) {
    return new TextRange(start + offset, end + offset);
  }

  public String of(String text) {
    return text.substring(start, end);
  }
}
