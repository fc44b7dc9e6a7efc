package dev.lockstep.engines.flyway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.dialects.jdbc.JdbcSession;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.migration.EngineLock;
import dev.lockstep.testkit.TestPostgres;
import java.nio.file.Path;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LockTest {
  @TempDir Path folder;

  private final Lab lab = Lab.on("postgresql", TestPostgres.database());
  private final MemoryTree files = MemoryTree.of("db/V1__a.sql", "create table a (id int);");

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void keepsThePlainLibraryOut() {
    try (EngineLock _ = lab.engine().lock(lab.request(files), lab.session(), "run-1")) {
      assertThatThrownBy(() -> lab.configuration(files, folder).lockRetryCount(0).load().migrate())
          .isInstanceOf(FlywayException.class)
          .hasMessageContaining("advisory lock");
    }
    assertThat(lab.library(files, folder).migrate().migrationsExecuted).isEqualTo(1);
  }

  @Test
  void namesTheHolder() {
    try (JdbcSession other = lab.open();
        EngineLock _ = lab.engine().lock(lab.request(files), other, "run-1")) {
      String pid = other.query("select pg_backend_pid() as pid").getFirst().text("pid");
      assertThatThrownBy(() -> lab.engine().lock(lab.request(files), lab.session(), "run-2"))
          .isInstanceOfSatisfying(
              LockstepException.class,
              failure -> {
                assertThat(failure.code()).isEqualTo(ErrorCode.DEPLOYMENT_RUNNING);
                assertThat(failure.getMessage())
                    .contains("backend " + pid)
                    .contains("application")
                    .contains("since 20");
              });
    }
    lab.engine().lock(lab.request(files), lab.session(), "run-2").close();
  }

  /// The library is caught in the middle of a migration: its own lock is the one the engine asks
  /// for, so the engine must be refused then.
  @Test
  void isTheOneThatTheLibraryTakes() {
    Refused refused = new Refused();
    lab.configuration(files, folder).callbacks(refused).load().migrate();
    assertThat(refused.message).contains("Flyway's lock on its history table is held by");
  }

  private final class Refused extends BaseCallback {
    private @Nullable String message;

    @Override
    public boolean supports(Event event, @Nullable Context context) {
      return event == Event.BEFORE_EACH_MIGRATE;
    }

    @Override
    public void handle(Event event, Context context) {
      try {
        lab.engine().lock(lab.request(files), lab.session(), "run").close();
      } catch (LockstepException e) {
        message = e.getMessage();
      }
    }
  }
}
