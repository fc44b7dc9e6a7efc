package dev.lockstep.dialects.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.deploy.Executor.RunOutcome;
import dev.lockstep.deploy.Target;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.project.ExecutionSettings;
import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

  @Test
  void a_migration_that_gives_way_in_a_deadlock_is_applied_once() throws Exception {
    look.run(
        "CREATE TABLE a (n int); CREATE TABLE b (n int); INSERT INTO a VALUES (0);"
            + " INSERT INTO b VALUES (0)");
    try (Connection other = database.connect();
        Statement statement = other.createStatement();
        ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor()) {
      // The session that looks for deadlocks first is the one that gives way.
      statement.execute("SET deadlock_timeout = '60s'");
      other.setAutoCommit(false);
      statement.execute("UPDATE b SET n = 100");
      Future<?> crossing =
          thread.submit(() -> {
            awaitBlocked();
            statement.execute("UPDATE a SET n = 100");
            return null;
          });
      try (Target target = patient().open(_ -> commit(crossing, other))) {
        RunOutcome outcome =
            rig.deploy(
                target,
                List.of(rig.plans().whole("1", "UPDATE a SET n = n + 1; UPDATE b SET n = n + 1")));

        assertThat(outcome.failure()).isNull();
      }
    }
    assertThat(look.texts("SELECT a.n || ' ' || b.n FROM a, b")).containsExactly("101 101");
    assertThat(attempts()).containsExactly("1 2 true", "2 2 true");
    assertThat(look.texts("SELECT id FROM history")).containsExactly("1");
  }

  @Test
  void a_migration_that_met_a_concurrent_change_is_applied_once() throws Exception {
    look.run("CREATE TABLE a (n int); INSERT INTO a VALUES (0)");
    look.run(
        "ALTER DATABASE \""
            + database.database()
            + "\" SET"
            + " default_transaction_isolation = 'repeatable read'");
    try (Connection other = database.connect();
        Statement statement = other.createStatement();
        ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor()) {
      other.setAutoCommit(false);
      statement.execute("UPDATE a SET n = 100");
      Future<?> committing =
          thread.submit(() -> {
            awaitBlocked();
            other.commit();
            return null;
          });
      AtomicInteger pauses = new AtomicInteger();
      try (Target target = patient().open(_ -> pauses.incrementAndGet())) {
        RunOutcome outcome =
            rig.deploy(
                target,
                List.of(rig.plans().whole("1", "CREATE TABLE b (n int); UPDATE a SET n = n + 1")));

        assertThat(outcome.failure()).isNull();
      }
      committing.get();
      assertThat(pauses).hasValue(1);
    }
    assertThat(look.texts("SELECT n::text FROM a")).containsExactly("101");
    assertThat(attempts()).containsExactly("1 2 false", "2 2 false");
    assertThat(look.texts("SELECT id FROM history")).containsExactly("1");
  }

  /// Waits long enough for locks that the server's own judgement comes first.
  private Rig patient() {
    return rig.with(
        new ExecutionSettings(
            Duration.ofSeconds(30),
            Duration.ZERO,
            2,
            Duration.ofMillis(50),
            Duration.ofSeconds(20)));
  }

  private List<String> attempts() {
    return look.texts(
        "SELECT statement_index || ' ' || attempts || ' ' || (lock_wait_ms > 0)"
            + " FROM lockstep.statement WHERE outcome = 'DONE' ORDER BY sequence_number");
  }

  /// Returns once a session of the database waits for a lock.
  private void awaitBlocked() {
    look.run(
        "DO $$ BEGIN WHILE NOT EXISTS (SELECT FROM pg_stat_activity WHERE datname ="
            + " current_database() AND wait_event_type = 'Lock')"
            + " LOOP PERFORM pg_sleep(0.01); PERFORM pg_stat_clear_snapshot(); END LOOP; END $$");
  }

  private static void commit(Future<?> work, Connection connection) {
    try {
      work.get();
      connection.commit();
    } catch (InterruptedException | ExecutionException | SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static void rollback(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
