package dev.lockstep.dialects.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.dialects.RoundTrip;
import dev.lockstep.dialects.Sessions;
import dev.lockstep.dialects.jdbc.JdbcSession;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.project.ConnectionDefinition;
import dev.lockstep.project.SecretReference;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2SessionTest {
  @TempDir Path folder;

  @Test
  void textSurvives() {
    try (JdbcSession session = open("mem:")) {
      RoundTrip.check(session, "varchar");
    }
  }

  @Test
  void knowsItsServerAndBlamesThePlace() {
    try (JdbcSession session = open("mem:")) {
      assertThat(session.server().product()).isEqualTo("H2");
      assertThat(session.server().defaultSchema()).isEqualTo("PUBLIC");
      assertThat(session.queryIfPresent("SELECT 1 FROM nowhere")).isEmpty();
      assertThatThrownBy(() -> session.query("SELECT 1\nFROMM 1"))
          .isInstanceOf(LockstepException.class)
          .hasMessageContaining("line 2");
    }
  }

  @Test
  void aWrongPasswordIsSaidWithoutIt() {
    String place = "file:" + folder.resolve("shop");
    open(place, "right-one").close();
    assertThatThrownBy(() -> open(place, "wrong-one"))
        .hasMessageNotContaining("wrong-one")
        .asInstanceOf(InstanceOfAssertFactories.type(LockstepException.class))
        .extracting(LockstepException::code)
        .isEqualTo(ErrorCode.DATABASE_DENIED);
  }

  private static JdbcSession open(String place) {
    return open(place, "");
  }

  private static JdbcSession open(String place, String password) {
    return Sessions.open(
        new H2Product(),
        new ConnectionDefinition(
            null,
            null,
            0,
            place,
            null,
            "sa",
            new SecretReference.Environment("PASSWORD"),
            new LinkedHashMap<>()),
        password);
  }
}
