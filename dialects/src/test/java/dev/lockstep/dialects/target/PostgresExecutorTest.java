package dev.lockstep.dialects.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.deploy.DeploymentListener;
import dev.lockstep.deploy.Executor.RunOutcome;
import dev.lockstep.deploy.Ledger;
import dev.lockstep.deploy.Ledger.StatementOutcome;
import dev.lockstep.deploy.Ledger.StatementRecord;
import dev.lockstep.deploy.Target;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.testkit.Proxy;
import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestPostgres;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostgresExecutorTest {
  private final TestDatabase database = TestPostgres.database();
  private final Rig rig = Rig.postgres(database);
  private final Plans plans = rig.plans();
  private final Look look = new Look(database);

  @Test
  void change_history_and_journal_commit_together() {
    RunOutcome outcome =
        rig.deploy(
            List.of(
                plans.whole("1", "CREATE TABLE a (id int);\nINSERT INTO a VALUES (1), (2);"),
                plans.whole("2", "CREATE TABLE b (id int)")));

    assertThat(outcome.failure()).isNull();
    assertThat(look.texts("SELECT id FROM history ORDER BY id")).containsExactly("1", "2");
    assertThat(
            look.texts(
                "SELECT count(DISTINCT xmin::text)::text FROM (SELECT xmin FROM history WHERE id ="
                    + " '1' UNION ALL SELECT xmin FROM a UNION ALL SELECT xmin FROM"
                    + " pg_class WHERE relname = 'a') x"))
        .containsExactly("1");
    try (Target target = rig.open()) {
      String id = target.ledger().deployments(Rig.SCHEMA, 10).getFirst().id();
      List<StatementRecord> statements = target.ledger().statements(id);
      assertThat(statements)
          .extracting(StatementRecord::migrationId)
          .containsExactly("1", "1", "2");
      assertThat(statements).extracting(StatementRecord::index).containsExactly(1, 2, 1);
      assertThat(statements).extracting(StatementRecord::line).containsExactly(1, 2, 1);
      assertThat(statements).extracting(StatementRecord::rows).containsExactly(0L, 2L, 0L);
      assertThat(statements)
          .allSatisfy(statement -> {
            assertThat(statement.startedAt()).isNotNull();
            assertThat(statement.endedAt()).isAfterOrEqualTo(statement.startedAt());
          });
    }
  }

  @Test
  void a_failing_statement_leaves_nothing_of_its_migration() {
    RunOutcome outcome =
        rig.deploy(
            List.of(
                plans.whole(
                    "1",
                    "CREATE TABLE a (id int);\n\n  INSERT INTO a\n    VALUES (1, nowhere);\n")));

    assertThat(outcome.applied()).isEmpty();
    assertThat(Rig.failure(outcome).statement()).isEqualTo(1);
    assertThat(Rig.failure(outcome).statementsKept()).isZero();
    assertThat(Rig.failure(outcome).code()).isEqualTo(ErrorCode.STATEMENT_FAILED);
    assertThat(Rig.failure(outcome).message())
        .isEqualTo("db/1.sql:4:16: column \"nowhere\" does not exist.");
    assertThat(look.tables()).doesNotContain("a", "history");
    try (Target target = rig.open()) {
      String id = target.ledger().deployments(Rig.SCHEMA, 10).getFirst().id();
      assertThat(target.ledger().statements(id))
          .singleElement()
          .satisfies(statement -> {
            assertThat(statement.outcome()).isEqualTo(StatementOutcome.FAILED);
            assertThat(statement.index()).isEqualTo(2);
            assertThat(statement.error()).contains("nowhere");
          });
    }
  }

  @Test
  void a_pipeline_blames_exactly_the_statement_that_failed() {
    List<PlannedMigration> migrations = new ArrayList<>();
    for (int number = 1; number <= 60; number++) {
      String more = number == 37 ? ";\nCREATE TABLE t1 (id int)" : "";
      migrations.add(
          plans.whole("%02d".formatted(number), "CREATE TABLE t" + number + " (id int)" + more));
    }

    RunOutcome outcome = rig.deploy(migrations);

    assertThat(outcome.applied()).isEqualTo(migrations.subList(0, 36));
    assertThat(Rig.failure(outcome).migration().migration().id()).isEqualTo("37");
    assertThat(Rig.failure(outcome).statement()).isEqualTo(1);
    assertThat(Rig.failure(outcome).message())
        .isEqualTo("db/37.sql:2:1: relation \"t1\" already exists.");
    assertThat(look.texts("SELECT count(*)::text FROM history")).containsExactly("36");
    assertThat(look.tables()).contains("t36").doesNotContain("t37", "t38");
  }

  @Test
  void a_deferred_constraint_that_fails_at_the_commit_is_told_as_such() {
    RunOutcome outcome =
        rig.deploy(
            List.of(
                plans.whole("1", "CREATE TABLE p (id int PRIMARY KEY)"),
                plans.whole(
                    "2",
                    "CREATE TABLE c (id int REFERENCES p DEFERRABLE INITIALLY DEFERRED);"
                        + "INSERT INTO c VALUES (7)")));

    assertThat(outcome.applied()).hasSize(1);
    assertThat(Rig.failure(outcome).statement()).isEqualTo(-1);
    assertThat(Rig.failure(outcome).message()).startsWith("db/2.sql: cannot commit it");
    assertThat(look.tables()).doesNotContain("c");
  }

  @Test
  void a_statement_that_fails_at_its_commit_is_named() {
    RunOutcome outcome =
        rig.deploy(
            List.of(
                plans.stepwise(
                    "1",
                    """
                    CREATE TABLE p (id int PRIMARY KEY);
                    CREATE TABLE c (id int REFERENCES p DEFERRABLE INITIALLY DEFERRED);
                    INSERT INTO c VALUES (7);
                    CREATE TABLE d (id int)
                    """)));

    assertThat(Rig.failure(outcome).message())
        .startsWith("db/1.sql: cannot commit the statement of line 3: ");
    assertThat(look.tables()).contains("c").doesNotContain("d");
  }

  @Test
  void the_last_statement_that_fails_at_its_commit_is_no_fault_of_the_history() {
    RunOutcome outcome =
        rig.deploy(
            List.of(
                plans.stepwise(
                    "1",
                    """
                    CREATE TABLE p (id int PRIMARY KEY);
                    CREATE TABLE c (id int REFERENCES p DEFERRABLE INITIALLY DEFERRED);
                    INSERT INTO c VALUES (7)
                    """)));

    assertThat(Rig.failure(outcome).message()).startsWith("db/1.sql: cannot commit it: ");
  }

  @Test
  void settings_that_a_migration_changed_are_back_for_the_next() {
    look.run("CREATE ROLE limited; CREATE SCHEMA other; GRANT ALL ON SCHEMA other TO limited");

    RunOutcome outcome =
        rig.deploy(
            List.of(
                plans.whole(
                    "1",
                    "SET search_path = other; SET ROLE limited; SET lock_timeout = 0;"
                        + " SET statement_timeout = 0; CREATE TABLE mine (id int)"),
                plans.whole(
                    "2",
                    "CREATE TABLE seen AS SELECT current_user::text AS who,"
                        + " current_setting('search_path') AS path,"
                        + " current_setting('lock_timeout') AS waits")));

    assertThat(outcome.failure()).isNull();
    assertThat(look.texts("SELECT tableowner FROM pg_tables WHERE tablename = 'mine'"))
        .containsExactly("limited");
    assertThat(look.texts("SELECT who || ' ' || path || ' ' || waits FROM public.seen"))
        .containsExactly("postgres \"$user\", public 300ms");
    assertThat(look.texts("SELECT count(*)::text FROM history")).containsExactly("2");
  }

  @Test
  void stepwise_migrations_keep_a_role_between_statements_and_give_it_back() {
    look.run("CREATE ROLE stepper; GRANT ALL ON SCHEMA public TO stepper");

    RunOutcome outcome =
        rig.deploy(
            List.of(
                plans.stepwise(
                    "1",
                    "SET ROLE stepper; CREATE TABLE theirs (id int);"
                        + " CREATE INDEX CONCURRENTLY theirs_id ON theirs (id)"),
                plans.whole("2", "CREATE TABLE mine (id int)")));

    assertThat(outcome.failure()).isNull();
    assertThat(
            look.texts(
                "SELECT tablename || ' ' || tableowner FROM pg_tables"
                    + " WHERE tablename IN ('mine', 'theirs') ORDER BY 1"))
        .containsExactly("mine postgres", "theirs stepper");
  }

  @Test
  void copied_data_goes_in_with_its_migration() {
    RunOutcome outcome =
        rig.deploy(
            List.of(
                plans.whole(
                    "1",
                    """
                    CREATE TABLE a (id int, name text);
                    COPY a FROM stdin;
                    1	one
                    2	two
                    \\.
                    CREATE INDEX a_id ON a (id);
                    """)));

    assertThat(outcome.failure()).isNull();
    assertThat(look.texts("SELECT name FROM a ORDER BY id")).containsExactly("one", "two");
    assertThat(
            look.texts("SELECT touched_rows::text FROM lockstep.statement WHERE kind LIKE 'COPY%'"))
        .containsExactly("2");
  }

  @Test
  void a_file_with_its_own_transactions_runs_as_written() {
    RunOutcome outcome =
        rig.deploy(
            List.of(
                plans.whole(
                    "1",
                    "CREATE TABLE a (id int); BEGIN; INSERT INTO a VALUES (1); ROLLBACK;"
                        + " BEGIN; INSERT INTO a VALUES (2); COMMIT")));

    assertThat(outcome.failure()).isNull();
    assertThat(look.texts("SELECT id::text FROM a")).containsExactly("2");
    assertThat(look.texts("SELECT id FROM history")).containsExactly("1");
  }

  @Test
  void a_file_with_its_own_transactions_is_resumed_behind_its_last_commit() {
    String good = "CREATE TABLE a (id int); BEGIN; INSERT INTO a VALUES (1); COMMIT; BEGIN; ";
    RunOutcome first =
        rig.deploy(
            List.of(plans.whole("1", good + "INSERT INTO a VALUES (2); SELECT 1/0; COMMIT")));
    RunOutcome second =
        rig.deploy(List.of(plans.whole("1", good + "INSERT INTO a VALUES (3); COMMIT")));

    assertThat(Rig.failure(first).statement()).isEqualTo(6);
    assertThat(Rig.failure(first).statementsKept()).isEqualTo(4);
    assertThat(second.failure()).isNull();
    assertThat(look.texts("SELECT id::text FROM a ORDER BY 1")).containsExactly("1", "3");
  }

  @Test
  void a_large_migration_is_journalled_without_a_line_for_each_moment() {
    StringBuilder script = new StringBuilder("CREATE TABLE a (id int);\n");
    for (int number = 0; number < 5_000; number++) {
      script.append("INSERT INTO a VALUES (").append(number).append(");\n");
    }

    RunOutcome outcome = rig.deploy(List.of(plans.whole("1", script.toString())));

    assertThat(outcome.failure()).isNull();
    assertThat(look.texts("SELECT count(*)::text FROM a")).containsExactly("5000");
    assertThat(look.texts("SELECT count(*) || ' ' || sum(touched_rows) FROM lockstep.statement"))
        .containsExactly("5001 5000");
  }

  @Test
  void a_statement_that_returns_many_rows_runs_to_its_end() {
    RunOutcome outcome =
        rig.deploy(
            List.of(
                plans.whole(
                    "1",
                    "CREATE SEQUENCE s; SELECT nextval('s') FROM generate_series(1, 5000);"
                        + " CREATE FUNCTION f() RETURNS int LANGUAGE SQL BEGIN ATOMIC SELECT 1;"
                        + " SELECT 2; END; CREATE TABLE a (id int);"
                        + " CREATE RULE r AS ON INSERT TO a DO ALSO (NOTIFY x; NOTIFY y)")));

    assertThat(outcome.failure()).isNull();
    assertThat(look.texts("SELECT last_value::text FROM s")).containsExactly("5000");
  }

  @Test
  void a_client_command_is_refused_before_anything_runs() {
    RunOutcome outcome =
        rig.deploy(List.of(plans.whole("1", "CREATE TABLE a (id int);\n\\connect other\n")));

    assertThat(Rig.failure(outcome).code()).isEqualTo(ErrorCode.CHANGE_FILE);
    assertThat(Rig.failure(outcome).message()).startsWith("db/1.sql:2:1: ");
    assertThat(look.tables()).doesNotContain("a");
  }

  @Test
  void what_would_free_the_fence_is_refused() {
    RunOutcome outcome =
        rig.deploy(
            List.of(
                plans.whole("1", "CREATE TABLE a (id int)"),
                plans.stepwise("2", "CREATE TABLE b (id int);\nDISCARD ALL"),
                plans.whole("3", "SELECT pg_advisory_unlock_all()")));

    assertThat(outcome.applied()).hasSize(1);
    assertThat(Rig.failure(outcome).code()).isEqualTo(ErrorCode.CHANGE_FILE);
    assertThat(Rig.failure(outcome).message()).startsWith("db/2.sql:2:1: ");
    assertThat(look.tables()).contains("a").doesNotContain("b");
  }

  @Test
  void sixty_quick_migrations_take_five_messages() {
    List<PlannedMigration> migrations = new ArrayList<>();
    for (int number = 1; number <= 60; number++) {
      migrations.add(
          plans.whole("%02d".formatted(number), "CREATE TABLE t" + number + " (id int)"));
    }
    try (Proxy proxy = Proxy.to(database);
        Target target = rig.through(proxy.port()).open()) {
      Ledger.Deployment deployment = Rig.deployment();
      target.ledger().begin(deployment);
      long before = proxy.roundTrips();
      target
          .executor()
          .run(deployment.id(), List.of(plans.setup()), migrations, DeploymentListener.SILENT);

      // One more asks what earlier runs left unfinished.
      assertThat(proxy.roundTrips() - before).isEqualTo(6);
    }
    assertThat(look.texts("SELECT count(*)::text FROM history")).containsExactly("60");
  }

  @Test
  void a_reader_is_refused_clearly_and_changes_nothing() throws SQLException {
    look.run("CREATE ROLE reader LOGIN PASSWORD 'reads'");
    Rig reader = Rig.postgres(database, "reader", "reads");

    assertThat(catchCode(() -> reader.deploy(List.of(plans.whole("1", "CREATE TABLE a (id int)")))))
        .isEqualTo(ErrorCode.DATABASE_DENIED);
    assertThat(look.schemas()).doesNotContain("lockstep");
    assertThat(look.tables()).isEmpty();
  }

  @Test
  void reading_the_ledger_of_an_empty_database_writes_nothing() {
    try (Target target = rig.open()) {
      assertThat(target.ledger().deployments(Rig.SCHEMA, 10)).isEmpty();
      assertThat(target.ledger().statements("none")).isEmpty();
      assertThat(target.ledger().anchors(Rig.SCHEMA)).isEmpty();
      assertThat(target.ledger().closeInterrupted(Rig.SCHEMA)).isEmpty();
      assertThat(target.fence().holder(Rig.SCHEMA)).isEmpty();
    }
    assertThat(look.schemas()).doesNotContain("lockstep");
  }

  private static ErrorCode catchCode(Runnable work) {
    try {
      work.run();
    } catch (dev.lockstep.error.LockstepException refused) {
      return refused.code();
    }
    throw new AssertionError("nothing was refused");
  }
}
