package dev.lockstep.dialects.target;

import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.migration.PlannedStatement;
import dev.lockstep.source.SourceLocation;
import dev.lockstep.sql.Position;
import dev.lockstep.sql.SqlStatement;
import dev.lockstep.sql.StatementTrait;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Follows which migration an engine is at, by the statements it sends.
///
/// *Shape*: a statement that the plan foretold is known by its text; any other one belongs to the
/// migration that runs. A migration is over when the engine writes its history, or begins another.
final class EngineSteps {
  private final List<PlannedMigration> migrations;

  /// Indexes of the migrations, by id.
  private final Map<String, Integer> indexes = new HashMap<>();

  /// What the plan foretold, by its text, in the order of the plan.
  private final Map<String, List<Foretold>> foretold = new HashMap<>();

  private int current;
  private boolean running;

  /// Is one statement and the migration it belongs to.
  ///
  /// @param statement index in the migration's statements
  record Step(PlannedMigration migration, int statement, Part part) {}

  /// Is a place in the plan.
  private record Foretold(int migration, int statement) {}

  /// Says what a statement has to do with its migration.
  enum Part {
    /// Its effect belongs to the migration's.
    CHANGE,
    /// A callback's, before the first migration or behind one that was rolled back.
    ASIDE,
    /// It only asks, as far as can be told, and the plan did not foretell it.
    QUESTION
  }

  EngineSteps(List<PlannedMigration> migrations) {
    this.migrations = List.copyOf(migrations);
    for (int at = 0; at < migrations.size(); at++) {
      indexes.putIfAbsent(migrations.get(at).migration().id(), at);
      List<PlannedStatement> planned = migrations.get(at).statements();
      for (int index = 0; index < planned.size(); index++) {
        foretold
            .computeIfAbsent(planned.get(index).sql().text(), _ -> new ArrayList<>())
            .add(new Foretold(at, index));
      }
    }
  }

  /// Says which migration the engine begins.
  void begins(PlannedMigration migration) {
    current = indexes.getOrDefault(migration.migration().id(), 0);
    running = true;
  }

  /// Says that the engine has rolled back what it was doing.
  void rolledBack() {
    running = false;
  }

  /// Places a statement; null for the engine's own bookkeeping and for what is no change.
  @Nullable Step place(String sql) {
    String kind = Holders.kind(sql);
    return migrations.isEmpty() || isBookkeeping(sql) || isQuiet(kind) ? null : place(sql, kind);
  }

  /// Goes behind the migration whose history a statement has written; null when it wrote none.
  @Nullable PlannedMigration finishedBy(String sql) {
    if (migrations.isEmpty() || !isBookkeeping(sql) || !writes(Holders.kind(sql))) {
      return null;
    }
    PlannedMigration finished = migrations.get(current);
    current = Math.min(current + 1, migrations.size() - 1);
    return finished;
  }

  private Step place(String sql, String kind) {
    String wanted = sql.strip();
    for (Foretold one : foretold.getOrDefault(wanted, List.of())) {
      if (one.migration() >= current) {
        current = one.migration();
        return new Step(migrations.get(current), one.statement(), Part.CHANGE);
      }
    }
    boolean asks = kind.startsWith("SELECT") || kind.startsWith("WITH");
    Part part = asks ? Part.QUESTION : running ? Part.CHANGE : Part.ASIDE;
    return new Step(unplanned(migrations.get(current), wanted, kind), 0, part);
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
        running.reversal(),
        running.losses());
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
