package dev.lockstep.engines.liquibase;

import dev.lockstep.dialect.Dialect;
import dev.lockstep.engines.liquibase.bridge.SqlText;
import dev.lockstep.migration.PlannedStatement;

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
    return PlannedStatement.generated(sql.text(), sql.source(), dialect.splitter());
  }
}
