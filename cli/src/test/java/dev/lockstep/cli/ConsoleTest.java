package dev.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Prints text whose letters would change their order on a screen.
final class ConsoleTest {
  private static final String TURNED = "a\u202Eb\u2066c";

  @Test
  void linesShowWhatTurnsThemByItsNumber() {
    assertThat(printed("", console -> console.line(TURNED))).isEqualTo("a\\u202eb\\u2066c\n");
    assertThat(printed("", console -> console.note(TURNED))).isEqualTo("a\\u202eb\\u2066c\n");
    assertThat(Console.safe(TURNED + "\u001b")).isEqualTo("a\\u202eb\\u2066c\uFFFD");
  }

  @Test
  void scriptsReachProgramsAsTheyAreAndTerminalsInOrder() {
    assertThat(printed("", console -> console.script(TURNED))).isEqualTo(TURNED);
    assertThat(printed("out", console -> console.script(TURNED))).isEqualTo("a\\u202eb\\u2066c");
  }

  @Test
  void whatProgramsReadMeansTheSame() {
    Consumer<Console> json =
        console -> console.line(Json.write(Json.object().put("name", "\\" + TURNED)));

    assertThat(printed("", json)).contains("\"\\\\a\\u202eb\\u2066c\"");
  }

  private static String printed(String terminals, Consumer<Console> printing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      Invocation invocation =
          new Invocation(Map.of("LOCKSTEP_TERMINAL", terminals), Path.of(""), null);
      printing.accept(new Console(stream, stream, invocation));
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
