package dev.lockstep.dialects.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lockstep.deploy.DeploymentListener;
import dev.lockstep.deploy.Executor.RunOutcome;
import dev.lockstep.deploy.Fence;
import dev.lockstep.deploy.Ledger;
import dev.lockstep.deploy.Ledger.StatementRecord;
import dev.lockstep.deploy.Target;
import dev.lockstep.dialect.Row;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteExecutorTest {
  @TempDir private Path folder;
  private Rig rig = Rig.sqlite(Path.of("unset"));

  @BeforeEach
  void place() {
    rig = Rig.sqlite(folder.resolve("orders.db"));
  }

  @Test
  void a_failing_migration_leaves_nothing_and_is_told_exactly() {
    RunOutcome outcome =
        rig.deployPending(
            List.of(
                rig.plans().whole("1", "CREATE TABLE a (id int); INSERT INTO a VALUES (1), (2)"),
                rig.plans()
                    .whole("2", "CREATE TABLE b (id int);\nINSERT INTO nowhere VALUES (1)")));

    assertThat(outcome.applied()).hasSize(1);
    assertThat(Rig.failure(outcome).statement()).isEqualTo(1);
    assertThat(Rig.failure(outcome).message()).startsWith("db/2.sql:2:1: ");
    assertThat(names()).contains("a", "history").doesNotContain("b");
    try (Target target = rig.open()) {
      Ledger.Deployment deployment = target.ledger().deployments(Rig.SCHEMA, 1).getFirst();
      assertThat(deployment.outcome()).isEqualTo(Ledger.Outcome.FAILED);
      assertThat(deployment.startedAt())
          .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
      assertThat(target.ledger().statements(deployment.id()))
          .extracting(StatementRecord::outcome)
          .containsExactly(
              Ledger.StatementOutcome.DONE,
              Ledger.StatementOutcome.DONE,
              Ledger.StatementOutcome.FAILED);
    }
  }

  @Test
  void a_second_deployment_is_told_who_holds_the_fence() {
    rig.deployPending(List.of());
    try (Target first = rig.open();
        Target second = rig.open();
        Fence.Hold _ = acquire(first, "ada")) {
      LockstepException refused =
          catchThrowableOfType(LockstepException.class, () -> acquire(second, "grace"));
      assertThat(refused.code()).isEqualTo(ErrorCode.DEPLOYMENT_RUNNING);
      assertThat(refused.getMessage()).contains("ada since 20").contains("process ");
    }
    try (Target third = rig.open()) {
      assertThat(third.fence().holder(Rig.SCHEMA)).isEmpty();
      acquire(third, "grace").close();
    }
  }

  @Test
  void what_lockstep_keeps_can_be_taken_out_again() {
    rig.deployPending(List.of(rig.plans().whole("1", "CREATE TABLE a (id int)")));
    try (Target target = rig.open()) {
      target.ledger().setAnchor(Rig.SCHEMA, new Ledger.Anchor("v1", "1", "d", Instant.EPOCH));
      assertThat(target.ledger().anchor(Rig.SCHEMA, "v1")).isPresent();
      target.ledger().remove();
      assertThat(target.ledger().anchor(Rig.SCHEMA, "v1")).isEmpty();
    }
    assertThat(names()).containsExactlyInAnyOrder("a", "history");
  }

  private static Fence.Hold acquire(Target target, String who) {
    return target.fence().acquire(Rig.SCHEMA, who, Duration.ZERO, DeploymentListener.SILENT);
  }

  private List<String> names() {
    try (Target target = rig.open()) {
      return target.session().query("SELECT name FROM sqlite_master WHERE type = 'table'").stream()
          .map((Row row) -> String.valueOf(row.text("name")))
          .toList();
    }
  }
}
