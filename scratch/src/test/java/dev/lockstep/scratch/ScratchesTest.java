package dev.lockstep.scratch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.error.LockstepException;
import dev.lockstep.scratch.ScratchServer.ScratchDatabase;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScratchesTest {
  @Test
  void nobodyIsToldOfMySqlWhatMariaDbMakesOfIt() {
    assertThatThrownBy(() -> Scratches.embedded().of("mysql"))
        .isInstanceOf(LockstepException.class)
        .hasMessageContaining("no scratch server for mysql");
  }

  @Test
  void anEngineMayBeAskedOnAnotherProduct() throws Exception {
    try (ScratchDatabase database = Scratches.embedded().standingIn().of("mysql").create()) {
      assertThat(database.connection().getMetaData().getDatabaseProductName()).isEqualTo("MariaDB");
    }
  }

  @Test
  void aProjectsServerComesFirst() {
    ScratchServer named = Scratches.embedded().of("sqlite");
    Scratches scratches =
        Scratches.embedded()
            .exceptFor(dialect -> dialect.equals("mysql") ? Optional.of(named) : Optional.empty());
    assertThat(scratches.of("mysql")).isSameAs(named);
  }
}
