package dev.lockstep.dialects.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lockstep.deploy.DeploymentListener;
import dev.lockstep.deploy.Executor.RunOutcome;
import dev.lockstep.deploy.Fence;
import dev.lockstep.deploy.Ledger;
import dev.lockstep.deploy.Target;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.testkit.ChildJvm;
import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestMariaDb;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MariaDbExecutorTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final TestDatabase database = fresh();
  private final Rig rig = Rig.mariaDb(database);
  private final Plans plans = rig.plans();
  private final Look look = new Look(database);

  TestDatabase fresh() {
    return TestMariaDb.database();
  }

  @Test
  void a_half_applied_file_is_resumed_at_the_statement_that_failed() {
    String before = "CREATE TABLE a (id int);\nINSERT INTO a VALUES (1), (2);\n";
    String behind = ";\nINSERT INTO a VALUES (3, 3);\nCREATE INDEX a_n ON a (n);\n";

    RunOutcome first =
        rig.deployPending(
            List.of(plans.stepwise("1", before + "ALTER TABLE nowhere ADD COLUMN n int" + behind)));
    RunOutcome second =
        rig.deployPending(
            List.of(plans.stepwise("1", before + "ALTER TABLE a ADD COLUMN n int" + behind)));

    assertThat(Rig.failure(first).statement()).isEqualTo(2);
    assertThat(Rig.failure(first).statementsKept()).isEqualTo(2);
    assertThat(Rig.failure(first).message()).startsWith("db/1.sql:3:1: ");
    assertThat(second.failure()).isNull();
    assertThat(look.texts("SELECT id FROM a ORDER BY 1")).containsExactly("1", "2", "3");
    assertThat(look.texts("SELECT id FROM history")).containsExactly("1");
    assertThat(
            look.texts(
                "SELECT concat_ws(' ', statement_index, outcome, pending, touched_rows) FROM"
                    + " lockstep_statement ORDER BY deployment_id, sequence_number"))
        .containsExactly(
            "1 DONE 0 0", "2 DONE 0", "3 FAILED 0 0", "3 DONE 0 0", "4 DONE 0 1", "5 DONE 0 0");
  }

  @Test
  void a_resumed_file_has_its_settings_again() {
    String before =
        "SET @n = 5;\nSET SESSION sql_mode = 'ANSI_QUOTES';\nCREATE TABLE a (id int);\n";
    String behind = ";\nINSERT INTO \"a\" VALUES (@n);\n";

    rig.deployPending(List.of(plans.stepwise("1", before + "DROP TABLE nowhere" + behind)));
    RunOutcome second =
        rig.deployPending(
            List.of(plans.stepwise("1", before + "CREATE TABLE b (id int)" + behind)));

    assertThat(second.failure()).isNull();
    assertThat(look.texts("SELECT id FROM a")).containsExactly("5");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TEMPORARY TABLE t AS SELECT 1 AS id",
        "SET @n = (SELECT count(*) FROM mysql.user)",
        "SELECT 1 INTO @n"
      })
  void a_file_whose_session_is_gone_is_not_resumed(String statement) {
    String before = "CREATE TABLE a (id int);\n" + statement + ";\n";

    rig.deployPending(List.of(plans.stepwise("1", before + "DROP TABLE nowhere;\nSELECT 1")));
    RunOutcome second =
        rig.deployPending(List.of(plans.stepwise("1", before + "SELECT 2;\nSELECT 1")));

    assertThat(Rig.failure(second).code()).isEqualTo(ErrorCode.NEEDS_ATTENTION);
    assertThat(Rig.failure(second).message())
        .startsWith("db/1.sql:2:1: ")
        .contains("ended with that session");
    assertThat(Rig.failure(second).nextStep()).contains("--verdict start-over");
  }

  @Test
  void a_changed_statement_that_is_done_stops_the_run_at_its_place() {
    rig.deployPending(
        List.of(plans.stepwise("1", "CREATE TABLE a (id int);\nINSERT INTO b VALUES (1)")));

    RunOutcome second =
        rig.deployPending(List.of(plans.stepwise("1", "\nCREATE TABLE a (id bigint);\nSELECT 1")));

    assertThat(Rig.failure(second).code()).isEqualTo(ErrorCode.NEEDS_ATTENTION);
    assertThat(Rig.failure(second).message()).startsWith("db/1.sql:2:1: ");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 15, 35, 55})
  void a_killed_run_is_completed_by_the_next(int tablesBefore) {
    List<PlannedMigration> history = DeployingChild.history(plans, "many steps");
    try (ChildJvm child = DeployingChild.start(rig, database, "many steps")) {
      child.awaitLine("deploying", LIMIT);
      awaitTables(tablesBefore);
      child.kill();
    }

    RunOutcome second = rig.deployPending(history);

    assertThat(second.failure()).isNull();
    assertThat(look.texts("SELECT count(*) FROM history")).containsExactly("60");
    assertThat(
            look.texts(
                "SELECT count(*) FROM information_schema.statistics WHERE index_name LIKE"
                    + " 't%\\\\_n' AND table_schema = DATABASE()"))
        .containsExactly("60");
    for (int number = 1; number <= 60; number++) {
      assertThat(look.texts("SELECT id FROM t" + number + " ORDER BY 1"))
          .as("t" + number)
          .containsExactly("1", "2");
    }
  }

  @Test
  void an_interrupted_statement_is_judged_by_what_exists() {
    rig.deployPending(List.of());
    Lines lines = new Lines(look, plans);
    PlannedMigration done =
        plans.stepwise("1", "CREATE TABLE a (id int); ALTER TABLE a ADD COLUMN n int");
    look.run("CREATE TABLE a (id int, n int)");
    lines.interrupted(done, 1, 2);
    PlannedMigration notDone = plans.stepwise("2", "CREATE TABLE b (id int)");
    lines.interrupted(notDone, 0, 1);
    PlannedMigration unknown = plans.stepwise("3", "SELECT 1;\nCREATE USER x@y");
    lines.interrupted(unknown, 1, 2);

    RunOutcome outcome = rig.deployPending(List.of(done, notDone, unknown));

    assertThat(outcome.applied()).containsExactly(done, notDone);
    assertThat(Rig.failure(outcome).code()).isEqualTo(ErrorCode.NEEDS_ATTENTION);
    assertThat(Rig.failure(outcome).message()).startsWith("db/3.sql:2:1: ");
    assertThat(Rig.failure(outcome).statementsKept()).isEqualTo(1);

    try (Target target = rig.open()) {
      LockstepException mistyped =
          catchThrowableOfType(
              LockstepException.class,
              () -> target.ledger().settle(Rig.SCHEMA, "33", Ledger.Verdict.STATEMENT_DONE));
      assertThat(mistyped.code()).isEqualTo(ErrorCode.USAGE);
      assertThat(mistyped).hasMessage("There is no unfinished change 33 in orders.");
      assertThat(mistyped.nextStep()).isEqualTo("Unfinished: 3.");
      target.ledger().settle(Rig.SCHEMA, "3", Ledger.Verdict.STATEMENT_DONE);
      LockstepException twice =
          catchThrowableOfType(
              LockstepException.class,
              () -> target.ledger().settle(Rig.SCHEMA, "3", Ledger.Verdict.STATEMENT_DONE));
      assertThat(twice).hasMessageStartingWith("No statement of 3 is in doubt");
    }
    assertThat(rig.deployPending(List.of(unknown)).applied()).containsExactly(unknown);
    try (Target target = rig.open()) {
      LockstepException late =
          catchThrowableOfType(
              LockstepException.class,
              () -> target.ledger().settle(Rig.SCHEMA, "3", Ledger.Verdict.START_OVER));
      assertThat(late).hasMessage("There is no unfinished change 3 in orders.");
    }
  }

  @Test
  void a_second_deployment_is_told_who_holds_the_fence() {
    try (Target first = rig.open();
        Target second = rig.open();
        Fence.Hold _ = acquire(first, "ada")) {
      LockstepException refused =
          catchThrowableOfType(LockstepException.class, () -> acquire(second, "grace"));

      assertThat(refused.code()).isEqualTo(ErrorCode.DEPLOYMENT_RUNNING);
      assertThat(refused.getMessage()).contains("ada since 20").contains("(session ");
    }
    try (Target third = rig.open()) {
      assertThat(third.fence().holder(Rig.SCHEMA)).isEmpty();
    }
  }

  @Test
  void a_lock_timeout_is_tried_again() throws SQLException {
    look.run("CREATE TABLE a (id int PRIMARY KEY) ENGINE=InnoDB");
    look.run("INSERT INTO a VALUES (1)");
    try (Connection blocker = database.connect();
        Statement statement = blocker.createStatement()) {
      blocker.setAutoCommit(false);
      statement.execute("UPDATE a SET id = 2");
      try (Target target = rig.open(_ -> rollback(blocker))) {
        RunOutcome outcome =
            rig.deploy(
                target,
                List.of(
                    plans.stepwise(
                        "1", "CREATE TABLE b (id int); ALTER TABLE a ADD COLUMN n int")));

        assertThat(outcome.failure()).isNull();
      }
    }
    assertThat(
            look.texts(
                "SELECT concat_ws(' ', statement_index, outcome, attempts) FROM lockstep_statement"
                    + " ORDER BY sequence_number"))
        .containsExactly("1 DONE 1", "2 DONE 2");
  }

  @Test
  void a_session_that_a_migration_changed_is_back_for_the_next() {
    look.run("CREATE DATABASE IF NOT EXISTS elsewhere");
    RunOutcome outcome =
        rig.deployPending(
            List.of(
                plans.stepwise("1", "USE elsewhere; CREATE TABLE IF NOT EXISTS there (id int)"),
                plans.stepwise("2", "CREATE TABLE here (id int)")));

    assertThat(outcome.failure()).isNull();
    assertThat(look.texts("SELECT id FROM history ORDER BY 1")).containsExactly("1", "2");
    assertThat(look.texts("SHOW TABLES LIKE 'here'")).containsExactly("here");
  }

  private static Fence.Hold acquire(Target target, String who) {
    return target.fence().acquire(Rig.SCHEMA, who, Duration.ZERO, DeploymentListener.SILENT);
  }

  private static void rollback(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private void awaitTables(int count) {
    String seen = "0";
    long end = System.nanoTime() + LIMIT.toNanos();
    while (Integer.parseInt(seen) < count && System.nanoTime() < end) {
      seen =
          look.texts(
                  "SELECT count(*) FROM information_schema.tables WHERE table_schema = DATABASE()"
                      + " AND table_name REGEXP '^t[0-9]+$'")
              .getFirst();
    }
    assertThat(Integer.parseInt(seen)).isGreaterThanOrEqualTo(count);
  }
}
