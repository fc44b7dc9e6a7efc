package dev.lockstep.parsers.mysql;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.IntStream;
import org.antlr.v4.runtime.misc.Interval;

/// Is a text as a lexer sees it, in UTF-16 units, so that its places are those of the text.
///
/// What is seen may differ from the text, of the same length, that tokens hold.
final class SqlCharacters implements CharStream {
  private final String text;
  private final char[] seen;
  private int at;

  SqlCharacters(String text, char[] seen) {
    this.text = text;
    this.seen = seen;
  }

  @Override
  public void consume() {
    if (at >= seen.length) {
      throw new IllegalStateException("there is nothing behind the end");
    }
    at++;
  }

  @Override
  public int LA(int distance) {
    int place = distance > 0 ? at + distance - 1 : at + distance;
    if (distance == 0) {
      return 0;
    }
    if (place < 0 || place >= seen.length) {
      return IntStream.EOF;
    }
    return seen[place];
  }

  @Override
  public int mark() {
    return -1;
  }

  @Override
  public void release(int marker) {
    // the whole text stays
  }

  @Override
  public int index() {
    return at;
  }

  @Override
  public void seek(int index) {
    at = Math.min(index, seen.length);
  }

  @Override
  public int size() {
    return seen.length;
  }

  @Override
  public String getSourceName() {
    return IntStream.UNKNOWN_SOURCE_NAME;
  }

  @Override
  public String getText(Interval interval) {
    return interval.a >= text.length()
        ? ""
        : text.substring(interval.a, Math.min(interval.b + 1, text.length()));
  }
}
