package dev.lockstep.dialects.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.deploy.DeploymentListener;
import dev.lockstep.deploy.Executor.RunOutcome;
import dev.lockstep.deploy.Fence;
import dev.lockstep.deploy.Target;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.testkit.TestMariaDb;
import dev.lockstep.testkit.TestPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EveryVersionTest {
  static List<String> postgres() {
    return TestPostgres.versions();
  }

  static List<String> mariaDb() {
    return TestMariaDb.versions();
  }

  @ParameterizedTest
  @MethodSource
  void postgres(String version) {
    Rig rig = Rig.postgres(TestPostgres.version(version).freshDatabase());
    runs(
        rig,
        List.of(
            rig.plans().whole("1", "CREATE TABLE a (id int); INSERT INTO a VALUES (1), (2)"),
            rig.plans()
                .stepwise(
                    "2",
                    "CREATE INDEX CONCURRENTLY a_id ON a (id); VACUUM a; INSERT INTO a VALUES"
                        + " (3)")));
  }

  @ParameterizedTest
  @MethodSource
  void mariaDb(String version) {
    Rig rig = Rig.mariaDb(TestMariaDb.version(version).freshDatabase());
    runs(
        rig,
        List.of(
            rig.plans().stepwise("1", "CREATE TABLE a (id int); INSERT INTO a VALUES (1), (2)"),
            rig.plans().stepwise("2", "CREATE INDEX a_id ON a (id); INSERT INTO a VALUES (3)")));
  }

  @Test
  void sqlite(@TempDir Path folder) {
    Rig rig = Rig.sqlite(folder.resolve("a.db"));
    runs(
        rig,
        List.of(
            rig.plans().whole("1", "CREATE TABLE a (id int); INSERT INTO a VALUES (1), (2)"),
            rig.plans().stepwise("2", "CREATE INDEX a_id ON a (id); INSERT INTO a VALUES (3)")));
  }

  @Test
  void h2() {
    Rig rig = Rig.h2("every_version");
    runs(
        rig,
        List.of(
            rig.plans().stepwise("1", "CREATE TABLE a (id int); INSERT INTO a VALUES (1), (2)"),
            rig.plans().stepwise("2", "CREATE INDEX a_id ON a (id); INSERT INTO a VALUES (3)")));
  }

  private static void runs(Rig rig, List<PlannedMigration> migrations) {
    try (Target target = rig.open()) {
      assertThat(target.ledger().deployments(Rig.SCHEMA, 5)).isEmpty();
      assertThat(target.fence().holder(Rig.SCHEMA)).isEmpty();
      RunOutcome outcome = rig.deploy(target, migrations);

      assertThat(outcome.failure()).isNull();
      assertThat(outcome.applied()).isEqualTo(migrations);
      assertThat(
              target.session().query("SELECT sum(id) AS total FROM a").getFirst().number("total"))
          .isEqualTo(6);
      assertThat(
              target
                  .ledger()
                  .statements(target.ledger().deployments(Rig.SCHEMA, 1).getFirst().id()))
          .hasSize(migrations.stream().mapToInt(m -> m.statements().size()).sum())
          .allSatisfy(statement -> assertThat(statement.endedAt()).isNotNull());
      try (Fence.Hold _ = acquire(target)) {
        assertThat(target.fence().holder(Rig.SCHEMA))
            .get()
            .satisfies(holder -> assertThat(holder.token()).isEqualTo("ada"));
      }
      target.ledger().remove();
      assertThat(target.ledger().deployments(Rig.SCHEMA, 5)).isEmpty();
    }
  }

  private static Fence.Hold acquire(Target target) {
    return target.fence().acquire(Rig.SCHEMA, "ada", Duration.ZERO, DeploymentListener.SILENT);
  }
}
