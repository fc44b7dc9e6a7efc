package dev.lockstep.engines.flyway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.internal.resource.ResourceName;
import org.flywaydb.core.internal.resource.ResourceNameParser;
import org.junit.jupiter.api.Test;

final class ScriptNamesTest {
  private static final ResourceNameParser LIBRARY =
      new ResourceNameParser(new FluentConfiguration());

  private final ScriptNames names = new ScriptNames(Naming.DEFAULT);

  @Property(tries = 5000)
  void readsLikeTheLibrary(@ForAll("fileNames") String fileName) {
    ResourceName theirs = LIBRARY.parse(fileName);
    ScriptName ours = names.read(fileName).orElseThrow();
    switch (ours) {
      case ScriptName.Wrong _ -> assertThat(theirs.isValid()).isFalse();
      case ScriptName.Calling call -> {
        assertThat(theirs.getPrefix()).isEqualTo(call.event().id());
        assertThat(theirs.getDescription()).isEqualTo(call.description());
      }
      case ScriptName.Migrating migrating -> {
        assertThat(theirs.isValid()).isTrue();
        assertThat(migrating.description()).isEqualTo(theirs.getDescription());
        FlywayVersion version = migrating.version();
        assertThat(version == null ? null : version.text())
            .isEqualTo(theirs.getVersion() == null ? null : theirs.getVersion().getVersion());
      }
    }
  }

  @Test
  void knowsEveryEventOfTheLibrary() {
    for (Event event : Event.values()) {
      assertThat(CallbackEvent.values()).extracting(CallbackEvent::id).contains(event.getId());
    }
  }

  @Test
  void readsUndoScriptsAndOwnPrefixes() {
    assertThat(names.read("U1_2__back.sql"))
        .hasValueSatisfying(name -> {
          ScriptName.Migrating undo = (ScriptName.Migrating) name;
          assertThat(undo.kind()).isEqualTo(ScriptKind.UNDO);
          assertThat(Objects.requireNonNull(undo.version()).text()).isEqualTo("1.2");
        });
    ScriptNames own =
        new ScriptNames(
            new Naming("mig", "rep", "undo", "base", "--", java.util.List.of(".pgsql", ".ddl")));
    assertThat(own.read("mig3--a_b.DDL"))
        .hasValueSatisfying(
            name -> assertThat(((ScriptName.Migrating) name).description()).isEqualTo("a b"));
    assertThat(own.read("V1__x.sql")).isEmpty();
  }

  @Test
  void tellsProgramsFromOtherFiles() {
    assertThat(names.isProgram("V1__load.sh")).isTrue();
    assertThat(names.isProgram("helper.sh")).isFalse();
    assertThat(names.isProgram("V1__load.sql")).isFalse();
  }

  @Provide
  Arbitrary<String> fileNames() {
    return Arbitraries.of(
            "V",
            "R",
            "B",
            "1",
            "2",
            ".",
            "_",
            "__",
            "beforeMigrate",
            "afterEachMigrate",
            "x",
            "Y_z")
        .list()
        .ofMinSize(1)
        .ofMaxSize(7)
        .map(parts -> String.join("", parts) + ".sql");
  }
}
