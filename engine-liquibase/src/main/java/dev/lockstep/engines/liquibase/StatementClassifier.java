package dev.lockstep.engines.liquibase;

import dev.lockstep.dialect.Dialect;
import dev.lockstep.engines.liquibase.bridge.SqlText;
import dev.lockstep.error.LockstepException;
import dev.lockstep.migration.PlannedStatement;
import dev.lockstep.sql.Position;
import dev.lockstep.sql.SqlStatement;
import dev.lockstep.sql.StatementTrait;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Turns generated SQL into planned statements.
///
/// What Liquibase sends as one text stays one statement, whatever is in it: a routine's body, or
/// several statements that the author asked not to split. Its traits are those of all its parts.
final class StatementClassifier {
  private final Dialect dialect;

  StatementClassifier(Dialect dialect) {
    this.dialect = dialect;
  }

  PlannedStatement plan(SqlText sql) {
    List<SqlStatement> parts = parts(sql.text());
    Set<StatementTrait> traits = EnumSet.noneOf(StatementTrait.class);
    parts.forEach(part -> traits.addAll(part.traits()));
    // The text is sent as it is, so nothing in it is data that stands beside the statement.
    traits.remove(StatementTrait.INLINE_DATA);
    String kind = parts.isEmpty() ? "" : parts.getFirst().kind();
    SqlStatement statement =
        new SqlStatement(sql.text(), new Position(0, 1, 1), end(sql.text()), kind, traits, null);
    return new PlannedStatement(statement, sql.source());
  }

  private List<SqlStatement> parts(String text) {
    try {
      return dialect.splitter().split(text);
    } catch (LockstepException unreadable) {
      // The server is the judge of what cannot be split.
      return List.of();
    }
  }

  private static Position end(String text) {
    int lines = 1;
    int lineStart = 0;
    for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      lines++;
      lineStart = at + 1;
    }
    return new Position(text.length(), lines, text.length() - lineStart + 1);
  }
}
