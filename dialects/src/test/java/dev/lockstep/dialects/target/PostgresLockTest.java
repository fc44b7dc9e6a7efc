package dev.lockstep.dialects.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.deploy.Executor.RunOutcome;
import dev.lockstep.deploy.Target;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PostgresLockTest {
  private final TestDatabase database = TestPostgres.database();
  private final Rig rig = Rig.postgres(database);
  private final Look look = new Look(database);

  @Test
  void a_lock_timeout_is_tried_again_as_a_whole() throws SQLException {
    look.run("CREATE TABLE a (id int)");
    AtomicInteger pauses = new AtomicInteger();
    try (Connection blocker = database.connect();
        Statement statement = blocker.createStatement()) {
      blocker.setAutoCommit(false);
      statement.execute("LOCK TABLE a");
      Sleeper releasing =
          _ -> {
            if (pauses.incrementAndGet() == 2) {
              rollback(blocker);
            }
          };
      try (Target target = rig.open(releasing)) {
        RunOutcome outcome =
            rig.deploy(
                target,
                List.of(
                    rig.plans().whole("1", "CREATE TABLE first (id int)"),
                    rig.plans()
                        .whole("2", "CREATE TABLE b (id int); ALTER TABLE a ADD COLUMN n int"),
                    rig.plans().whole("3", "CREATE TABLE last (id int)")));

        assertThat(outcome.failure()).isNull();
        assertThat(outcome.applied()).hasSize(3);
      }
    }
    assertThat(pauses).hasValue(2);
    assertThat(
            look.texts(
                "SELECT attempts || ' ' || (lock_wait_ms >= 500) FROM lockstep.statement"
                    + " WHERE kind = 'ALTER TABLE' AND outcome = 'DONE'"))
        .containsExactly("3 true");
    assertThat(look.texts("SELECT id FROM history ORDER BY 1")).containsExactly("1", "2", "3");
  }

  @Test
  void the_blocker_is_named_when_no_try_is_left() throws SQLException {
    look.run("CREATE TABLE a (id int)");
    try (Connection blocker = database.connect();
        Statement statement = blocker.createStatement()) {
      statement.execute("SET application_name = 'nightly report'");
      blocker.setAutoCommit(false);
      statement.execute("LOCK TABLE a");
      try (Target target = rig.open(_ -> {})) {
        RunOutcome outcome =
            rig.deploy(target, List.of(rig.plans().whole("1", "ALTER TABLE a ADD COLUMN n int")));

        assertThat(Rig.failure(outcome).code()).isEqualTo(ErrorCode.LOCK_TIMEOUT);
        assertThat(Rig.failure(outcome).message())
            .startsWith("db/1.sql:1:1: a lock was not free in time")
            .contains("blocked by session ")
            .contains("nightly report")
            .contains("idle in transaction");
      }
    }
    assertThat(look.texts("SELECT attempts::text FROM lockstep.statement")).containsExactly("3");
  }

  @Test
  void a_stepwise_statement_is_tried_again_alone() throws SQLException {
    look.run("CREATE TABLE a (id int)");
    try (Connection blocker = database.connect();
        Statement statement = blocker.createStatement()) {
      blocker.setAutoCommit(false);
      statement.execute("INSERT INTO a VALUES (1)");
      try (Target target = rig.open(_ -> rollback(blocker))) {
        RunOutcome outcome =
            rig.deploy(
                target,
                List.of(
                    rig.plans()
                        .stepwise(
                            "1",
                            "CREATE TABLE b (id int);"
                                + " CREATE INDEX CONCURRENTLY a_id ON a (id);"
                                + " CREATE TABLE c (id int)")));

        assertThat(outcome.failure()).isNull();
      }
    }
    assertThat(
            look.texts(
                "SELECT statement_index || ' ' || outcome || ' ' || attempts || ' ' || pending FROM"
                    + " lockstep.statement ORDER BY sequence_number"))
        .containsExactly("1 DONE 1 0", "2 DONE 2 0", "3 DONE 1 0");
    assertThat(
            look.texts("SELECT indisvalid::text FROM pg_index WHERE indexrelid = 'a_id'::regclass"))
        .containsExactly("true");
  }

  private static void rollback(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
