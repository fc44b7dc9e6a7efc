package dev.lockstep.cli;

import dev.lockstep.lint.Review.Placed;
import dev.lockstep.lint.Review.SqlFile;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.migration.PlannedStatement;
import dev.lockstep.sql.Position;
import dev.lockstep.sql.SqlStatement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Finds the statements that an engine would run in the file that they come from.
final class LintPlaces {
  private final SqlFile file;

  /// Where lines begin.
  private final int[] lines;

  LintPlaces(SqlFile file) {
    this.file = file;
    String text = file.text();
    this.lines =
        IntStream.concat(
                IntStream.of(0),
                IntStream.range(0, text.length())
                    .filter(at -> text.charAt(at) == '\n')
                    .map(at -> at + 1))
            .toArray();
  }

  SqlFile file() {
    return file;
  }

  /// Returns a statement at its place: where its text stands, else where its change begins.
  Placed placed(PlannedStatement planned) {
    SqlStatement sql = planned.sql();
    int line = Math.clamp(planned.source().line(), 1, lines.length);
    int from = lines[line - 1] + Math.max(0, planned.source().column() - 1);
    int exact = sql.text().isEmpty() ? -1 : file.text().indexOf(sql.text(), from);
    Position start = exact < 0 ? new Position(lines[line - 1], line, 1) : at(exact);
    return new Placed(
        file,
        new SqlStatement(sql.text(), start, start, sql.kind(), sql.traits(), sql.inlineData()));
  }

  private Position at(int offset) {
    int found = Arrays.binarySearch(lines, offset);
    int line = found >= 0 ? found : -found - 2;
    return new Position(offset, line + 1, offset - lines[line] + 1);
  }

  /// Returns all that a change says.
  static List<String> reads(PlannedMigration planned) {
    return planned.statements().stream().map(statement -> statement.sql().text()).toList();
  }
}
