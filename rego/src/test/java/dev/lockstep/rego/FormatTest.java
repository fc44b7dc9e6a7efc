package dev.lockstep.rego;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.rego.syntax.RegoFaults;
import dev.lockstep.rego.syntax.RegoFormatter;
import dev.lockstep.rego.value.RegoArray;
import dev.lockstep.rego.value.RegoObject;
import dev.lockstep.rego.value.RegoString;
import dev.lockstep.rego.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Formats policies and compares what comes out with the `.txt` beside them; all that is formatted
/// stays as it is when it is formatted again.
final class FormatTest {
  private static final Path FOLDER = Path.of("src/test/resources/testdata/format");

  @TestFactory
  List<DynamicTest> formats() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".rego"))
          .sorted()
          .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)))
          .toList();
    }
  }

  private static void check(Path file) throws IOException {
    String name = file.getFileName().toString();
    String formatted = said(name, Files.readString(file));
    Path golden = Path.of(file.toString().replace(".rego", ".txt"));
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(golden, formatted);
    }
    assertThat(formatted).isEqualTo(Files.readString(golden));
  }

  private static String said(String name, String source) {
    try {
      String formatted = RegoFormatter.format(name, source);
      assertThat(RegoFormatter.format(name, formatted)).isEqualTo(formatted);
      return formatted;
    } catch (RegoFaults e) {
      return e.faults().getFirst().shown(source) + "\n";
    }
  }

  @Test
  void theLibraryIsFormatted() throws IOException {
    Path folder = Path.of(System.getProperty("lockstep.root", "..")).resolve("policies");
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".rego")).toList()) {
        String source = Files.readString(file);
        String formatted = RegoFormatter.format(file.toString(), source);
        assertThat(formatted).isEqualTo(source);
      }
    }
  }

  /// The formatter itself refuses to change what a policy means.
  @Test
  void opasCasesKeepTheirMeaningAndComments() throws IOException {
    Random random = new Random(1);
    int count = 0;
    for (String source : modules()) {
      boolean v1 = isRead(source, true);
      if (!v1 && !isRead(source, false)) {
        continue;
      }
      count++;
      stays(source, v1);
      String commented = commented(source, random);
      if (isRead(commented, v1)) {
        stays(commented, v1);
      }
    }
    assertThat(count == 0 || count > 1_000).isTrue();
  }

  private static void stays(String source, boolean v1) {
    try {
      String formatted = RegoFormatter.format("a.rego", source, v1);
      assertThat(RegoFormatter.format("a.rego", formatted, v1)).isEqualTo(formatted);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(source, e);
    }
  }

  private static boolean isRead(String source, boolean v1) {
    try {
      dev.lockstep.rego.syntax.RegoParser.module("a.rego", source, v1);
      return true;
    } catch (RegoFaults e) {
      return false;
    }
  }

  /// Ends lines with comments, and puts comments and line ends between words.
  private static String commented(String source, Random random) {
    StringBuilder text = new StringBuilder();
    int number = 0;
    for (int i = 0; i < source.length(); i++) {
      char c = source.charAt(i);
      if (c == '\n' && random.nextInt(3) == 0) {
        text.append(" # ").append(number++);
      } else if (c == ' ' && random.nextInt(6) == 0) {
        text.append(random.nextBoolean() ? "\n" : " # " + number++ + "\n  ");
      }
      text.append(c);
    }
    return text.toString();
  }

  private static List<String> modules() throws IOException {
    List<String> all = new ArrayList<>();
    for (String version : List.of("v0", "v1")) {
      Path folder = ConformanceTest.folder().resolve("opa").resolve(version);
      if (!Files.isDirectory(folder)) {
        continue;
      }
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.sorted().toList()) {
          for (RegoObject one : ConformanceTest.cases(file)) {
            if (one.get("modules") instanceof RegoArray modules) {
              for (Value module : modules) {
                all.add(((RegoString) module).text());
              }
            }
          }
        }
      }
    }
    return all;
  }
}
