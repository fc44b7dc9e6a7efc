package dev.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.testkit.ProjectRoot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Takes the tour of the README: every command in a `console` block prints what stands below it.
final class TourTest {
  private static final String BLOCK = "```console\n";
  private static final String SHOWN = "/home/you/lockstep";

  @TempDir Path folder;

  @Test
  void everyCommandOfTheReadmePrintsWhatStandsThere() throws IOException {
    Path readme = ProjectRoot.path().resolve("README.md");
    String expected = Files.readString(readme);
    StringBuilder seen = new StringBuilder();
    int at = 0;
    try {
      for (int start = expected.indexOf(BLOCK); start >= 0; start = expected.indexOf(BLOCK, at)) {
        int end = expected.indexOf("```", start + BLOCK.length());
        seen.append(expected, at, start + BLOCK.length());
        expected
            .substring(start + BLOCK.length(), end)
            .lines()
            .filter(line -> line.startsWith("$ "))
            .forEach(line -> seen.append(line).append('\n').append(output(line.substring(2))));
        at = end;
      }
    } finally {
      output("./lockstep demo --stop");
    }
    seen.append(expected.substring(at));
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(readme, seen.toString());
    } else {
      assertThat(Stable.text(seen.toString())).isEqualTo(Stable.text(expected));
    }
  }

  private String output(String line) {
    List<String> words = Words.of(line);
    assertThat(words.getFirst()).isEqualTo("./lockstep");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream stream = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
      Invocation invocation =
          new Invocation(
              Map.of(
                  "LOCKSTEP_COMMAND",
                  "./lockstep",
                  "XDG_CACHE_HOME",
                  folder.resolve("cache").toString()),
              folder,
              null);
      Console console = new Console(stream, stream, invocation);
      Main.run(words.subList(1, words.size()), invocation, console);
      console.flush();
    }
    return bytes.toString(StandardCharsets.UTF_8).replace(folder.toString(), SHOWN);
  }
}
