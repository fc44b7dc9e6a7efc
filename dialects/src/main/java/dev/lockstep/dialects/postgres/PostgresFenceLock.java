package dev.lockstep.dialects.postgres;

import dev.lockstep.deploy.Fence.Holder;
import dev.lockstep.dialect.Row;
import dev.lockstep.dialects.jdbc.JdbcSession;
import dev.lockstep.dialects.target.ClientProcess;
import dev.lockstep.dialects.target.FenceLock;
import dev.lockstep.dialects.target.Holders;
import dev.lockstep.dialects.target.LedgerStyle.Table;
import dev.lockstep.dialects.target.LedgerTables;
import dev.lockstep.dialects.target.Pipeline;
import dev.lockstep.dialects.target.Pipeline.Part;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Holds the fence as an advisory lock of the working session.
///
/// The lock ends with the server's session, not with its client: as long as the server still
/// executes for a client that died, the fence is held, and nobody starts beside it.
final class PostgresFenceLock implements FenceLock {
  private final JdbcSession session;
  private final LedgerTables tables;
  private final Pipeline pipeline;
  private final ClientProcess client;

  PostgresFenceLock(
      JdbcSession session, LedgerTables tables, Pipeline pipeline, ClientProcess client) {
    this.session = session;
    this.tables = tables;
    this.pipeline = pipeline;
    this.client = client;
  }

  @Override
  public boolean tryTake(String schema, String token) {
    String sql =
        """
        WITH lock AS (SELECT pg_try_advisory_lock(%d) AS taken), row AS (
          INSERT INTO %s AS fence (schema_name, token, backend_id, backend_started, client, since)
          SELECT %s, %s, %d, %s, %s, clock_timestamp() FROM lock WHERE taken
          ON CONFLICT (schema_name) DO UPDATE SET token = excluded.token,
            backend_id = excluded.backend_id, backend_started = excluded.backend_started,
            client = excluded.client, since = excluded.since)
        SELECT taken FROM lock\
        """
            .formatted(
                FenceKey.of(schema),
                tables.name(Table.FENCE),
                literal(schema),
                literal(token),
                session.facts().backendId(),
                literal(session.facts().backendStart()),
                literal(client.written()));
    return Boolean.TRUE.equals(session.query(sql).getFirst().truth("taken"));
  }

  @Override
  public void free(String schema) {
    // When this fails the session is gone, and the lock with it. The lock goes first: the row is
    // for people, and its table may have been removed.
    var _ =
        pipeline.send(
            List.of(
                new Part("SELECT pg_advisory_unlock(" + FenceKey.of(schema) + ")"),
                new Part(
                    "DELETE FROM "
                        + tables.name(Table.FENCE)
                        + " WHERE schema_name = "
                        + literal(schema)
                        + " AND backend_id = "
                        + session.facts().backendId())));
  }

  @Override
  public Optional<Holder> holder(String schema) {
    Optional<List<Row>> rows =
        session.queryIfPresent(
            query(
                schema,
                "f.token, f.client, " + tables.style().micros("f.since") + " AS since",
                " LEFT JOIN "
                    + tables.name(Table.FENCE)
                    + " f ON f.schema_name = "
                    + literal(schema)
                    + " AND f.backend_id = a.pid AND (a.backend_start IS NULL"
                    + " OR f.backend_started = a.backend_start::text)"));
    List<Row> found =
        rows.orElseGet(() ->
            session.query(
                query(schema, "NULL AS token, NULL AS client, NULL::bigint AS since", "")));
    return found.stream().findFirst().map(this::holder);
  }

  private static String query(String schema, String columns, String join) {
    long key = FenceKey.of(schema);
    return """
    SELECT a.pid, a.state, left(a.query, 200) AS query, a.application_name,
      extract(epoch FROM clock_timestamp() - coalesce(a.state_change, a.query_start))::bigint
        AS seconds, %s
    FROM pg_catalog.pg_locks l
    JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid%s
    WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
      AND l.classid::bigint = %d AND l.objid::bigint = %d
      AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())\
    """
        .formatted(columns, join, key >>> 32, key & 0xFFFFFFFFL);
  }

  private Holder holder(Row row) {
    String token = row.text("token");
    String name = row.text("application_name");
    Long since = row.number("since");
    Long session = row.number("pid");
    String state = row.text("state");
    String doing =
        "active".equals(state)
            ? "executing " + Holders.kind(String.valueOf(row.text("query")))
            : state;
    String written = row.text("client");
    return Holders.of(
        token != null ? token : name == null || name.isBlank() ? "an unknown session" : name,
        since == null ? null : Instant.EPOCH.plusNanos(since * 1000),
        Holders.activity(session == null ? 0 : session, doing, row.number("seconds")),
        written == null ? ClientProcess.Life.UNKNOWN : client.life(written),
        "SELECT pg_terminate_backend(" + session + ")");
  }

  private String literal(@Nullable String text) {
    return session.dialect().literal(text);
  }
}
