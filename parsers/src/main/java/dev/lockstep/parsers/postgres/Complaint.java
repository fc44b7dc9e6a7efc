package dev.lockstep.parsers.postgres;

import dev.lockstep.parsers.tree.SyntaxFailure;

/// Complains in the server's form, which repeats the text that it stands before.
final class Complaint {
  private Complaint() {}

  static SyntaxFailure near(String message, String text, int start, int end) {
    String place =
        start >= text.length()
            ? " at end of input"
            : " at or near \"" + text.substring(start, end) + "\"";
    return new SyntaxFailure(message + place, start);
  }
}
