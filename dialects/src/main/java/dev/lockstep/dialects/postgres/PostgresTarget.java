package dev.lockstep.dialects.postgres;

import dev.lockstep.dialect.Server;
import dev.lockstep.dialects.jdbc.JdbcSession;
import dev.lockstep.dialects.target.CatalogPrint;
import dev.lockstep.dialects.target.FenceLock;
import dev.lockstep.dialects.target.LedgerStyle;
import dev.lockstep.dialects.target.LedgerTables;
import dev.lockstep.dialects.target.Pipeline;
import dev.lockstep.dialects.target.Probe;
import dev.lockstep.dialects.target.Surroundings;
import dev.lockstep.dialects.target.TargetParts;
import dev.lockstep.dialects.target.TransactionTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Is what a target on PostgreSQL is made of.
public final class PostgresTarget implements TargetParts {
  /// What the session started with travelled in its start-up packet, so a reset goes back to that.
  private static final List<String> RESTORE =
      List.of(
          "RESET SESSION AUTHORIZATION",
          "RESET ROLE",
          "RESET search_path",
          "RESET lock_timeout",
          "RESET statement_timeout");

  private static final String KEEP_ROLE =
      "SELECT set_config('lockstep.role', current_setting('role'), true),"
          + " set_config('role', 'none', true)";
  private static final String TAKE_ROLE_BACK =
      "SELECT set_config('role', current_setting('lockstep.role'), true)";

  @Override
  public List<String> dialects() {
    return List.of("postgresql", "alloydb", "yugabytedb");
  }

  @Override
  public LedgerStyle ledger(Server server) {
    return new PostgresLedgerStyle();
  }

  @Override
  public TransactionTexts transactions() {
    return TransactionTexts.STANDARD;
  }

  @Override
  public Pipeline pipeline(JdbcSession session) {
    return new PostgresPipeline(session.raw());
  }

  @Override
  public FenceLock fenceLock(JdbcSession session, LedgerTables tables, Surroundings surroundings) {
    return new PostgresFenceLock(session, tables, pipeline(session), surroundings.client());
  }

  @Override
  public Probe probe(JdbcSession session) {
    return new PostgresProbe(session);
  }

  /// Puts back what the engines put back: role, search path, timeouts. Other settings stay as the
  /// migration left them, since later migrations of the same history may rely on that.
  @Override
  public List<String> restore(JdbcSession session) {
    return RESTORE;
  }

  @Override
  public List<String> aside(List<String> texts) {
    List<String> wrapped = new ArrayList<>();
    wrapped.add(KEEP_ROLE);
    wrapped.addAll(texts);
    wrapped.add(TAKE_ROLE_BACK);
    return wrapped;
  }

  @Override
  public List<String> fold(List<String> writes) {
    if (writes.size() < 2 || !writes.stream().allMatch(write -> write.startsWith("INSERT INTO "))) {
      return writes;
    }
    StringBuilder text = new StringBuilder("WITH ");
    for (int at = 0; at < writes.size() - 1; at++) {
      text.append(at == 0 ? "" : ", ").append("write_").append(at).append(" AS (");
      text.append(writes.get(at)).append(')');
    }
    return List.of(text.append(' ').append(writes.getLast()).toString());
  }

  @Override
  public Optional<String> blockers(long backendId) {
    return Optional.of(
        """
        SELECT 'session ' || pid || ' of ' || coalesce(usename, '?')
          || coalesce(' (' || nullif(application_name, '') || ')', '')
          || coalesce(', ' || state, '')
          || coalesce(' since ' || to_char(xact_start AT TIME ZONE 'UTC', 'HH24:MI:SS') || ' UTC', '')
          AS description
        FROM pg_catalog.pg_stat_activity WHERE pid = ANY (pg_blocking_pids(%d)) ORDER BY pid\
        """
            .formatted(backendId));
  }

  @Override
  public Optional<CatalogPrint> catalogs(Server server) {
    return Optional.of(new PostgresCatalogPrint(server.majorVersion()));
  }
}
