package dev.lockstep.dialects.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lockstep.deploy.DeploymentListener;
import dev.lockstep.deploy.Executor.RunOutcome;
import dev.lockstep.deploy.Fence;
import dev.lockstep.deploy.Target;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class PostgresFenceTest {
  private final TestDatabase database = TestPostgres.database();
  private final Rig rig = Rig.postgres(database);
  private final Look look = new Look(database);

  @Test
  void a_second_deployment_is_told_who_holds_the_fence() {
    try (Target first = rig.open();
        Target second = rig.open();
        Fence.Hold _ = acquire(first, "ada")) {
      LockstepException refused =
          catchThrowableOfType(LockstepException.class, () -> acquire(second, "grace"));

      assertThat(refused.code()).isEqualTo(ErrorCode.DEPLOYMENT_RUNNING);
      assertThat(refused.getMessage())
          .startsWith("Another deployment of orders is running here: ada since 20")
          .contains("session ")
          .contains(" has been idle for ");
      assertThat(second.fence().holder(Rig.SCHEMA)).isPresent();
    }
    try (Target third = rig.open()) {
      assertThat(third.fence().holder(Rig.SCHEMA)).isEmpty();
      acquire(third, "grace").close();
    }
    assertThat(look.texts("SELECT token FROM lockstep.fence")).isEmpty();
  }

  @Test
  void the_fence_of_another_schema_is_free() {
    try (Target first = rig.open();
        Target second = rig.open();
        Fence.Hold _ = acquire(first, "ada");
        Fence.Hold _ =
            second.fence().acquire("billing", "grace", Duration.ZERO, DeploymentListener.SILENT)) {
      assertThat(second.fence().holder("billing"))
          .get()
          .extracting(Fence.Holder::token)
          .isEqualTo("grace");
    }
  }

  @Test
  void the_fence_ends_with_its_session() {
    try (Target second = rig.open()) {
      Target first = rig.open();
      Fence.Hold lost = acquire(first, "ada");
      first.close();
      // The server may take a moment to notice.
      second
          .fence()
          .acquire(Rig.SCHEMA, "grace", Duration.ofSeconds(10), DeploymentListener.SILENT)
          .close();
      lost.close();
    }
  }

  @Test
  void racing_deployments_apply_everything_once() throws Exception {
    List<PlannedMigration> history = new ArrayList<>();
    for (int number = 0; number < 40; number++) {
      history.add(
          rig.plans().whole("%02d".formatted(number), "CREATE TABLE t" + number + " (id int)"));
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<RunOutcome>> runs = new ArrayList<>();
      for (int racer = 0; racer < 4; racer++) {
        runs.add(threads.submit(() -> rig.deployPending(history)));
      }
      int applied = 0;
      for (Future<RunOutcome> run : runs) {
        assertThat(run.get().failure()).isNull();
        applied += run.get().applied().size();
      }
      assertThat(applied).isEqualTo(40);
    }
    assertThat(look.texts("SELECT count(*)::text FROM history")).containsExactly("40");
  }

  private static Fence.Hold acquire(Target target, String who) {
    return target.fence().acquire(Rig.SCHEMA, who, Duration.ZERO, DeploymentListener.SILENT);
  }
}
