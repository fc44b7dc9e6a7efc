package dev.lockstep.dialects.target;

import dev.lockstep.deploy.Ledger;
import dev.lockstep.dialect.Row;
import dev.lockstep.dialects.jdbc.HostileText;
import dev.lockstep.dialects.jdbc.JdbcSession;
import dev.lockstep.dialects.target.LedgerStyle.Table;
import dev.lockstep.migration.Execution.TransactionMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Keeps the ledger in tables of the target.
final class JdbcLedger implements Ledger {
  private final JdbcSession session;
  private final LedgerTables tables;
  private final Journal journal;
  private final LedgerRows rows;

  JdbcLedger(JdbcSession session, LedgerTables tables, Journal journal) {
    this.session = session;
    this.tables = tables;
    this.journal = journal;
    this.rows = new LedgerRows(tables.style());
  }

  @Override
  public void begin(Deployment deployment) {
    tables.ensure();
    String values =
        String.join(
            ", ",
            literal(deployment.id()),
            literal(deployment.schema()),
            literal(deployment.instance()),
            literal(deployment.kind().name()),
            literal(deployment.engine()),
            literal(deployment.commit()),
            literal(deployment.fileState()),
            literal(deployment.planHash()),
            literal(deployment.startedBy()),
            tables.style().now(),
            literal(deployment.outcome().name()),
            literal(deployment.fromPosition()),
            Integer.toString(deployment.migrations()),
            literal(deployment.message()),
            Long.toString(session.facts().backendId()),
            literal(session.facts().backendStart()));
    tables.write(
        "open the deployment in the ledger",
        tables
            .style()
            .insert(
                Table.DEPLOYMENT,
                "(id, schema_name, instance_name, kind, engine, commit_id, file_state, plan_hash,"
                    + " started_by, started_at, outcome, from_position, migrations, message,"
                    + " backend_id, backend_started)",
                List.of(values)));
    journal.opened(deployment.id());
  }

  @Override
  public void finish(
      String deploymentId,
      Outcome outcome,
      @Nullable String toPosition,
      int migrations,
      String message) {
    List<String> texts = new ArrayList<>(journal.counted());
    texts.add(
        "UPDATE "
            + tables.name(Table.DEPLOYMENT)
            + " SET ended_at = "
            + tables.style().now()
            + ", outcome = "
            + literal(outcome.name())
            + ", to_position = "
            + literal(toPosition)
            + ", migrations = "
            + migrations
            + ", message = "
            + literal(HostileText.clean(message))
            + " WHERE id = "
            + literal(deploymentId));
    tables.write("close the deployment in the ledger", texts);
  }

  @Override
  public List<Deployment> deployments(String schema, int limit) {
    return read(
            "SELECT "
                + rows.deploymentColumns("d")
                + " FROM "
                + tables.name(Table.DEPLOYMENT)
                + " d WHERE d.schema_name = ? ORDER BY d.started_at DESC, d.id DESC",
            schema)
        .stream()
        .limit(limit)
        .map(rows::deployment)
        .toList();
  }

  @Override
  public List<StatementRecord> statements(String deploymentId) {
    return rows.statements(
        read(
            "SELECT "
                + rows.statementColumns("s")
                + " FROM "
                + tables.name(Table.STATEMENT)
                + " s WHERE s.deployment_id = ? ORDER BY s.sequence_number",
            deploymentId));
  }

  @Override
  public Optional<Anchor> anchor(String schema, String tag) {
    return anchors(schema).stream().filter(anchor -> anchor.tag().equals(tag)).findFirst();
  }

  @Override
  public List<Anchor> anchors(String schema) {
    return read(
            "SELECT a.tag, a.history_position, a.deployment_id, "
                + tables.style().micros("a.set_at")
                + " AS set_micros FROM "
                + tables.name(Table.ANCHOR)
                + " a WHERE a.schema_name = ? ORDER BY a.set_at DESC, a.deployment_id DESC",
            schema)
        .stream()
        .map(rows::anchor)
        .toList();
  }

  @Override
  public void setAnchor(String schema, Anchor anchor) {
    tables.ensure();
    String values =
        String.join(
            ", ",
            literal(schema),
            literal(anchor.tag()),
            literal(anchor.position()),
            literal(anchor.deploymentId()),
            tables.style().now());
    tables.write(
        "write the anchor",
        tables
            .style()
            .insert(
                Table.ANCHOR,
                "(schema_name, tag, history_position, deployment_id, set_at)",
                List.of(values)));
  }

  @Override
  public List<Interrupted> closeInterrupted(String schema) {
    List<Deployment> running =
        read(
                "SELECT "
                    + rows.deploymentColumns("d")
                    + " FROM "
                    + tables.name(Table.DEPLOYMENT)
                    + " d WHERE d.outcome = 'RUNNING' AND d.schema_name = ? ORDER BY d.started_at",
                schema)
            .stream()
            .map(rows::deployment)
            .toList();
    List<Interrupted> interrupted = new ArrayList<>();
    for (Deployment dead : running) {
      List<StatementRecord> unfinished =
          statements(dead.id()).stream()
              .filter(statement -> statement.outcome() == StatementOutcome.STARTED)
              .toList();
      interrupted.add(
          new Interrupted(
              dead, unfinished, unfinished.isEmpty() ? null : TransactionMode.PER_STATEMENT));
      tables.write(
          "close an interrupted deployment in the ledger",
          List.of(
              "UPDATE "
                  + tables.name(Table.DEPLOYMENT)
                  + " SET outcome = 'INTERRUPTED', ended_at = "
                  + tables.style().now()
                  + " WHERE id = "
                  + literal(dead.id())));
    }
    return interrupted;
  }

  @Override
  public void settle(String schema, String migrationId, Verdict verdict) {
    tables.ensure();
    tables.write(
        "settle what an interrupted run left",
        List.of(
            switch (verdict) {
              case STATEMENT_DONE -> journal.judged(schema, migrationId, StatementOutcome.DONE);
              case STATEMENT_NOT_DONE ->
                  journal.judged(schema, migrationId, StatementOutcome.FAILED);
              case START_OVER -> journal.settled(schema, migrationId);
            }));
  }

  @Override
  public void remove() {
    tables.remove();
  }

  private List<Row> read(String sql, Object argument) {
    return session.queryIfPresent(sql, argument).orElse(List.of());
  }

  private String literal(@Nullable String text) {
    return session.dialect().literal(text);
  }
}
