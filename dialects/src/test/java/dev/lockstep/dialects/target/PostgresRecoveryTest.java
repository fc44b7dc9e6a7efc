package dev.lockstep.dialects.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.deploy.DeploymentListener;
import dev.lockstep.deploy.Executor.RunOutcome;
import dev.lockstep.deploy.Fence;
import dev.lockstep.deploy.Ledger;
import dev.lockstep.deploy.Target;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.testkit.ChildJvm;
import dev.lockstep.testkit.Proxy;
import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestPostgres;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresRecoveryTest {
  /// The view shows the whole server, and other tests' builds may still run there.
  private static final String BUILDS_HERE =
      "pg_stat_progress_create_index WHERE datname = current_database()";

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final TestDatabase database = TestPostgres.database();
  private final Rig rig = Rig.postgres(database);
  private final Look look = new Look(database);

  @ParameterizedTest
  @ValueSource(ints = {1, 40, 90, 150, 220, 280})
  void a_killed_run_is_completed_by_the_next(int tablesBefore) {
    List<PlannedMigration> history = DeployingChild.history(rig.plans(), "many tables");
    try (ChildJvm child = DeployingChild.start(rig, database, "many tables")) {
      child.awaitLine("deploying", LIMIT);
      await("SELECT count(*) >= " + tablesBefore + " FROM pg_class WHERE relname ~ '^t[0-9]+$'");
      child.kill();
    }
    List<String> applied = tableCountOnceSilent();
    assertThat(told()).containsExactly("INTERRUPTED " + applied.getFirst());
    assertThat(look.texts("SELECT outcome FROM lockstep.deployment")).containsExactly("RUNNING");

    RunOutcome second = rig.deployPending(history);

    assertThat(told())
        .containsExactly(
            "SUCCEEDED " + (300 - Integer.parseInt(applied.getFirst())),
            "INTERRUPTED " + applied.getFirst());

    assertThat(second.failure()).isNull();
    assertThat(look.texts("SELECT count(*)::text FROM history")).containsExactly("300");
    assertThat(look.texts("SELECT count(*)::text FROM pg_class WHERE relname ~ '^t[0-9]+$'"))
        .containsExactly("300");
    assertThat(
            look.texts(
                "SELECT count(*)::text FROM pg_stat_user_tables s WHERE relname ~ '^t[0-9]+$' AND"
                    + " (xpath('/row/c/text()', query_to_xml('SELECT count(*) AS c FROM ' ||"
                    + " relname, false, true, '')))[1]::text <> '1'"))
        .containsExactly("0");
    assertThat(look.texts("SELECT outcome FROM lockstep.deployment ORDER BY started_at"))
        .hasSize(2)
        .endsWith("SUCCEEDED");
  }

  /// Returns how many tables a killed run made, once its session is gone.
  private List<String> tableCountOnceSilent() {
    await(
        "SELECT NOT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database()"
            + " AND application_name LIKE 'lockstep%')");
    return look.texts("SELECT count(*)::text FROM pg_class WHERE relname ~ '^t[0-9]+$'");
  }

  private List<String> told() {
    try (Target target = rig.open()) {
      return target.ledger().deployments(Rig.SCHEMA, 9).stream()
          .map(entry -> entry.outcome() + " " + entry.migrations())
          .toList();
    }
  }

  @Test
  void a_running_deployment_is_told_as_running() {
    try (Target working = rig.open();
        Fence.Hold _ =
            working.fence().acquire(Rig.SCHEMA, "ada", Duration.ZERO, DeploymentListener.SILENT)) {
      Ledger.Deployment deployment = Rig.deployment();
      working.ledger().begin(deployment);
      working
          .executor()
          .run(
              deployment.id(),
              List.of(rig.plans().setup()),
              List.of(rig.plans().whole("1", "CREATE TABLE a (id int)")),
              DeploymentListener.SILENT);
      assertThat(told()).containsExactly("RUNNING 1");
    }
    assertThat(told()).containsExactly("INTERRUPTED 1");
  }

  @Test
  void a_killed_concurrent_build_is_cleared_away_and_done_again() {
    killWhileBuilding("slow index");
    await("SELECT count(*) = 0 FROM " + BUILDS_HERE);
    assertThat(indexIsValid()).containsExactly("false");
    look.run("CREATE TABLE go_fast (id int)");

    RunOutcome second = rig.deployPending(DeployingChild.history(rig.plans(), "slow index"));

    assertThat(second.failure()).isNull();
    assertThat(indexIsValid()).containsExactly("true");
    assertThat(look.tables()).contains("after_it");
    assertThat(look.texts("SELECT id FROM history")).containsExactly("1");
  }

  @Test
  void a_build_that_outlives_its_client_is_waited_for_and_not_repeated() {
    String name = "slow index that outlives its client";
    // Opened before, since the build ends by itself before long.
    try (Target target = rig.open()) {
      killWhileBuilding(name);
      assertThat(target.fence().holder(Rig.SCHEMA))
          .get()
          .satisfies(holder -> {
            assertThat(holder.activity())
                .contains("has been executing CREATE INDEX CONCURRENTLY for ")
                .contains("its program is gone, and the server works on for it");
            assertThat(holder.wayOut()).contains("pg_terminate_backend(");
          });
    }

    RunOutcome second = rig.deployPending(DeployingChild.history(rig.plans(), name));

    assertThat(second.failure()).isNull();
    assertThat(indexIsValid()).containsExactly("true");
    assertThat(
            look.texts("SELECT count(*)::text FROM lockstep.statement WHERE kind = 'CREATE INDEX'"))
        .containsExactly("1");
    assertThat(look.texts("SELECT id FROM history")).containsExactly("1");
  }

  private void killWhileBuilding(String name) {
    try (ChildJvm child = DeployingChild.start(rig, database, name)) {
      child.awaitLine("deploying", LIMIT);
      // A check of the client that was due before the child switched these checks off still comes
      // within a second.
      await(
          "SELECT count(*) > 0 FROM "
              + BUILDS_HERE
              + " AND phase LIKE 'building%' AND pid IN (SELECT a.pid FROM pg_stat_activity a WHERE"
              + " clock_timestamp() - a.query_start > interval '1.5 s')");
      child.kill();
    }
  }

  private List<String> indexIsValid() {
    return look.texts("SELECT indisvalid::text FROM pg_index WHERE indrelid = 'big'::regclass");
  }

  @Test
  void a_unique_violation_in_a_concurrent_build_heals_with_the_data() {
    look.run("CREATE TABLE a (id int); INSERT INTO a VALUES (1), (1)");
    List<PlannedMigration> history =
        List.of(
            rig.plans()
                .stepwise("1", "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS a_id ON a (id)"));

    RunOutcome first = rig.deployPending(history);
    assertThat(Rig.failure(first).message())
        .contains("could not create unique index \"a_id\"; Key (id)=(1) is duplicated")
        .endsWith("It left the invalid index a_id behind.");
    assertThat(Rig.failure(first).leftover()).isEqualTo("the invalid index a_id");
    assertThat(Rig.failure(first).nextStep()).contains("DROP INDEX CONCURRENTLY IF EXISTS a_id");
    assertThat(look.texts("SELECT error FROM lockstep.statement").getFirst())
        .contains("Key (id)=(1) is duplicated");
    assertThat(
            look.texts("SELECT indisvalid::text FROM pg_index WHERE indexrelid = 'a_id'::regclass"))
        .containsExactly("false");

    look.run("DELETE FROM a");
    RunOutcome second = rig.deployPending(history);

    assertThat(second.failure()).isNull();
    assertThat(
            look.texts("SELECT indisvalid::text FROM pg_index WHERE indexrelid = 'a_id'::regclass"))
        .containsExactly("true");
  }

  @Test
  void a_stepwise_migration_goes_on_behind_what_is_done() {
    String done = "CREATE TABLE a (id int); INSERT INTO a VALUES (1); ";
    RunOutcome first =
        rig.deployPending(List.of(rig.plans().stepwise("1", done + "INSERT INTO a VALUES (1/0)")));
    RunOutcome second =
        rig.deployPending(List.of(rig.plans().stepwise("1", done + "INSERT INTO a VALUES (3)")));

    assertThat(Rig.failure(first).statement()).isEqualTo(2);
    assertThat(Rig.failure(first).statementsKept()).isEqualTo(2);
    assertThat(second.failure()).isNull();
    assertThat(look.texts("SELECT id::text FROM a ORDER BY 1")).containsExactly("1", "3");
  }

  @Test
  void statements_that_are_done_and_read_differently_now_stop_the_run() {
    rig.deployPending(
        List.of(rig.plans().stepwise("1", "CREATE TABLE a (id int);\nINSERT INTO a VALUES (1/0)")));
    RunOutcome second =
        rig.deployPending(
            List.of(rig.plans().stepwise("1", "-- new\nCREATE TABLE a (id bigint);\nSELECT 1")));

    assertThat(Rig.failure(second).code()).isEqualTo(ErrorCode.NEEDS_ATTENTION);
    assertThat(Rig.failure(second).message()).startsWith("db/1.sql:2:1: ");
    assertThat(Rig.failure(second).nextStep()).contains("lockstep repair");
  }

  @Test
  void a_connection_lost_at_the_commit_is_an_unknown_outcome_that_the_next_run_resolves() {
    List<PlannedMigration> history =
        List.of(
            rig.plans().whole("1", "CREATE TABLE a (id int)"),
            rig.plans().whole("2", "CREATE TABLE b_mark (id int)"));
    try (Proxy proxy = Proxy.to(database)) {
      proxy.cutAt("b_mark", Proxy.Loss.ANSWER);
      RunOutcome first = rig.through(proxy.port()).deployLosing(history);

      assertThat(Rig.failure(first).code()).isEqualTo(ErrorCode.DATABASE_UNREACHABLE);
      assertThat(Rig.failure(first).statement()).isEqualTo(-1);
      assertThat(Rig.failure(first).message()).contains("the connection was lost before");
    }
    RunOutcome second = rig.deployPending(history);

    assertThat(second.failure()).isNull();
    assertThat(second.applied()).isEmpty();
    assertThat(look.texts("SELECT id FROM history ORDER BY 1")).containsExactly("1", "2");
  }

  private void await(String condition) {
    look.run(
        "DO $$ BEGIN FOR i IN 1..6000 LOOP IF ("
            + condition
            + ") THEN RETURN; END IF; PERFORM pg_sleep(0.005); COMMIT; END LOOP;"
            + " RAISE 'never came true'; END $$");
  }
}
