package dev.lockstep.dialects.target;

import dev.lockstep.dialect.Dialect;
import dev.lockstep.dialect.RowWrite;
import dev.lockstep.dialect.RowWrite.Value;
import dev.lockstep.migration.Direction;
import dev.lockstep.migration.Execution;
import dev.lockstep.migration.Execution.TransactionMode;
import dev.lockstep.migration.Migration;
import dev.lockstep.migration.MigrationKind;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.migration.PlannedStatement;
import dev.lockstep.migration.Reversal;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.source.SourceLocation;
import dev.lockstep.sql.SqlStatement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Plans migrations from their text, as an engine with a history table of its own would.
record Plans(Dialect dialect, String setup) {
  static final QualifiedName HISTORY = new QualifiedName(null, "history");

  static Plans on(Dialect dialect) {
    return new Plans(
        dialect,
        "CREATE TABLE IF NOT EXISTS %s (%s varchar(200) PRIMARY KEY, %s bigint)"
            .formatted(dialect.quote("history"), dialect.quote("id"), dialect.quote("ms")));
  }

  PlannedMigration whole(String id, String script) {
    return plan(id, script, TransactionMode.SINGLE);
  }

  PlannedMigration stepwise(String id, String script) {
    return plan(id, script, TransactionMode.PER_STATEMENT);
  }

  private PlannedMigration plan(String id, String script, TransactionMode mode) {
    String path = "db/" + id + ".sql";
    List<PlannedStatement> statements =
        dialect.splitter().split(script).stream().map(sql -> place(path, sql)).toList();
    SequencedMap<String, Value> values = new LinkedHashMap<>();
    values.put("id", new Value.Literal(id));
    values.put("ms", new Value.ElapsedMillis());
    return new PlannedMigration(
        new Migration(
            id,
            id,
            "",
            MigrationKind.VERSIONED,
            new SourceLocation(path),
            Integer.toString(script.hashCode())),
        Direction.APPLY,
        statements,
        new Execution.Direct(mode),
        List.of(new RowWrite.Insert(HISTORY, values)),
        new Reversal.None("not needed here"),
        List.of());
  }

  private static PlannedStatement place(String path, SqlStatement sql) {
    return new PlannedStatement(
        sql, new SourceLocation(path, sql.start().line(), sql.start().column()));
  }
}
