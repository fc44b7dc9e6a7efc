package dev.lockstep.rego;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.rego.syntax.RegoFaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Reads policies with something wrong and compares what is said of it with the `.txt` beside them.
final class FaultsTest {
  private static final Path FOLDER = Path.of("src/test/resources/testdata/faults");

  @TestFactory
  List<DynamicTest> faults() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      List<DynamicTest> tests =
          files
              .filter(file -> file.toString().endsWith(".rego"))
              .sorted()
              .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> say(file)))
              .toList();
      assertThat(tests).isNotEmpty();
      return tests;
    }
  }

  private static void say(Path file) throws IOException {
    String source = Files.readString(file);
    String said = said(file.getFileName().toString(), source);
    Path golden = Path.of(file.toString().replace(".rego", ".txt"));
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(golden, said);
    }
    assertThat(said).isEqualTo(Files.readString(golden));
  }

  private static String said(String name, String source) {
    try {
      Rego.Builder builder = Rego.policies().add(name, source);
      var _ = (name.startsWith("strict") ? builder.strict() : builder).build();
      return "nothing\n";
    } catch (RegoFaults e) {
      return e.faults().stream()
          .map(fault -> fault.shown(source) + "\n")
          .collect(Collectors.joining());
    }
  }
}
