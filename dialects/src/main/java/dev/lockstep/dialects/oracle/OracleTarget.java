package dev.lockstep.dialects.oracle;

import dev.lockstep.deploy.Fence.Holder;
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
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.sql.CallableStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Is what a target on Oracle is made of.
public final class OracleTarget implements TargetParts {
  @Override
  public List<String> dialects() {
    return List.of("oracle");
  }

  @Override
  public LedgerStyle ledger(Server server) {
    String schema = server.defaultSchema();
    return new OracleLedgerStyle(schema == null ? "" : '"' + schema + "\".");
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
    return new UserLock(session);
  }

  @Override
  public Probe probe(JdbcSession session) {
    return _ -> Probe.Verdict.UNKNOWN;
  }

  /// Holds the fence by `DBMS_LOCK`, which outlives commits and ends with the session.
  ///
  /// *Source*: https://docs.oracle.com/en/database/oracle/oracle-database/23/arpls/DBMS_LOCK.html
  private record UserLock(JdbcSession session) implements FenceLock {
    private static final String HANDLE =
        "DECLARE handle VARCHAR2(128); BEGIN DBMS_LOCK.ALLOCATE_UNIQUE_AUTONOMOUS(?, handle); ";

    @Override
    public boolean tryTake(String schema, String token) {
      int result =
          call(HANDLE + "? := DBMS_LOCK.REQUEST(handle, DBMS_LOCK.X_MODE, 0, FALSE); END;", schema);
      // 0 is success, 4 says that this session holds it already, 1 that another one does.
      return result == 0;
    }

    @Override
    public void free(String schema) {
      call(HANDLE + "? := DBMS_LOCK.RELEASE(handle); END;", schema);
    }

    @Override
    public Optional<Holder> holder(String schema) {
      // Who holds it stands in views that a deployer may rarely read.
      return Optional.empty();
    }

    @Override
    public boolean tellsHolder() {
      return false;
    }

    private int call(String block, String schema) {
      try (CallableStatement call = session.raw().prepareCall(block)) {
        call.setString(1, "lockstep:" + schema);
        call.registerOutParameter(2, java.sql.Types.INTEGER);
        call.execute();
        return call.getInt(2);
      } catch (SQLException failure) {
        throw new LockstepException(
            ErrorCode.DATABASE_DENIED,
            "This user may not use DBMS_LOCK, which keeps two deployments apart.",
            "Grant EXECUTE on SYS.DBMS_LOCK to the user.",
            failure);
      }
    }
  }

  private record OracleLedgerStyle(String qualifier) implements LedgerStyle {
    private static final String EPOCH = "TIMESTAMP '1970-01-01 00:00:00'";

    @Override
    public String table(Table table) {
      return LedgerStyle.prefixed(qualifier, table);
    }

    @Override
    public Types types() {
      return new Types("VARCHAR2(255 CHAR)", "VARCHAR2(1000 CHAR)", "TIMESTAMP(6)", "NUMBER(19)");
    }

    /// An older server has no `IF NOT EXISTS`.
    @Override
    public String createTable(Table table, String columns) {
      String create = "CREATE TABLE " + table(table) + " (" + columns + ")";
      return "BEGIN EXECUTE IMMEDIATE '"
          + create.replace("'", "''")
          + "'; EXCEPTION WHEN OTHERS THEN IF SQLCODE <> -955 THEN RAISE; END IF; END;";
    }

    @Override
    public List<String> insert(Table table, String columns, List<String> rows) {
      return rows.stream()
          .map(row -> "INSERT INTO " + table(table) + " " + columns + " VALUES (" + row + ")")
          .toList();
    }

    @Override
    public List<String> drop() {
      return LedgerStyle.super.drop().stream()
          .map(drop ->
              "BEGIN EXECUTE IMMEDIATE '"
                  + drop.replace("IF EXISTS ", "")
                  + "'; EXCEPTION WHEN OTHERS THEN IF SQLCODE <> -942 THEN RAISE; END IF; END;")
          .toList();
    }

    @Override
    public String now() {
      return "SYS_EXTRACT_UTC(SYSTIMESTAMP)";
    }

    @Override
    public String ago(long micros) {
      return now() + " - NUMTODSINTERVAL(" + micros + " / 1000000, 'SECOND')";
    }

    @Override
    public String began() {
      return "NULL";
    }

    @Override
    public String micros(String time) {
      String span = "(" + time + " - " + EPOCH + ")";
      return "(EXTRACT(DAY FROM %1$s) * 86400 + EXTRACT(HOUR FROM %1$s) * 3600 + EXTRACT(MINUTE FROM %1$s) * 60 + EXTRACT(SECOND FROM %1$s)) * 1000000"
          .formatted(span);
    }
  }
}
