package dev.lockstep.dialects;

import dev.lockstep.dialects.h2.H2Target;
import dev.lockstep.dialects.jdbc.Connector;
import dev.lockstep.dialects.mysql.MySqlTarget;
import dev.lockstep.dialects.oracle.OracleTarget;
import dev.lockstep.dialects.postgres.PostgresTarget;
import dev.lockstep.dialects.sqlite.SqliteTarget;
import dev.lockstep.dialects.sqlserver.SqlServerTarget;
import dev.lockstep.dialects.target.JdbcTargetFactory;
import dev.lockstep.dialects.target.PipelineView;
import dev.lockstep.dialects.target.Surroundings;
import java.util.List;

/// Puts together the targets that Lockstep can deploy to.
public final class SupportedTargets {
  private SupportedTargets() {}

  public static JdbcTargetFactory factory(Connector connector, Surroundings surroundings) {
    return factory(connector, surroundings, PipelineView.PLAIN);
  }

  /// @param view is what everything is sent through
  public static JdbcTargetFactory factory(
      Connector connector, Surroundings surroundings, PipelineView view) {
    return new JdbcTargetFactory(
        connector,
        List.of(
            new PostgresTarget(),
            new MySqlTarget(),
            new SqliteTarget(),
            new H2Target(),
            new SqlServerTarget(),
            new OracleTarget()),
        surroundings,
        view);
  }
}
