package dev.lockstep.scratch;

import dev.lockstep.dialects.postgres.schema.PostgresInspector;
import dev.lockstep.dialects.postgres.schema.PostgresPlanner;
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

  public Proof(ScratchServer server) {
    this.server = server;
  }

  /// Builds the live schema on a scratch database, runs the plan there and returns what still
  /// differs from the desired one.
  ///
  /// *Errors*: `INTERNAL` naming the statement that fails.
  public List<Difference> differences(
      DatabaseSchema live, DatabaseSchema desired, List<SchemaChange> plan) {
    try (ScratchDatabase database = server.create()) {
      DatabaseSchema empty = PostgresInspector.inspect(database.connection());
      run(database, PostgresPlanner.create().plan(empty, live));
      run(database, plan);
      return Difference.between(PostgresInspector.inspect(database.connection()), desired);
    } catch (SQLException e) {
      throw new LockstepException(
          ErrorCode.RESOURCE_EXHAUSTED,
          "The scratch database failed: " + e.getMessage(),
          "Run the same command again.",
          e);
    }
  }

  private static void run(ScratchDatabase database, List<SchemaChange> plan) throws SQLException {
    database.execute("SET check_function_bodies = off");
    for (SchemaChange change : plan) {
      for (String sql : change.statements()) {
        run(database, sql);
      }
    }
  }

  private static void run(ScratchDatabase database, String sql) {
    try {
      database.execute(sql);
    } catch (SQLException e) {
      if ("42501".equals(e.getSQLState())) {
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
