package dev.lockstep.lint;

import dev.lockstep.lint.Review.Placed;
import dev.lockstep.lint.Suppressions.Place;
import dev.lockstep.sql.Lines;
import dev.lockstep.sql.Position;
import dev.lockstep.sql.SqlStatement;
import dev.lockstep.statement.TextRange;
import java.util.HashMap;
import java.util.Map;

/// Finds places of statements in their files, whose lines it counts once.
final class Places {
  private final Map<String, Lines> lines = new HashMap<>();

  /// Tells whether the file holds the very text of a statement.
  static boolean isExact(Placed at) {
    return at.file().text().startsWith(at.statement().text(), at.statement().start().offset());
  }

  /// Returns where in the file a place of a statement is; its beginning where that is all that is
  /// known.
  Position at(Placed placed, int offset) {
    Position begin = placed.statement().start();
    return isExact(placed)
        ? lines
            .computeIfAbsent(placed.file().path(), _ -> new Lines(placed.file().text()))
            .at(begin.offset() + offset)
        : begin;
  }

  /// Returns the lines of a part of a statement.
  Place lines(Placed placed, TextRange part) {
    return new Place(
        placed.statement().start().line(),
        at(placed, part.start()).line(),
        at(placed, part.end()).line());
  }

  static TextRange whole(SqlStatement statement) {
    return new TextRange(0, statement.text().length());
  }
}
