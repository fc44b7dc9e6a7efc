package dev.lockstep.engines.flyway;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.flywaydb.core.api.MigrationVersion;

final class FlywayVersionTest {
  @Property(tries = 3000)
  void readsAndOrdersLikeTheLibrary(
      @ForAll("versions") String first, @ForAll("versions") String second) {
    FlywayVersion a = FlywayVersion.parse(first).orElseThrow();
    FlywayVersion b = FlywayVersion.parse(second).orElseThrow();
    MigrationVersion theirs = MigrationVersion.fromVersion(first);
    assertThat(a.text()).isEqualTo(theirs.getVersion());
    assertThat(Integer.signum(a.compareTo(b)))
        .isEqualTo(Integer.signum(theirs.compareTo(MigrationVersion.fromVersion(second))));
    assertThat(a.equals(b)).isEqualTo(theirs.equals(MigrationVersion.fromVersion(second)));
  }

  @Property(tries = 3000)
  void refusesWhatTheLibraryRefuses(@ForAll("nearlyVersions") String text) {
    boolean theirs;
    try {
      MigrationVersion.fromVersion(text);
      theirs = true;
    } catch (RuntimeException e) {
      theirs = false;
    }
    assertThat(FlywayVersion.parse(text).isPresent()).isEqualTo(theirs);
  }

  @Provide
  Arbitrary<String> versions() {
    return Arbitraries.of("0", "1", "01", "2", "10", "00", "20260101093000", "99999999999999999999")
        .list()
        .ofMinSize(1)
        .ofMaxSize(5)
        .flatMap(parts -> Arbitraries.of(".", "_").map(joint -> String.join(joint, parts)));
  }

  @Provide
  Arbitrary<String> nearlyVersions() {
    return Arbitraries.of("1", ".", "_", "-", "a", " ", "٣", "+")
        .list()
        .ofMinSize(1)
        .ofMaxSize(5)
        .map(parts -> String.join("", parts));
  }
}
