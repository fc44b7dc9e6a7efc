package dev.lockstep.dialects.target;

import dev.lockstep.deploy.Executor.RunOutcome;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.testkit.ChildJvm;
import dev.lockstep.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.List;

/// Deploys in a JVM of its own, to be killed.
final class DeployingChild {
  private DeployingChild() {}

  static ChildJvm start(Rig rig, TestDatabase database, String history) {
    return ChildJvm.start(
        DeployingChild.class,
        rig.dialect(),
        database.jdbcUrl(),
        Integer.toString(database.port()),
        database.database(),
        database.user(),
        database.password(),
        history);
  }

  static void main(String[] arguments) {
    TestDatabase database =
        new TestDatabase(
            arguments[1],
            "127.0.0.1",
            Integer.parseInt(arguments[2]),
            arguments[3],
            arguments[4],
            arguments[5]);
    Rig rig = arguments[0].equals("mariadb") ? Rig.mariaDb(database) : Rig.postgres(database);
    List<PlannedMigration> history = history(rig.plans(), arguments[6]);
    System.out.println("deploying");
    RunOutcome outcome = rig.deployPending(history);
    System.out.println("applied " + outcome.applied().size() + " " + outcome.failure());
  }

  /// Names the histories that both the child and the test know.
  static List<PlannedMigration> history(Plans plans, String name) {
    return switch (name) {
      case "many tables" -> manyTables(plans);
      case "slow index" -> List.of(slowIndex(plans, "SELECT 1"));
      case "slow index that outlives its client" ->
          List.of(slowIndex(plans, "SET client_connection_check_interval = 0"));
      case "many steps" -> manySteps(plans);
      default -> throw new IllegalArgumentException(name);
    };
  }

  /// Takes five seconds to build as long as there is no table `go_fast`.
  private static PlannedMigration slowIndex(Plans plans, String first) {
    return plans.stepwise(
        "1",
        first
            + """
            ;
            CREATE TABLE big AS SELECT generate_series(1, 1000) AS id;
            CREATE FUNCTION slow(id int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS $$
              BEGIN
                IF to_regclass('go_fast') IS NULL THEN PERFORM pg_sleep(0.005); END IF;
                RETURN id;
              END $$;
            CREATE INDEX CONCURRENTLY big_id ON big (slow(id));
            CREATE TABLE after_it (id int);
            """);
  }

  private static List<PlannedMigration> manyTables(Plans plans) {
    List<PlannedMigration> history = new ArrayList<>();
    for (int number = 1; number <= 300; number++) {
      history.add(
          plans.whole(
              "%03d".formatted(number),
              "CREATE TABLE t"
                  + number
                  + " (id int); INSERT INTO t"
                  + number
                  + " VALUES ("
                  + number
                  + ")"));
    }
    return history;
  }

  private static List<PlannedMigration> manySteps(Plans plans) {
    List<PlannedMigration> history = new ArrayList<>();
    for (int number = 1; number <= 60; number++) {
      String table = "t" + number;
      history.add(
          plans.stepwise(
              "%03d".formatted(number),
              "CREATE TABLE %1$s (id int); INSERT INTO %1$s VALUES (1); ALTER TABLE %1$s ADD COLUMN n int; INSERT INTO %1$s VALUES (2, 2); CREATE INDEX %1$s_n ON %1$s (n)"
                  .formatted(table)));
    }
    return history;
  }
}
