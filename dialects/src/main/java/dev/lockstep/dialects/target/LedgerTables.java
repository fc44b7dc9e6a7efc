package dev.lockstep.dialects.target;

import dev.lockstep.dialect.Row;
import dev.lockstep.dialects.jdbc.JdbcSession;
import dev.lockstep.dialects.target.LedgerStyle.Table;
import dev.lockstep.dialects.target.LedgerStyle.Types;
import dev.lockstep.dialects.target.Pipeline.Part;
import dev.lockstep.dialects.target.Pipeline.Sent;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Creates, checks and removes Lockstep's own tables in a target.
///
/// *Shape*: created on the first write, in one transaction where the product can; never on a read.
/// Versions 2 and 3 added a table each to those of the version before and changed none, so creating
/// what is missing leads from one to the other.
public final class LedgerTables {
  /// Grows with every change to the tables' form, so that a later release can migrate them.
  private static final int VERSION = 3;

  private final JdbcSession session;
  private final Pipeline pipeline;
  private final LedgerStyle style;
  private final TransactionTexts transactions;
  private boolean present;

  public LedgerTables(JdbcSession session, Pipeline pipeline, TargetParts parts) {
    this.session = session;
    this.pipeline = pipeline;
    this.style = parts.ledger(session.server());
    this.transactions = parts.transactions();
  }

  public LedgerStyle style() {
    return style;
  }

  public String name(Table table) {
    return style.table(table);
  }

  /// Makes sure that the tables exist in the form this release knows; one round trip when they do.
  ///
  /// *Errors*: `CONFIGURATION` when a later release has changed them, `DATABASE_DENIED` when the
  /// user may not create them.
  public void ensure() {
    if (present) {
      return;
    }
    Optional<List<Row>> version =
        session.queryIfPresent("SELECT version_number FROM " + name(Table.LEDGER));
    Long found =
        version.isEmpty() || version.get().isEmpty()
            ? null
            : version.get().getFirst().number("version_number");
    if (found == null || found < VERSION) {
      create();
    } else if (found > VERSION) {
      throw tooNew(found);
    }
    present = true;
  }

  /// Takes the tables out again.
  void remove() {
    write("remove Lockstep's own tables", style.drop());
    present = false;
  }

  /// Runs bookkeeping statements in one transaction.
  ///
  /// @param doing as words behind "cannot", for the error
  public void write(String doing, List<String> texts) {
    if (texts.size() == 1) {
      send(doing, texts);
      return;
    }
    List<String> whole = new ArrayList<>(transactions.begin());
    whole.addAll(texts);
    whole.addAll(transactions.commit());
    try {
      send(doing, whole);
    } catch (LockstepException failure) {
      // Outside a transaction this fails, and that is as good.
      var _ = pipeline.send(parts(transactions.rollback()));
      throw failure;
    }
  }

  private void send(String doing, List<String> texts) {
    Sent sent = pipeline.send(parts(texts));
    SQLException error = sent.error();
    if (error != null) {
      throw session.translate(error, doing);
    }
  }

  static List<Part> parts(List<String> texts) {
    return texts.stream().map(Part::new).toList();
  }

  private static LockstepException tooNew(long version) {
    return new LockstepException(
        ErrorCode.CONFIGURATION,
        "The tables that Lockstep keeps in this database were written by a later release"
            + " (version "
            + version
            + ", this one knows "
            + VERSION
            + ").",
        "Use the release that wrote them, or a newer one.");
  }

  private void create() {
    List<String> texts = new ArrayList<>(style.before());
    Types is = style.types();
    texts.add(style.createTable(Table.LEDGER, "version_number int NOT NULL"));
    texts.add(style.createTable(Table.DEPLOYMENT, deploymentColumns(is)));
    texts.add(style.createTable(Table.STATEMENT, statementColumns(is)));
    texts.add(style.createTable(Table.ANCHOR, anchorColumns(is)));
    texts.add(style.createTable(Table.CATALOG, catalogColumns(is)));
    texts.add(style.createTable(Table.DECISION, decisionColumns(is)));
    texts.add(style.createTable(Table.FENCE, fenceColumns(is)));
    texts.addAll(style.after());
    texts.add("DELETE FROM " + name(Table.LEDGER));
    texts.add("INSERT INTO " + name(Table.LEDGER) + " (version_number) VALUES (" + VERSION + ")");
    write("create Lockstep's own tables in the target", texts);
  }

  private static String deploymentColumns(Types is) {
    return """
    id %1$s NOT NULL PRIMARY KEY, schema_name %1$s NOT NULL, instance_name %1$s, kind %1$s,
    engine %1$s, commit_id %1$s, file_state %1$s, plan_hash %1$s, started_by %2$s,
    started_at %3$s, ended_at %3$s, outcome %1$s NOT NULL, from_position %2$s,
    to_position %2$s, migrations int, message %2$s, backend_id %4$s, backend_started %1$s\
    """
        .formatted(is.key(), is.text(), is.time(), is.number());
  }

  private static String statementColumns(Types is) {
    return """
    deployment_id %1$s NOT NULL, sequence_number int NOT NULL, migration_id %2$s,
    direction %1$s, statement_index int, source_path %2$s, source_line int, kind %1$s,
    sha256 %1$s, started_at %3$s, ended_at %3$s, touched_rows %4$s, outcome %1$s NOT NULL,
    attempts int, lock_wait_ms %4$s, error %2$s, mode_name %1$s, pending int NOT NULL,
    PRIMARY KEY (deployment_id, sequence_number)\
    """
        .formatted(is.key(), is.text(), is.time(), is.number());
  }

  private static String anchorColumns(Types is) {
    return """
    schema_name %1$s NOT NULL, tag %1$s NOT NULL, history_position %2$s,
    deployment_id %1$s NOT NULL, set_at %3$s\
    """
        .formatted(is.key(), is.text(), is.time());
  }

  private static String catalogColumns(Types is) {
    return """
    schema_name %1$s NOT NULL, place %1$s NOT NULL, mark %2$s, terms %2$s, deployment_id %1$s,
    PRIMARY KEY (schema_name, place)\
    """
        .formatted(is.key(), is.text());
  }

  private static String decisionColumns(Types is) {
    return """
    deployment_id %1$s NOT NULL, sequence_number int NOT NULL, schema_name %1$s NOT NULL,
    instance_name %1$s, kind %1$s, plan_hash %1$s, commit_id %1$s, started_by %2$s,
    decided_at %3$s, policy_set %2$s, policy_version %1$s, input_hash %1$s, verdict %1$s,
    effect %1$s, rule_name %2$s, message %2$s, exemption %2$s,
    PRIMARY KEY (deployment_id, sequence_number)\
    """
        .formatted(is.key(), is.text(), is.time());
  }

  private static String fenceColumns(Types is) {
    return """
    schema_name %1$s NOT NULL PRIMARY KEY, token %2$s, backend_id %4$s, backend_started %1$s,
    client %2$s, since %3$s\
    """
        .formatted(is.key(), is.text(), is.time(), is.number());
  }
}
