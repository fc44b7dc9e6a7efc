package dev.lockstep.dialects.target;

import dev.lockstep.deploy.Ledger.SentStatement;
import dev.lockstep.deploy.Ledger.StatementOutcome;
import dev.lockstep.deploy.Ledger.Unfinished;
import dev.lockstep.dialect.Row;
import dev.lockstep.dialects.jdbc.JdbcSession;
import dev.lockstep.dialects.target.LedgerStyle.Table;
import dev.lockstep.migration.Direction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.NavigableMap;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads from the journal which migrations earlier runs left half done.
record HalfDoneMigrations(JdbcSession session, LedgerTables tables) {

  /// Names a migration in one direction.
  record Key(String migration, Direction direction) {}

  /// Is the newest journal line of one statement.
  record Trace(
      SentStatement statement,
      String deploymentId,
      long sequence,
      long backendId,
      @Nullable String backendStarted) {}

  /// Returns the lines of a schema's migrations by the number of the statement, oldest migration
  /// first; one round trip.
  SequencedMap<Key, NavigableMap<Integer, Trace>> of(String schema) {
    SequencedMap<Key, NavigableMap<Integer, Trace>> found = new LinkedHashMap<>();
    String sql =
        "SELECT s.deployment_id, s.sequence_number, s.migration_id, s.direction, s.statement_index,"
            + " s.sha256, s.outcome, d.backend_id, d.backend_started FROM "
            + tables.name(Table.STATEMENT)
            + " s JOIN "
            + tables.name(Table.DEPLOYMENT)
            + " d ON d.id = s.deployment_id WHERE s.pending = 1 AND d.schema_name = ?"
            + " ORDER BY d.started_at, s.deployment_id, s.sequence_number";
    for (Row row : session.queryIfPresent(sql, schema).orElse(List.of())) {
      Key key = new Key(text(row, "migration_id"), Direction.valueOf(text(row, "direction")));
      Trace trace = trace(row);
      // A later line of a statement tells what became of it in the end.
      found.computeIfAbsent(key, _ -> new TreeMap<>()).put(trace.statement().index(), trace);
    }
    return found;
  }

  static Unfinished unfinished(Key key, NavigableMap<Integer, Trace> lines) {
    return new Unfinished(
        key.migration(), key.direction(), lines.values().stream().map(Trace::statement).toList());
  }

  private static Trace trace(Row row) {
    return new Trace(
        new SentStatement(
            (int) number(row, "statement_index"),
            text(row, "sha256"),
            StatementOutcome.valueOf(text(row, "outcome"))),
        text(row, "deployment_id"),
        number(row, "sequence_number"),
        number(row, "backend_id"),
        row.text("backend_started"));
  }

  private static String text(Row row, String column) {
    return String.valueOf(row.text(column));
  }

  private static long number(Row row, String column) {
    Long number = row.number(column);
    return number == null ? 0 : number;
  }
}
