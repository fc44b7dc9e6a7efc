package dev.lockstep.dialects.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.deploy.Ledger;
import dev.lockstep.deploy.Ledger.StatementOutcome;
import dev.lockstep.deploy.Ledger.StatementRecord;
import dev.lockstep.deploy.Target;
import dev.lockstep.migration.Engine.RunListener;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.testkit.Proxy;
import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class EngineJournalTest {
  private final TestDatabase database = TestPostgres.database();
  private final Rig rig = Rig.postgres(database);
  private final Look look = new Look(database);
  private static final RunListener SILENT =
      new RunListener() {
        @Override
        public void started(PlannedMigration migration) {}

        @Override
        public void finished(PlannedMigration migration) {}
      };

  @Test
  void statements_of_an_engine_are_journalled_with_their_commit() {
    List<PlannedMigration> migrations =
        List.of(
            rig.plans().whole("1", "CREATE TABLE a (id int)"),
            rig.plans().whole("2", "CREATE TABLE b (id int);\nINSERT INTO b VALUES (1), (2)"));
    rig.deploy(List.of());
    try (Proxy proxy = Proxy.to(database);
        Target target = rig.through(proxy.port()).open()) {
      Ledger.Deployment deployment = Rig.deployment();
      target.ledger().begin(deployment);
      long before = proxy.roundTrips();
      target
          .executor()
          .observed(
              deployment.id(),
              migrations,
              SILENT,
              _ -> work(target.session().as(DataSource.class)));

      // Ten of its own, of which two are commits that carry lines, and one for what was rolled
      // back.
      assertThat(proxy.roundTrips() - before).isEqualTo(11);
      List<StatementRecord> statements = target.ledger().statements(deployment.id());
      assertThat(statements)
          .extracting(s -> s.migrationId() + " " + s.index() + " " + s.outcome() + " " + s.rows())
          .containsExactly(
              "1 1 DONE 0", "2 1 DONE 0", "2 2 DONE 2", "2 1 FAILED 0", "2 1 FAILED null");
      assertThat(statements)
          .allSatisfy(s -> assertThat(s.endedAt()).isAfterOrEqualTo(s.startedAt()));
      assertThat(statements.getLast().outcome()).isEqualTo(StatementOutcome.FAILED);
    }
    assertThat(look.tables()).contains("a", "b").doesNotContain("c");
  }

  @Test
  void commit_that_fails_is_the_engines_to_hear_of() {
    rig.deploy(List.of());
    try (Target target = rig.open()) {
      Ledger.Deployment deployment = Rig.deployment();
      target.ledger().begin(deployment);
      List<PlannedMigration> migrations =
          List.of(rig.plans().whole("1", "CREATE TABLE d (id int)"));
      target
          .executor()
          .observed(
              deployment.id(),
              migrations,
              SILENT,
              _ -> violateAtCommit(target.session().as(DataSource.class)));

      assertThat(target.ledger().statements(deployment.id()))
          .extracting(StatementRecord::outcome)
          .containsOnly(StatementOutcome.FAILED);
    }
    assertThat(look.tables()).doesNotContain("d");
  }

  @Test
  void what_a_script_commits_or_sends_by_itself_is_known_before_it_takes_effect() {
    PlannedMigration script =
        rig.plans().whole("1", "CREATE TABLE e (id int);\nCREATE TABLE f (id int)");
    rig.deploy(List.of());
    try (Target target = rig.open();
        Target other = rig.open()) {
      Ledger.Deployment deployment = Rig.deployment();
      target.ledger().begin(deployment);
      target
          .executor()
          .observed(
              deployment.id(),
              List.of(script),
              SILENT,
              listener -> {
                listener.started(script);
                controlled(target.session().as(DataSource.class), other);
              });

      assertThat(target.ledger().unfinished(Rig.SCHEMA)).isEmpty();
      assertThat(target.ledger().statements(deployment.id()))
          .extracting(s -> s.index() + " " + s.outcome())
          .containsExactly("1 DONE", "2 DONE", "1 FAILED");
    }
    assertThat(look.tables()).contains("e", "f");
  }

  private static void controlled(DataSource source, Target other) {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("CREATE TABLE e (id int)");
      assertThat(other.ledger().unfinished(Rig.SCHEMA)).isEmpty();
      statement.execute("commit");
      assertThat(left(other)).containsExactly("1 DONE");
      connection.setAutoCommit(true);
      statement.execute("CREATE TABLE f (id int)");
      assertThat(left(other)).containsExactly("1 DONE", "2 STARTED");
      assertThatThrownBy(() -> statement.execute("CREATE TABLE e (id int)"))
          .isInstanceOf(SQLException.class);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> left(Target target) {
    return target.ledger().unfinished(Rig.SCHEMA).getFirst().statements().stream()
        .map(statement -> statement.index() + " " + statement.outcome())
        .toList();
  }

  private static void violateAtCommit(DataSource source) {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("CREATE TABLE d (id int UNIQUE DEFERRABLE INITIALLY DEFERRED)");
      statement.execute("INSERT INTO d VALUES (1), (1)");
      assertThatThrownBy(connection::commit)
          .isInstanceOfSatisfying(
              SQLException.class, failure -> assertThat(failure.getSQLState()).isEqualTo("23505"));
      connection.rollback();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static void work(DataSource source) {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("CREATE TABLE IF NOT EXISTS flyway_schema_history (id int)");
      statement.execute("CREATE TABLE a (id int)");
      statement.execute("INSERT INTO flyway_schema_history VALUES (1)");
      connection.commit();
      statement.execute("CREATE TABLE b (id int)");
      statement.execute("INSERT INTO b VALUES (1), (2)");
      connection.commit();
      statement.execute("CREATE TABLE c (id int)");
      try {
        statement.execute("SELECT 1/0");
      } catch (SQLException expected) {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
