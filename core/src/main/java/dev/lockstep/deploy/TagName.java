package dev.lockstep.deploy;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;

/// Is a name that people can give to a state: one line of visible characters, as long as every
/// engine's history can hold.
///
/// *Errors*: `USAGE`.
public record TagName(String text) {
  /// *Source*: the column TAG of Liquibase's DATABASECHANGELOG.
  private static final int LONGEST = 255;

  public TagName {
    if (text.isBlank()) {
      throw refused("A tag's name must not be blank.");
    }
    if (!text.equals(text.strip())) {
      throw refused("A tag's name must not begin or end with a space.");
    }
    if (text.codePoints().anyMatch(TagName::hidden)) {
      throw refused("A tag's name must not hold line breaks, control or invisible characters.");
    }
    int length = text.codePointCount(0, text.length());
    if (length > LONGEST) {
      throw refused(
          "A tag's name may have %d characters at most; this one has %d."
              .formatted(LONGEST, length));
    }
  }

  private static boolean hidden(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      case Character.SPACE_SEPARATOR -> point != ' ';
      default -> false;
    };
  }

  private static LockstepException refused(String why) {
    return new LockstepException(
        ErrorCode.USAGE, why, "Give it a name such as release-1.4 or before-cleanup.");
  }
}
