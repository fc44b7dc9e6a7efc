package dev.lockstep.dialects.target;

import dev.lockstep.deploy.Ledger.StatementOutcome;
import dev.lockstep.deploy.StatementHash;
import dev.lockstep.dialect.Dialect;
import dev.lockstep.dialects.jdbc.HostileText;
import dev.lockstep.dialects.jdbc.JdbcSession;
import dev.lockstep.dialects.target.JournalLine.Pending;
import dev.lockstep.dialects.target.LedgerStyle.Table;
import dev.lockstep.migration.Execution;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.migration.PlannedStatement;
import dev.lockstep.sql.SqlStatement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Spells the statement journal of one deployment at a time and counts its lines.
///
/// *Shape*: gives texts; sending them in the right transaction is the caller's business. Row counts
/// are known to the client only after a message has come back: they are kept here and written with
/// the next message.
final class Journal {
  private static final int LINES_PER_INSERT = 100;
  private static final String COLUMNS =
      "(deployment_id, sequence_number, migration_id, direction, statement_index, source_path,"
          + " source_line, kind, sha256, started_at, ended_at, touched_rows, outcome, attempts,"
          + " lock_wait_ms, error, mode_name, pending)";

  private final JdbcSession session;
  private final LedgerTables tables;
  private final Dialect dialect;
  private final String schema;
  private final SequencedMap<Integer, Long> rows = new LinkedHashMap<>();
  private String deploymentId = "";
  private int sequence;

  Journal(JdbcSession session, LedgerTables tables, String schema) {
    this.session = session;
    this.tables = tables;
    this.dialect = session.dialect();
    this.schema = schema;
  }

  /// Starts the journal of a deployment that was opened this moment.
  void opened(String newDeploymentId) {
    deploymentId = newDeploymentId;
    sequence = 0;
    rows.clear();
  }

  /// Goes on with a deployment's journal, behind its last line.
  void resume(String knownDeploymentId) {
    if (knownDeploymentId.equals(deploymentId)) {
      return;
    }
    opened(knownDeploymentId);
    Long last =
        session
            .query(
                "SELECT max(sequence_number) AS last_one FROM "
                    + tables.name(Table.STATEMENT)
                    + " WHERE deployment_id = ?",
                knownDeploymentId)
            .getFirst()
            .number("last_one");
    sequence = last == null ? 0 : Math.toIntExact(last);
  }

  int next() {
    return ++sequence;
  }

  LedgerStyle style() {
    return tables.style();
  }

  /// Returns inserts of lines, many lines each.
  List<String> insert(List<JournalLine> lines) {
    List<String> texts = new ArrayList<>();
    for (int from = 0; from < lines.size(); from += LINES_PER_INSERT) {
      List<JournalLine> some = lines.subList(from, Math.min(lines.size(), from + LINES_PER_INSERT));
      texts.addAll(
          tables
              .style()
              .insert(Table.STATEMENT, COLUMNS, some.stream().map(this::values).toList()));
    }
    return texts;
  }

  /// Returns the update of a line that was written as started.
  String ended(JournalLine line) {
    return "UPDATE "
        + tables.name(Table.STATEMENT)
        + " SET ended_at = "
        + line.span().ended()
        + ", outcome = "
        + literal(line.outcome().name())
        + ", attempts = "
        + line.effort().attempts()
        + ", lock_wait_ms = "
        + line.effort().lockWait().toMillis()
        + ", error = "
        + literal(cleaned(line.ending().error()))
        + which(line.sequence());
  }

  /// Returns the removal of lines that were written as started, to make room for what became of
  /// their statements.
  String withdrawn(List<Integer> sequences) {
    return "DELETE FROM "
        + tables.name(Table.STATEMENT)
        + " WHERE deployment_id = "
        + literal(deploymentId)
        + " AND sequence_number IN ("
        + sequences.stream().map(String::valueOf).collect(Collectors.joining(", "))
        + ")";
  }

  /// Returns the update that says a line's statement is tried once more.
  String restarted(JournalLine line) {
    return "UPDATE "
        + tables.name(Table.STATEMENT)
        + " SET started_at = "
        + line.span().started()
        + ", ended_at = NULL, outcome = "
        + literal(StatementOutcome.STARTED.name())
        + ", attempts = "
        + line.effort().attempts()
        + ", error = NULL"
        + which(line.sequence());
  }

  /// Returns the update after which no later run asks how far a migration came.
  String settled(PlannedMigration migration) {
    return settled(schema, migration.migration().id());
  }

  String settled(String ofSchema, String migrationId) {
    return settledAll(ofSchema) + " AND migration_id = " + literal(migrationId);
  }

  /// Returns the update after which no later run asks how far any migration of a schema came.
  String settledAll(String ofSchema) {
    return "UPDATE " + tables.name(Table.STATEMENT) + " SET pending = 0" + unfinished(ofSchema);
  }

  /// Returns the update that decides on statements whose end nobody saw.
  String judged(String ofSchema, String migrationId, StatementOutcome outcome) {
    return "UPDATE "
        + tables.name(Table.STATEMENT)
        + " SET outcome = "
        + literal(outcome.name())
        + unfinished(ofSchema)
        + " AND migration_id = "
        + literal(migrationId)
        + " AND outcome = "
        + literal(StatementOutcome.STARTED.name());
  }

  private String unfinished(String ofSchema) {
    return " WHERE pending = 1 AND deployment_id IN (SELECT id FROM "
        + tables.name(Table.DEPLOYMENT)
        + " WHERE schema_name = "
        + literal(ofSchema)
        + ")";
  }

  /// Keeps the rows a statement touched, to be written with [#counted].
  void touched(JournalLine line, long count) {
    if (count > 0 || (count == 0 && line.ending().rows() == null)) {
      rows.put(line.sequence(), count);
    }
  }

  /// Returns the update that writes the row counts kept so far, or nothing.
  List<String> counted() {
    if (rows.isEmpty()) {
      return List.of();
    }
    StringBuilder cases = new StringBuilder();
    StringBuilder numbers = new StringBuilder();
    rows.forEach((number, count) -> {
      cases.append(" WHEN ").append(number).append(" THEN ").append(count);
      numbers.append(numbers.isEmpty() ? "" : ", ").append(number);
    });
    rows.clear();
    return List.of(
        "UPDATE "
            + tables.name(Table.STATEMENT)
            + " SET touched_rows = CASE sequence_number"
            + cases
            + " END WHERE deployment_id = "
            + literal(deploymentId)
            + " AND sequence_number IN ("
            + numbers
            + ")");
  }

  /// Returns what is known of a statement's rows before it ran: DDL touches none.
  static @Nullable Long expectedRows(PlannedStatement statement) {
    String kind = statement.sql().kind();
    int space = kind.indexOf(' ');
    return switch (space < 0 ? kind : kind.substring(0, space)) {
      case "CREATE", "ALTER", "DROP", "COMMENT", "GRANT", "REVOKE", "SET", "TRUNCATE" -> 0L;
      default -> null;
    };
  }

  private String which(int number) {
    return " WHERE deployment_id = " + literal(deploymentId) + " AND sequence_number = " + number;
  }

  private String values(JournalLine line) {
    PlannedStatement planned = line.planned();
    SqlStatement sql = planned.sql();
    return String.join(
        ", ",
        literal(deploymentId),
        Integer.toString(line.sequence()),
        literal(line.migration().migration().id()),
        literal(line.migration().direction().name()),
        Integer.toString(line.statement() + 1),
        literal(planned.source().path()),
        Integer.toString(planned.source().line()),
        literal(short100(sql.kind())),
        literal(StatementHash.of(sql)),
        line.span().started(),
        line.span().ended(),
        String.valueOf(line.ending().rows()),
        literal(line.outcome().name()),
        Integer.toString(line.effort().attempts()),
        Long.toString(line.effort().lockWait().toMillis()),
        literal(cleaned(line.ending().error())),
        literal(mode(line.migration())),
        line.pending() == Pending.YES ? "1" : "0");
  }

  private static @Nullable String mode(PlannedMigration migration) {
    return switch (migration.execution()) {
      case Execution.Direct direct -> direct.mode().name();
      case Execution.ByEngine _ -> null;
    };
  }

  private static String short100(String kind) {
    return kind.length() <= 100 ? kind : kind.substring(0, 100);
  }

  private static @Nullable String cleaned(@Nullable String error) {
    return error == null ? null : HostileText.clean(error);
  }

  private String literal(@Nullable String text) {
    return dialect.literal(text);
  }
}
