package dev.lockstep.dialects.target;

import dev.lockstep.deploy.CatalogState;
import dev.lockstep.deploy.Decision;
import dev.lockstep.deploy.Fence.Holder;
import dev.lockstep.deploy.Ledger;
import dev.lockstep.dialect.Row;
import dev.lockstep.dialects.jdbc.HostileText;
import dev.lockstep.dialects.jdbc.JdbcSession;
import dev.lockstep.dialects.target.LedgerStyle.Table;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.migration.Execution.TransactionMode;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Keeps the ledger in tables of the target.
final class JdbcLedger implements Ledger {
  private final JdbcSession session;
  private final LedgerTables tables;
  private final FenceLock lock;
  private final Journal journal;
  private final CatalogMarks catalogs;
  private final LedgerRows rows;

  JdbcLedger(
      JdbcSession session,
      LedgerTables tables,
      FenceLock lock,
      Journal journal,
      CatalogMarks catalogs) {
    this.session = session;
    this.tables = tables;
    this.lock = lock;
    this.journal = journal;
    this.catalogs = catalogs;
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
            deployment.outcome() == Outcome.RUNNING ? "NULL" : tables.style().now(),
            literal(deployment.outcome().name()),
            literal(deployment.fromPosition()),
            literal(deployment.toPosition()),
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
                    + " started_by, started_at, ended_at, outcome, from_position, to_position,"
                    + " migrations, message, backend_id, backend_started)",
                List.of(values)));
    journal.opened(deployment.id());
  }

  @Override
  public void decided(Deployment deployment, List<Decision> decisions) {
    tables.ensure();
    List<String> values = new ArrayList<>();
    for (Decision decision : decisions) {
      List<Decision.@Nullable Said> said = new ArrayList<>(decision.said());
      if (said.isEmpty()) {
        said.add(null);
      }
      for (Decision.@Nullable Said one : said) {
        values.add(
            String.join(
                ", ",
                literal(deployment.id()),
                Integer.toString(values.size() + 1),
                literal(deployment.schema()),
                literal(deployment.instance()),
                literal(deployment.kind().name()),
                literal(deployment.planHash()),
                literal(deployment.commit()),
                literal(deployment.startedBy()),
                tables.style().now(),
                literal(decision.policies()),
                literal(decision.version()),
                literal(decision.input()),
                literal(decision.verdict()),
                literal(one == null ? null : one.effect().name()),
                literal(one == null ? null : one.rule()),
                literal(one == null ? null : HostileText.clean(one.message())),
                literal(one == null ? null : one.exemption())));
      }
    }
    tables.write(
        "write down what policies said",
        tables
            .style()
            .insert(
                Table.DECISION,
                "(deployment_id, sequence_number, schema_name, instance_name, kind, plan_hash,"
                    + " commit_id, started_by, decided_at, policy_set, policy_version,"
                    + " input_hash, verdict, effect, rule_name, message, exemption)",
                values));
  }

  @Override
  public List<Judged> judged(String schema, int limit) {
    String newestFirst =
        "SELECT j.deployment_id, j.sequence_number, j.instance_name, j.kind, j.plan_hash,"
            + " j.commit_id, j.started_by, "
            + tables.style().micros("j.decided_at")
            + " AS decided_micros, j.policy_set, j.policy_version, j.input_hash, j.verdict,"
            + " j.effect, j.rule_name, j.message, j.exemption FROM "
            + tables.name(Table.DECISION)
            + " j WHERE j.schema_name = ? ORDER BY j.decided_at DESC, j.sequence_number DESC";
    SequencedMap<String, List<Row>> byDeployment = new LinkedHashMap<>();
    for (Row row : read(tables.style().first(limit, newestFirst), schema)) {
      byDeployment
          .computeIfAbsent(String.valueOf(row.text("deployment_id")), _ -> new ArrayList<>())
          .addFirst(row);
    }
    return byDeployment.values().stream().flatMap(List::stream).map(rows::judged).toList();
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
    texts.addAll(catalogs.texts(deploymentId));
    tables.write("close the deployment in the ledger", texts);
  }

  @Override
  public CatalogState catalogs(String schema, String terms) {
    return catalogs.compare(schema, terms);
  }

  @Override
  public void recordCatalogs(CatalogRecord wanted) {
    catalogs.keep(wanted);
  }

  @Override
  public List<Deployment> deployments(String schema, int limit) {
    List<Deployment> listed = listed(schema, limit);
    if (listed.stream().noneMatch(JdbcLedger::unclosed)) {
      return listed;
    }
    Optional<Holder> holder = lock.holder(schema);
    // Read once more: what was running before the look at the fence may have ended since.
    return listed(schema, limit).stream()
        .map(entry -> unclosed(entry) ? judged(entry, holder) : entry)
        .toList();
  }

  private List<Deployment> listed(String schema, int limit) {
    String newestFirst =
        "SELECT "
            + rows.deploymentColumns("d")
            + " FROM "
            + tables.name(Table.DEPLOYMENT)
            + " d WHERE d.schema_name = ? ORDER BY d.started_at DESC, d.id DESC";
    return read(tables.style().first(limit, newestFirst), schema).stream()
        .map(rows::deployment)
        .toList();
  }

  private static boolean unclosed(Deployment entry) {
    return entry.outcome() == Outcome.RUNNING;
  }

  /// Tells a deployment that nobody closed by its fence: a deployment holds it from before its
  /// beginning to behind its end.
  private Deployment judged(Deployment entry, Optional<Holder> holder) {
    boolean gone =
        lock.tellsHolder()
            && holder
                .map(now ->
                    now.since() != null
                        // Some products keep no more than milliseconds of a time.
                        && entry.startedAt().isBefore(now.since().truncatedTo(ChronoUnit.SECONDS)))
                .orElse(true);
    return entry.asOf(gone ? Outcome.INTERRUPTED : Outcome.RUNNING, applied(entry.id()));
  }

  /// Returns how many changes of a deployment its journal proves complete; a change without
  /// statements leaves no trace there.
  private int applied(String deploymentId) {
    String sql =
        "SELECT COUNT(DISTINCT s.migration_id) AS applied FROM "
            + tables.name(Table.STATEMENT)
            + " s WHERE s.pending = 0 AND s.outcome = 'DONE' AND s.deployment_id = ?"
            + " AND NOT EXISTS (SELECT 1 FROM "
            + tables.name(Table.STATEMENT)
            + " p WHERE p.pending = 1 AND p.deployment_id = s.deployment_id"
            + " AND p.migration_id = s.migration_id)";
    Long applied = read(sql, deploymentId).getFirst().number("applied");
    return applied == null ? 0 : Math.toIntExact(applied);
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
                  + " SET outcome = 'INTERRUPTED', ended_at = (SELECT max(s.ended_at) FROM "
                  + tables.name(Table.STATEMENT)
                  + " s WHERE s.deployment_id = "
                  + literal(dead.id())
                  + "), migrations = "
                  + applied(dead.id())
                  + " WHERE id = "
                  + literal(dead.id())));
    }
    return interrupted;
  }

  @Override
  public void settle(String schema, String migrationId, Verdict verdict) {
    tables.ensure();
    checkUnfinished(schema, migrationId, verdict);
    // First, since starting over makes statements look complete that belong to no applied change.
    closeInterrupted(schema);
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

  /// Refuses to judge what no run left unfinished: a typing error must not look like a verdict.
  private void checkUnfinished(String schema, String migrationId, Verdict verdict) {
    List<Unfinished> unfinished = unfinished(schema);
    List<Unfinished> meant =
        unfinished.stream().filter(left -> left.migrationId().equals(migrationId)).toList();
    if (meant.isEmpty()) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "There is no unfinished change " + migrationId + " in " + schema + ".",
          unfinished.isEmpty()
              ? "No change of it is unfinished; lockstep status tells what is pending."
              : "Unfinished: "
                  + unfinished.stream()
                      .map(Unfinished::migrationId)
                      .distinct()
                      .collect(Collectors.joining(", "))
                  + ".");
    }
    boolean inDoubt =
        meant.stream()
            .flatMap(left -> left.statements().stream())
            .anyMatch(statement -> statement.outcome() == StatementOutcome.STARTED);
    if (verdict != Verdict.START_OVER && !inDoubt) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "No statement of "
              + migrationId
              + " is in doubt: the journal knows how each of them ended.",
          "Deploy again: it goes on behind the last one that is done, or says what is in the way."
              + " If none of them is in effect any more, say --verdict start-over.");
    }
  }

  @Override
  public List<Unfinished> unfinished(String schema) {
    return new HalfDoneMigrations(session, tables)
        .of(schema).sequencedEntrySet().stream()
            .map(entry -> HalfDoneMigrations.unfinished(entry.getKey(), entry.getValue()))
            .toList();
  }

  @Override
  public void forgetUnfinished(String schema) {
    tables.write("settle what interrupted runs left", List.of(journal.settledAll(schema)));
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
