package dev.lockstep.dialects.target;

import dev.lockstep.deploy.Decision.Effect;
import dev.lockstep.deploy.Ledger.Anchor;
import dev.lockstep.deploy.Ledger.Deployment;
import dev.lockstep.deploy.Ledger.Judged;
import dev.lockstep.deploy.Ledger.Kind;
import dev.lockstep.deploy.Ledger.Outcome;
import dev.lockstep.deploy.Ledger.StatementOutcome;
import dev.lockstep.deploy.Ledger.StatementRecord;
import dev.lockstep.dialect.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the ledger's rows.
record LedgerRows(LedgerStyle style) {

  String deploymentColumns(String from) {
    return """
    %1$s.id, %1$s.schema_name, %1$s.instance_name, %1$s.kind, %1$s.engine, %1$s.commit_id,
    %1$s.file_state, %1$s.plan_hash, %1$s.started_by, %2$s AS started_micros,
    %3$s AS ended_micros, %1$s.outcome, %1$s.from_position, %1$s.to_position,
    %1$s.migrations, %1$s.message\
    """
        .formatted(from, style.micros(from + ".started_at"), style.micros(from + ".ended_at"));
  }

  String statementColumns(String from) {
    return """
    %1$s.deployment_id, %1$s.sequence_number, %1$s.migration_id, %1$s.statement_index,
    %1$s.source_path, %1$s.source_line, %1$s.kind, %1$s.sha256, %2$s AS started_micros,
    %3$s AS ended_micros, %1$s.touched_rows, %1$s.outcome, %1$s.attempts, %1$s.lock_wait_ms,
    %1$s.error\
    """
        .formatted(from, style.micros(from + ".started_at"), style.micros(from + ".ended_at"));
  }

  Deployment deployment(Row row) {
    return new Deployment(
        text(row, "id"),
        text(row, "schema_name"),
        text(row, "instance_name"),
        Kind.valueOf(text(row, "kind")),
        text(row, "engine"),
        row.text("commit_id"),
        text(row, "file_state"),
        text(row, "plan_hash"),
        text(row, "started_by"),
        time(row, "started_micros"),
        optionalTime(row, "ended_micros"),
        Outcome.valueOf(text(row, "outcome")),
        row.text("from_position"),
        row.text("to_position"),
        number(row, "migrations"),
        text(row, "message"));
  }

  Judged judged(Row row) {
    String effect = row.text("effect");
    return new Judged(
        text(row, "deployment_id"),
        text(row, "instance_name"),
        Kind.valueOf(text(row, "kind")),
        text(row, "plan_hash"),
        row.text("commit_id"),
        text(row, "started_by"),
        time(row, "decided_micros"),
        text(row, "policy_set"),
        text(row, "policy_version"),
        text(row, "input_hash"),
        text(row, "verdict"),
        effect == null ? null : Effect.valueOf(effect),
        row.text("rule_name"),
        row.text("message"),
        row.text("exemption"));
  }

  /// Reads statements in order; one that began when the one before it ended has no beginning of its
  /// own in the table.
  List<StatementRecord> statements(List<Row> found) {
    List<StatementRecord> records = new ArrayList<>();
    StatementRecord before = null;
    for (Row row : found) {
      Instant started = optionalTime(row, "started_micros");
      if (started == null
          && before != null
          && before.migrationId().equals(text(row, "migration_id"))
          && before.index() < number(row, "statement_index")) {
        started = before.endedAt();
      }
      before = statement(row, started);
      records.add(before);
    }
    return records;
  }

  private static StatementRecord statement(Row row, @Nullable Instant started) {
    return new StatementRecord(
        text(row, "deployment_id"),
        number(row, "sequence_number"),
        text(row, "migration_id"),
        number(row, "statement_index"),
        text(row, "source_path"),
        number(row, "source_line"),
        text(row, "kind"),
        text(row, "sha256"),
        started,
        optionalTime(row, "ended_micros"),
        row.number("touched_rows"),
        StatementOutcome.valueOf(text(row, "outcome")),
        number(row, "attempts"),
        Duration.ofMillis(number(row, "lock_wait_ms")),
        row.text("error"));
  }

  Anchor anchor(Row row) {
    return new Anchor(
        text(row, "tag"),
        row.text("history_position"),
        text(row, "deployment_id"),
        time(row, "set_micros"));
  }

  private static String text(Row row, String column) {
    String text = row.text(column);
    return text == null ? "" : text;
  }

  private static int number(Row row, String column) {
    Long number = row.number(column);
    return number == null ? 0 : Math.toIntExact(number);
  }

  private static Instant time(Row row, String column) {
    Instant time = optionalTime(row, column);
    return time == null ? Instant.EPOCH : time;
  }

  private static @Nullable Instant optionalTime(Row row, String column) {
    Long micros = row.number(column);
    return micros == null
        ? null
        : Instant.ofEpochSecond(
            Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
  }
}
