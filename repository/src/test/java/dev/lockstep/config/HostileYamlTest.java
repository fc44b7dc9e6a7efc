package dev.lockstep.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.Fault;
import dev.lockstep.error.LockstepException;
import dev.lockstep.project.Project;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Files that are made to hurt; too large to keep as scenarios.
final class HostileYamlTest {
  private static final int MEBIBYTE = 1 << 20;

  @Test
  void refusesAFileBeyondTheLimitUnparsed() {
    List<Fault> faults = faults("a: " + "x".repeat(MEBIBYTE));
    assertThat(faults).extracting(Fault::rule).containsExactly("too-large");
  }

  @Test
  void refusesEndlessNesting() {
    for (String opening : List.of("[", "{a: ", "- ", "? ")) {
      String text = "a: " + (opening.equals("- ") || opening.equals("? ") ? "\n  " : "");
      assertThat(faults(text + opening.repeat(200_000 / opening.length()))).isNotEmpty();
    }
  }

  @Test
  void readsOneVeryLongText() {
    String text = "project: \"" + "x".repeat(MEBIBYTE - 100) + "\"";
    assertThat(faults(text)).extracting(Fault::rule).contains("bad-format", "missing-key");
  }

  @Test
  void readsVeryManyKeys() {
    StringBuilder text = new StringBuilder("project: shop\n");
    for (int i = 0; text.length() < MEBIBYTE - 100; i++) {
      text.append("key").append(i).append(": 1\n");
    }
    assertThat(faults(text.toString())).hasSizeGreaterThan(1000);
  }

  @Test
  void neverFailsInAnotherWayThanByFaults() {
    Random random = new Random(4711);
    String pieces = "abc:-?[]{},&*!|>'\"%@`#\n\n  \t\\~0<+$\u0000\u00e4\ud83d\ude80\uFEFF\u2028";
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder(random.nextBoolean() ? "project: shop\n" : "");
      for (int i = random.nextInt(60); i > 0; i--) {
        text.append(pieces.charAt(random.nextInt(pieces.length())));
      }
      byte[] content = text.toString().getBytes(StandardCharsets.UTF_8);
      assertThat(LockstepYaml.read("lockstep.yaml", content)).isInstanceOf(Reading.Faulty.class);
    }
  }

  @Test
  void throwsAllFaultsTogether() {
    assertThatThrownBy(
            () -> LockstepYaml.read("x.yaml", "a: 1".getBytes(StandardCharsets.UTF_8)).orThrow())
        .isInstanceOfSatisfying(
            LockstepException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION);
              assertThat(e.faults()).hasSize(4);
              assertThat(e).hasMessageStartingWith("x.yaml has 4 faults; the first: x.yaml:1:1:");
            });
  }

  private static List<Fault> faults(String text) {
    Reading<Project> reading =
        LockstepYaml.read("lockstep.yaml", text.getBytes(StandardCharsets.UTF_8));
    return ((Reading.Faulty<Project>) reading).faults();
  }
}
