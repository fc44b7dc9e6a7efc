package dev.lockstep.dialects.h2;

import dev.lockstep.dialect.Server;
import dev.lockstep.dialects.jdbc.JdbcSession;
import dev.lockstep.dialects.target.FenceLock;
import dev.lockstep.dialects.target.LedgerStyle;
import dev.lockstep.dialects.target.LedgerTables;
import dev.lockstep.dialects.target.LocalFenceLock;
import dev.lockstep.dialects.target.Pipeline;
import dev.lockstep.dialects.target.PlainPipeline;
import dev.lockstep.dialects.target.Probe;
import dev.lockstep.dialects.target.Surroundings;
import dev.lockstep.dialects.target.TargetParts;
import dev.lockstep.dialects.target.TransactionTexts;
import java.util.List;

/// Is what a target on H2 is made of.
///
/// H2 itself keeps other processes out of a database file, so a fence in this process is enough.
public final class H2Target implements TargetParts {
  private final LocalFenceLock.Held held = new LocalFenceLock.Held();

  @Override
  public List<String> dialects() {
    return List.of("h2");
  }

  @Override
  public LedgerStyle ledger(Server server) {
    String schema = server.defaultSchema();
    return new H2LedgerStyle(schema == null ? "" : '"' + schema.replace("\"", "\"\"") + "\".");
  }

  @Override
  public TransactionTexts transactions() {
    return TransactionTexts.STANDARD;
  }

  @Override
  public Pipeline pipeline(JdbcSession session) {
    return new PlainPipeline(session.raw(), PlainPipeline.Transactions.DRIVER);
  }

  @Override
  public FenceLock fenceLock(JdbcSession session, LedgerTables tables, Surroundings surroundings) {
    return new LocalFenceLock(held, session.place(), surroundings.clock());
  }

  @Override
  public Probe probe(JdbcSession session) {
    return _ -> Probe.Verdict.UNKNOWN;
  }

  private record H2LedgerStyle(String qualifier) implements LedgerStyle {
    @Override
    public String table(Table table) {
      return LedgerStyle.prefixed(qualifier, table);
    }

    @Override
    public Types types() {
      return new Types("varchar(255)", "varchar", "timestamp(6) with time zone", "bigint");
    }

    @Override
    public String now() {
      return "CURRENT_TIMESTAMP(6)";
    }

    @Override
    public String ago(long micros) {
      return "DATEADD(MICROSECOND, -" + micros + ", CURRENT_TIMESTAMP(6))";
    }

    @Override
    public String began() {
      return "NULL";
    }

    @Override
    public String micros(String time) {
      return "CAST(EXTRACT(EPOCH FROM " + time + ") * 1000000 AS bigint)";
    }
  }
}
