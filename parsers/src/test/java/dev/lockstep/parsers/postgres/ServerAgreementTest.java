package dev.lockstep.parsers.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Compares the parser with real servers: what both take, and what both say of broken text.
final class ServerAgreementTest {
  private static final Path COMPLAINTS =
      Path.of("src/test/resources/testdata/complaints/postgres.txt");

  static List<String> versions() {
    return Judge.versions();
  }

  /// The cases stand in one file with lines of dashes between them; each is a mistake that the
  /// scanner or a check beyond the grammar finds, or is none although it looks like one.
  @ParameterizedTest
  @MethodSource("versions")
  void saysWhatTheServerSays(String version) throws Exception {
    compare(version, List.of(Files.readString(COMPLAINTS).split("\n----\n")));
  }

  @ParameterizedTest
  @MethodSource("versions")
  void takesWhatTheServerTakes(String version) throws Exception {
    compare(version, Corpus.own());
  }

  @ParameterizedTest
  @MethodSource("versions")
  void findsTheMistakeThatTheServerFinds(String version) throws Exception {
    Random chance = new Random(18);
    List<String> broken = new ArrayList<>();
    for (String statement : Corpus.own()) {
      for (int i = 0; i < 12; i++) {
        broken.add(Corpus.broken(statement, chance));
      }
    }
    assertThat(broken).hasSizeGreaterThan(2000);
    compare(version, broken);
  }

  private static void compare(String version, List<String> texts) throws Exception {
    List<String> differences = new ArrayList<>();
    try (Judge judge = Judge.of(version)) {
      for (String text : texts) {
        judge.difference(text).ifPresent(differences::add);
      }
    }
    assertThat(differences).isEmpty();
  }
}
