package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.plan.Planner;

/// Makes the planner for PostgreSQL.
public final class PostgresPlanner {
  private PostgresPlanner() {}

  public static Planner create() {
    return new Planner(PostgresKinds.ALL);
  }
}
