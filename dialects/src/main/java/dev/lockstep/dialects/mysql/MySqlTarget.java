package dev.lockstep.dialects.mysql;

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
import java.util.List;
import java.util.Optional;

/// Is what a target on MySQL or MariaDB is made of.
public final class MySqlTarget implements TargetParts {
  private static final TransactionTexts TRANSACTIONS =
      new TransactionTexts(
          List.of("SET @lockstep_began = UTC_TIMESTAMP(6)", "START TRANSACTION"),
          List.of("COMMIT"),
          List.of("ROLLBACK"));

  @Override
  public List<String> dialects() {
    return List.of("mysql", "mariadb");
  }

  @Override
  public LedgerStyle ledger(Server server) {
    return new MySqlLedgerStyle(
        server.database().isEmpty() ? "" : MySqlText.quote(server.database()) + ".");
  }

  @Override
  public TransactionTexts transactions() {
    return TRANSACTIONS;
  }

  @Override
  public Pipeline pipeline(JdbcSession session) {
    return new MySqlPipeline(session.raw());
  }

  @Override
  public FenceLock fenceLock(JdbcSession session, LedgerTables tables, Surroundings surroundings) {
    return new MySqlFenceLock(session, tables, pipeline(session), surroundings.client());
  }

  @Override
  public Probe probe(JdbcSession session) {
    return new MySqlProbe(session);
  }

  @Override
  public List<String> migrationBegins() {
    return List.of("SET @lockstep_migration = UTC_TIMESTAMP(6)");
  }

  @Override
  public Optional<CatalogPrint> catalogs(Server server) {
    return Optional.of(new MySqlCatalogPrint());
  }
}
