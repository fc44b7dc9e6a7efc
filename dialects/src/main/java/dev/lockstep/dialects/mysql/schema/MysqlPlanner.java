package dev.lockstep.dialects.mysql.schema;

import dev.lockstep.plan.Planner;

/// Makes the planner for MariaDB and MySQL.
public final class MysqlPlanner {
  private MysqlPlanner() {}

  public static Planner create() {
    return new Planner(MysqlKinds.ALL, TableAlterations::joined);
  }
}
