package dev.lockstep.dialects.mysql;

import dev.lockstep.dialects.jdbc.JdbcSession;
import dev.lockstep.dialects.target.Probe;
import dev.lockstep.sql.SqlStatement;
import dev.lockstep.sql.StatementHead;
import dev.lockstep.sql.StatementHead.Alteration;
import dev.lockstep.sql.StatementHead.Modifier;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Asks the information schema what became of statements that commit by themselves.
///
/// A single DDL statement takes effect whole or not at all; so one that would fail or change
/// nothing a second time can be told from what exists.
final class MySqlProbe implements Probe {
  private static final Pattern SELECTS = Pattern.compile("\\bSELECT\\b", Pattern.CASE_INSENSITIVE);

  private final JdbcSession session;

  MySqlProbe(JdbcSession session) {
    this.session = session;
  }

  @Override
  public Verdict look(SqlStatement statement) {
    String kind = statement.kind();
    int space = kind.indexOf(' ');
    return switch (space < 0 ? kind : kind.substring(0, space)) {
      // Running one of these once more does no harm.
      case "TRUNCATE", "GRANT", "REVOKE", "ANALYZE", "OPTIMIZE", "FLUSH", "SET", "CHECK" ->
          Verdict.NOT_DONE;
      default ->
          session
              .dialect()
              .splitter()
              .head(statement)
              .map(head -> judged(head, statement.text()))
              .orElse(Verdict.UNKNOWN);
    };
  }

  private Verdict judged(StatementHead head, String text) {
    boolean harmless =
        head.has(Modifier.OR_REPLACE)
            || head.has(Modifier.IF_EXISTS)
            || head.has(Modifier.IF_NOT_EXISTS);
    return switch (head.verb()) {
      case "CREATE" -> harmless ? Verdict.NOT_DONE : created(head, text);
      case "DROP" -> harmless ? Verdict.NOT_DONE : dropped(head);
      case "ALTER" -> altered(head);
      default -> Verdict.UNKNOWN;
    };
  }

  private Verdict created(StatementHead head, String text) {
    Boolean exists = exists(head);
    if (exists == null) {
      return Verdict.UNKNOWN;
    }
    if (!exists) {
      return Verdict.NOT_DONE;
    }
    // A table that is filled as it is created may have been left half full by a crash.
    boolean fills = head.objectKind().endsWith("TABLE") && SELECTS.matcher(text).find();
    return fills ? Verdict.UNKNOWN : Verdict.DONE;
  }

  private Verdict dropped(StatementHead head) {
    Boolean exists = exists(head);
    return exists == null ? Verdict.UNKNOWN : exists ? Verdict.NOT_DONE : Verdict.DONE;
  }

  private Verdict altered(StatementHead head) {
    Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
    for (Alteration alteration : head.alterations()) {
      verdicts.add(altered(head, alteration));
    }
    return verdicts.size() == 1 ? verdicts.iterator().next() : Verdict.UNKNOWN;
  }

  private Verdict altered(StatementHead head, Alteration alteration) {
    if (alteration.modifiers().contains(Modifier.IF_EXISTS)
        || alteration.modifiers().contains(Modifier.IF_NOT_EXISTS)) {
      return Verdict.NOT_DONE;
    }
    String column = "columns WHERE column_name = ? AND " + of(head.name());
    String index = "statistics WHERE index_name = ? AND " + of(head.name());
    String constraint = "table_constraints WHERE constraint_name = ? AND " + of(head.name());
    return switch (alteration.action()) {
      case ADD_COLUMN -> verdict(found(column, alteration.name()));
      case DROP_COLUMN -> verdict(!found(column, alteration.name()));
      case ADD_INDEX -> verdict(found(index, alteration.name()));
      case DROP_INDEX -> verdict(!found(index, alteration.name()));
      case ADD_CONSTRAINT -> verdict(found(constraint, alteration.name()));
      case DROP_CONSTRAINT -> verdict(!found(constraint, alteration.name()));
      case RENAME_TABLE ->
          verdict(
              !found(
                  "tables WHERE table_name = ? AND " + schema(head.name()), head.name().getLast()));
    };
  }

  private static Verdict verdict(boolean done) {
    return done ? Verdict.DONE : Verdict.NOT_DONE;
  }

  /// Tells whether the object exists; null when there is no way to tell.
  private @Nullable Boolean exists(StatementHead head) {
    String name = head.name().getLast();
    String schema = schema(head.name());
    String kind = head.objectKind();
    if (kind.endsWith("INDEX")) {
      return head.table().isEmpty()
          ? null
          : (Boolean) found("statistics WHERE index_name = ? AND " + of(head.table()), name);
    }
    return switch (kind) {
      case "TABLE", "VIEW", "SEQUENCE" -> found("tables WHERE table_name = ? AND " + schema, name);
      case "TRIGGER" ->
          found("triggers WHERE trigger_name = ? AND trigger_" + schema.substring(6), name);
      case "PROCEDURE", "FUNCTION" ->
          found(
              "routines WHERE routine_name = ? AND routine_type = '"
                  + kind
                  + "' AND routine_"
                  + schema.substring(6),
              name);
      case "EVENT" -> found("events WHERE event_name = ? AND event_" + schema.substring(6), name);
      case "DATABASE", "SCHEMA" -> found("schemata WHERE schema_name = ?", name);
      default -> null;
    };
  }

  private boolean found(String place, String name) {
    return !session.query("SELECT 1 AS one FROM information_schema." + place, name).isEmpty();
  }

  private String of(List<String> table) {
    return schema(table) + " AND table_name = " + session.dialect().literal(table.getLast());
  }

  private String schema(List<String> name) {
    return "table_schema = "
        + (name.size() > 1 ? session.dialect().literal(name.get(name.size() - 2)) : "DATABASE()");
  }

  @Override
  public boolean working(long backendId, @Nullable String backendStarted) {
    return !session
        .query(
            "SELECT 1 AS one FROM information_schema.processlist WHERE id = ?"
                + " AND id <> CONNECTION_ID() AND command <> 'Sleep'",
            backendId)
        .isEmpty();
  }
}
