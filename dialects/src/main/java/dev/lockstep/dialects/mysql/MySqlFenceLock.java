package dev.lockstep.dialects.mysql;

import dev.lockstep.deploy.Fence.Holder;
import dev.lockstep.deploy.StatementHash;
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

/// Holds the fence as a named lock of the working session.
///
/// *Shape*: such names are the whole server's, so they are made from database and schema.
///
/// *Source*: https://mariadb.com/kb/en/get_lock/
final class MySqlFenceLock implements FenceLock {
  private static final int NAME_DIGITS = 40;

  private final JdbcSession session;
  private final LedgerTables tables;
  private final Pipeline pipeline;
  private final ClientProcess client;

  MySqlFenceLock(
      JdbcSession session, LedgerTables tables, Pipeline pipeline, ClientProcess client) {
    this.session = session;
    this.tables = tables;
    this.pipeline = pipeline;
    this.client = client;
  }

  private String name(String schema) {
    String place = session.server().database() + "\n" + schema;
    return "lockstep:" + StatementHash.of(place).substring(0, NAME_DIGITS);
  }

  @Override
  public boolean tryTake(String schema, String token) {
    Long taken =
        session.query("SELECT GET_LOCK(?, 0) AS taken", name(schema)).getFirst().number("taken");
    if (taken == null || taken != 1) {
      return false;
    }
    session.update(
        "REPLACE INTO "
            + tables.name(Table.FENCE)
            + " (schema_name, token, backend_id, client, since) VALUES (?, ?, ?, ?, "
            + tables.style().now()
            + ")",
        schema,
        token,
        session.facts().backendId(),
        client.written());
    return true;
  }

  @Override
  public void free(String schema) {
    // When this fails the session is gone, and the lock with it. The lock goes first: the row is
    // for people, and its table may have been removed.
    var _ =
        pipeline.send(
            List.of(
                new Part("DO RELEASE_LOCK('" + name(schema) + "')"),
                new Part(
                    "DELETE FROM "
                        + tables.name(Table.FENCE)
                        + " WHERE schema_name = "
                        + session.dialect().literal(schema)
                        + " AND backend_id = "
                        + session.facts().backendId())));
  }

  @Override
  public Optional<Holder> holder(String schema) {
    Long id = session.query("SELECT IS_USED_LOCK(?) AS id", name(schema)).getFirst().number("id");
    if (id == null) {
      return Optional.empty();
    }
    List<Row> rows =
        session
            .queryIfPresent(
                "SELECT f.token, f.client, "
                    + tables.style().micros("f.since")
                    + " AS since FROM "
                    + tables.name(Table.FENCE)
                    + " f WHERE f.schema_name = ? AND f.backend_id = ?",
                schema,
                id)
            .orElse(List.of());
    return Optional.of(holder(id, rows.isEmpty() ? null : rows.getFirst()));
  }

  private Holder holder(long id, @Nullable Row row) {
    String token = row == null ? null : row.text("token");
    Long since = row == null ? null : row.number("since");
    String written = row == null ? null : row.text("client");
    return Holders.of(
        token == null ? "an unknown session" : token,
        since == null ? null : Instant.EPOCH.plusNanos(since * 1000),
        activity(id),
        written == null ? ClientProcess.Life.UNKNOWN : client.life(written),
        "KILL " + id);
  }

  private String activity(long id) {
    List<Row> found =
        session.query("SELECT time, info FROM information_schema.processlist WHERE id = ?", id);
    if (found.isEmpty()) {
      return Holders.activity(id, null, null);
    }
    Row row = found.getFirst();
    String info = row.text("info");
    return Holders.activity(
        id, info == null ? "idle" : "executing " + Holders.kind(info), row.number("time"));
  }
}
