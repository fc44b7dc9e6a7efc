package dev.lockstep.dialects.target;

import dev.lockstep.deploy.Ledger.StatementOutcome;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.migration.PlannedStatement;
import dev.lockstep.source.SourceLocation;
import dev.lockstep.sql.Position;
import dev.lockstep.sql.SqlStatement;
import dev.lockstep.sql.StatementTrait;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Follows which migration an engine is at, by the statements it sends.
///
/// *Shape*: a statement that the plan foretold is known by its text; any other one belongs to the
/// migration that runs. A migration is over when the engine writes its history.
final class EngineSteps {
  private final List<PlannedMigration> migrations;
  private int current;

  /// Is one statement and the migration it belongs to.
  ///
  /// @param statement index in the migration's statements
  record Step(PlannedMigration migration, int statement) {}

  EngineSteps(List<PlannedMigration> migrations) {
    this.migrations = List.copyOf(migrations);
  }

  /// Places a statement that was executed; null for the engine's own bookkeeping and for what is no
  /// change.
  @Nullable Step next(String sql, StatementOutcome outcome) {
    if (migrations.isEmpty()) {
      return null;
    }
    String kind = Holders.kind(sql);
    if (isBookkeeping(sql)) {
      if (outcome == StatementOutcome.DONE && writes(kind)) {
        current = Math.min(current + 1, migrations.size() - 1);
      }
      return null;
    }
    return isQuiet(kind) ? null : place(sql, kind);
  }

  private Step place(String sql, String kind) {
    String wanted = sql.strip();
    for (int at = current; at < migrations.size(); at++) {
      List<PlannedStatement> planned = migrations.get(at).statements();
      for (int index = 0; index < planned.size(); index++) {
        if (planned.get(index).sql().text().equals(wanted)) {
          current = at;
          return new Step(migrations.get(at), index);
        }
      }
    }
    return new Step(unplanned(migrations.get(current), wanted, kind), 0);
  }

  private static PlannedMigration unplanned(PlannedMigration running, String sql, String kind) {
    Position start = new Position(0, 1, 1);
    SourceLocation known = running.migration().source();
    SourceLocation source = known == null ? new SourceLocation("") : known;
    SqlStatement statement =
        new SqlStatement(sql, start, start, kind, EnumSet.noneOf(StatementTrait.class), null);
    return new PlannedMigration(
        running.migration(),
        running.direction(),
        List.of(new PlannedStatement(statement, source)),
        running.execution(),
        List.of(),
        running.reversal());
  }

  private static boolean isBookkeeping(String sql) {
    String text = sql.substring(0, Math.min(sql.length(), 400)).toLowerCase(Locale.ROOT);
    return text.contains("databasechangelog") || text.contains("schema_history");
  }

  private static boolean writes(String kind) {
    return kind.startsWith("INSERT") || kind.startsWith("UPDATE") || kind.startsWith("DELETE");
  }

  /// Tells what is no change: settings, questions, the frame of a transaction.
  private static boolean isQuiet(String kind) {
    return kind.startsWith("SHOW")
        || kind.startsWith("SET ")
        || kind.startsWith("RESET")
        || kind.startsWith("BEGIN")
        || kind.startsWith("COMMIT")
        || kind.startsWith("ROLLBACK");
  }
}
