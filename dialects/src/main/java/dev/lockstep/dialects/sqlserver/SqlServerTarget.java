package dev.lockstep.dialects.sqlserver;

import dev.lockstep.deploy.Fence.Holder;
import dev.lockstep.dialect.Row;
import dev.lockstep.dialect.Server;
import dev.lockstep.dialects.jdbc.JdbcSession;
import dev.lockstep.dialects.target.FenceLock;
import dev.lockstep.dialects.target.LedgerStyle;
import dev.lockstep.dialects.target.LedgerTables;
import dev.lockstep.dialects.target.Pipeline;
import dev.lockstep.dialects.target.PlainPipeline;
import dev.lockstep.dialects.target.Probe;
import dev.lockstep.dialects.target.Surroundings;
import dev.lockstep.dialects.target.TargetParts;
import dev.lockstep.dialects.target.TransactionTexts;
import java.util.List;
import java.util.Optional;

/// Is what a target on SQL Server is made of.
public final class SqlServerTarget implements TargetParts {
  private static final TransactionTexts TRANSACTIONS =
      new TransactionTexts(
          List.of("BEGIN TRANSACTION"),
          List.of("COMMIT TRANSACTION"),
          List.of("IF @@TRANCOUNT > 0 ROLLBACK TRANSACTION"));

  @Override
  public List<String> dialects() {
    return List.of("sqlserver");
  }

  @Override
  public LedgerStyle ledger(Server server) {
    String schema = server.defaultSchema();
    return new SqlServerLedgerStyle(schema == null ? "" : "[" + schema.replace("]", "]]") + "].");
  }

  @Override
  public TransactionTexts transactions() {
    return TRANSACTIONS;
  }

  @Override
  public Pipeline pipeline(JdbcSession session) {
    return new PlainPipeline(session.raw(), PlainPipeline.Transactions.STATEMENTS);
  }

  @Override
  public FenceLock fenceLock(JdbcSession session, LedgerTables tables, Surroundings surroundings) {
    return new ApplicationLock(session);
  }

  @Override
  public Probe probe(JdbcSession session) {
    return _ -> Probe.Verdict.UNKNOWN;
  }

  /// *Source*:
  /// https://learn.microsoft.com/sql/relational-databases/system-stored-procedures/sp-getapplock-transact-sql
  private record ApplicationLock(JdbcSession session) implements FenceLock {
    private String name(String schema) {
      return session.dialect().literal("lockstep:" + schema);
    }

    @Override
    public boolean tryTake(String schema, String token) {
      Long result =
          session
              .query(
                  "SET NOCOUNT ON; DECLARE @taken int; EXEC @taken = sp_getapplock @Resource = "
                      + name(schema)
                      + ", @LockMode = 'Exclusive', @LockOwner = 'Session', @LockTimeout = 0;"
                      + " SELECT @taken AS taken")
              .getFirst()
              .number("taken");
      return result != null && result >= 0;
    }

    @Override
    public void free(String schema) {
      // When this fails the session is gone, and the lock with it.
      var _ =
          new PlainPipeline(session.raw(), PlainPipeline.Transactions.STATEMENTS)
              .send(
                  List.of(
                      new Pipeline.Part(
                          "EXEC sp_releaseapplock @Resource = "
                              + name(schema)
                              + ", @LockOwner = 'Session'")));
    }

    @Override
    public Optional<Holder> holder(String schema) {
      List<Row> rows =
          session.query(
              "SELECT s.session_id, s.program_name, s.status FROM sys.dm_tran_locks l JOIN"
                  + " sys.dm_exec_sessions s ON s.session_id = l.request_session_id WHERE"
                  + " l.resource_type = 'APPLICATION' AND l.request_status = 'GRANT' AND"
                  + " l.resource_database_id = DB_ID() AND l.resource_description LIKE '%' + LEFT("
                  + name(schema)
                  + ", 32) + '%'");
      return rows.stream()
          .findFirst()
          .map(row ->
              new Holder(
                  String.valueOf(row.text("program_name")),
                  null,
                  "session " + row.text("session_id") + " is " + row.text("status"),
                  null));
    }
  }

  private record SqlServerLedgerStyle(String qualifier) implements LedgerStyle {
    @Override
    public String table(Table table) {
      return LedgerStyle.prefixed(qualifier, table);
    }

    @Override
    public Types types() {
      return new Types("nvarchar(255)", "nvarchar(max)", "datetime2(6)", "bigint");
    }

    @Override
    public String createTable(Table table, String columns) {
      return "IF OBJECT_ID(N'"
          + table(table).replace("'", "''")
          + "') IS NULL CREATE TABLE "
          + table(table)
          + " ("
          + columns
          + ")";
    }

    @Override
    public String now() {
      return "SYSUTCDATETIME()";
    }

    @Override
    public String ago(long micros) {
      return "DATEADD(MICROSECOND, -"
          + micros % 1_000_000
          + ", DATEADD(SECOND, -"
          + micros / 1_000_000
          + ", SYSUTCDATETIME()))";
    }

    @Override
    public String began() {
      return "NULL";
    }

    @Override
    public String micros(String time) {
      return "DATEDIFF_BIG(MICROSECOND, '1970-01-01', " + time + ")";
    }
  }
}
