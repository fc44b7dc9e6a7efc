package dev.lockstep.git;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.io.IOException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.MissingObjectException;

/// Puts failures of the Git library into words.
final class GitWords {
  private static final int MAX_LENGTH = 300;

  private GitWords() {}

  /// Returns why reading failed, as part of a sentence.
  static String reason(Exception e) {
    return switch (e) {
      case MissingObjectException _ -> "an object is missing, as in a partial or shallow clone";
      case CorruptObjectException _ -> "an object is broken";
      case IncorrectObjectTypeException _ -> "an object is not of the kind that it should be";
      case LargeObjectException _ -> "an object is too large";
      default -> clean(String.valueOf(e.getMessage()));
    };
  }

  static LockstepException unreadable(String what, IOException e) {
    return new LockstepException(
        ErrorCode.GIT,
        what + " cannot be read from Git: " + reason(e) + ".",
        e instanceof MissingObjectException
            ? "Fetch the full history, for example with `git fetch --unshallow`."
            : "Check the repository with `git fsck`.",
        e);
  }

  /// Returns text from outside in one line, shortened and without control characters.
  static String clean(String text) {
    StringBuilder clean = new StringBuilder();
    text.codePoints()
        .limit(MAX_LENGTH)
        .map(point -> Character.isISOControl(point) ? ' ' : point)
        .filter(point -> Character.getType(point) != Character.FORMAT)
        .forEach(clean::appendCodePoint);
    String line = clean.toString().strip();
    return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
  }
}
