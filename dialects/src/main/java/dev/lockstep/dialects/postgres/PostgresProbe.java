package dev.lockstep.dialects.postgres;

import dev.lockstep.dialect.Row;
import dev.lockstep.dialects.jdbc.JdbcSession;
import dev.lockstep.dialects.target.Probe;
import dev.lockstep.sql.SqlStatement;
import dev.lockstep.sql.StatementHead;
import dev.lockstep.sql.StatementHead.Modifier;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Asks PostgreSQL's catalogue what became of statements that cannot run in a transaction.
///
/// *Source*:
/// https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY
final class PostgresProbe implements Probe {
  private final JdbcSession session;

  PostgresProbe(JdbcSession session) {
    this.session = session;
  }

  /// Is what the catalogue says of an index.
  ///
  /// @param building whether some session builds it at this moment
  private record Index(String name, boolean valid, boolean building) {}

  @Override
  public Verdict look(SqlStatement statement) {
    return switch (firstWord(statement)) {
      // Running one of these once more does no harm.
      case "VACUUM", "ANALYZE", "REINDEX", "CLUSTER", "CHECKPOINT", "DISCARD", "LOAD" ->
          Verdict.NOT_DONE;
      default ->
          session
              .dialect()
              .splitter()
              .head(statement)
              .map(this::catalogued)
              .orElse(Verdict.UNKNOWN);
    };
  }

  private Verdict catalogued(StatementHead head) {
    return switch (head.verb() + " " + head.objectKind()) {
      case "CREATE INDEX", "CREATE UNIQUE INDEX" -> {
        Optional<Index> index = index(head);
        yield index.isPresent() && index.get().valid() ? Verdict.DONE : Verdict.NOT_DONE;
      }
      case "DROP INDEX" -> index(head).isEmpty() ? Verdict.DONE : Verdict.NOT_DONE;
      case "CREATE DATABASE" -> exists("pg_database", "datname", head, true);
      case "DROP DATABASE" -> exists("pg_database", "datname", head, false);
      case "CREATE TABLESPACE" -> exists("pg_tablespace", "spcname", head, true);
      case "DROP TABLESPACE" -> exists("pg_tablespace", "spcname", head, false);
      case "ALTER SYSTEM" -> Verdict.NOT_DONE;
      default -> Verdict.UNKNOWN;
    };
  }

  private Verdict exists(String catalogue, String column, StatementHead head, boolean wanted) {
    boolean found =
        !session
            .query(
                "SELECT 1 AS one FROM pg_catalog." + catalogue + " WHERE " + column + " = ?",
                head.name().getLast())
            .isEmpty();
    return found == wanted ? Verdict.DONE : Verdict.NOT_DONE;
  }

  /// A broken concurrent build leaves an invalid index, which `IF NOT EXISTS` would take for
  /// success and anything else for a name that is taken. It serves nobody, so it goes first.
  @Override
  public List<Leftover> leftovers(SqlStatement statement) {
    Optional<StatementHead> head = session.dialect().splitter().head(statement);
    if (head.isEmpty()
        || !head.get().has(Modifier.CONCURRENTLY)
        || !head.get().verb().equals("CREATE")) {
      return List.of();
    }
    Optional<Index> index = index(head.get());
    return index.isPresent() && !index.get().valid() && !index.get().building()
        ? List.of(
            new Leftover(
                "the invalid index " + index.get().name(),
                "DROP INDEX CONCURRENTLY IF EXISTS " + index.get().name()))
        : List.of();
  }

  /// Finds an index by name, in the schema of its table where that is known.
  private Optional<Index> index(StatementHead head) {
    String name = head.name().getLast();
    String table = head.table().isEmpty() ? null : quoted(head.table());
    String place =
        head.name().size() > 1
            ? "c.oid = to_regclass(" + session.dialect().literal(quoted(head.name())) + ")"
            : table == null
                ? "pg_catalog.pg_table_is_visible(c.oid)"
                : "i.indrelid = to_regclass(" + session.dialect().literal(table) + ")";
    List<Row> rows =
        session.query(
            """
            SELECT c.oid::regclass::text AS name, i.indisvalid AS valid, EXISTS (
              SELECT FROM pg_catalog.pg_stat_progress_create_index p
              WHERE p.index_relid = c.oid AND p.pid <> pg_backend_pid()) AS building
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid
            WHERE c.relkind = 'i' AND c.relname = ? AND %s\
            """
                .formatted(place),
            name);
    return rows.stream()
        .findFirst()
        .map(row ->
            new Index(
                String.valueOf(row.text("name")),
                Boolean.TRUE.equals(row.truth("valid")),
                Boolean.TRUE.equals(row.truth("building"))));
  }

  private String quoted(List<String> names) {
    return String.join(".", names.stream().map(session.dialect()::quote).toList());
  }

  @Override
  public boolean working(long backendId, @Nullable String backendStarted) {
    return !session
        .query(
            "SELECT 1 AS one FROM pg_catalog.pg_stat_activity WHERE pid = ? AND pid <>"
                + " pg_backend_pid() AND backend_start::text = ?",
            backendId,
            backendStarted == null ? "" : backendStarted)
        .isEmpty();
  }

  private static String firstWord(SqlStatement statement) {
    String kind = statement.kind();
    int space = kind.indexOf(' ');
    return space < 0 ? kind : kind.substring(0, space);
  }
}
