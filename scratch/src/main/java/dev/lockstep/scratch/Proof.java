package dev.lockstep.scratch;

import dev.lockstep.dialects.schema.SchemaDialect;
import dev.lockstep.diff.Difference;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.plan.SchemaChange;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.scratch.ScratchServer.ScratchDatabase;
import java.sql.SQLException;
import java.util.List;

/// Runs a plan where it can do no harm, and looks whether it comes to where it is meant to.
public final class Proof {
  private final ScratchServer server;
  private final SchemaDialect dialect;

  public Proof(ScratchServer server, SchemaDialect dialect) {
    this.server = server;
    this.dialect = dialect;
  }

  /// Builds the live schema on a scratch database, runs the plan there and returns what still
  /// differs from the desired one.
  ///
  /// *Errors*: `INTERNAL` naming the statement that fails.
  public List<Difference> differences(
      DatabaseSchema live, DatabaseSchema desired, List<SchemaChange> plan) {
    try (ScratchDatabase database = server.create()) {
      DatabaseSchema empty = dialect.inspect(database.connection());
      run(database, dialect.planner().plan(empty, live));
      run(database, plan);
      return Difference.between(dialect.inspect(database.connection()), desired);
    } catch (SQLException e) {
      throw new LockstepException(
          ErrorCode.RESOURCE_EXHAUSTED,
          "The scratch database failed: " + e.getMessage(),
          "Run the same command again.",
          e);
    }
  }

  private void run(ScratchDatabase database, List<SchemaChange> plan) throws SQLException {
    database.execute(dialect.preparation());
    for (SchemaChange change : plan) {
      for (String sql : change.statements()) {
        run(database, sql);
      }
    }
  }

  private void run(ScratchDatabase database, String sql) {
    try {
      database.execute(sql);
    } catch (SQLException e) {
      if (dialect.lacksRights(e)) {
        throw new LockstepException(
            ErrorCode.CONFIGURATION,
            "A planned statement cannot be proven on a scratch database: "
                + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
                + ". It is: "
                + sql,
            DesiredSql.SUPERUSER + " --no-proof prints the statements as they are.",
            e);
      }
      throw new LockstepException(
          ErrorCode.INTERNAL,
          "A planned statement fails on a scratch database: "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
              + ". It is: "
              + sql,
          "Please report this with both schemas; nothing was changed.",
          e);
    }
  }
}
