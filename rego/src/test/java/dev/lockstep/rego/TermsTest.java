package dev.lockstep.rego;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.rego.eval.Evaluation;
import dev.lockstep.rego.eval.EvaluationException;
import dev.lockstep.rego.value.Json;
import dev.lockstep.rego.value.RegoObject;
import dev.lockstep.rego.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Asks for terms of which it is known what OPA makes of them.
///
/// *Shape*: a line a term, with its value behind `=>` as `opa eval` writes it.
final class TermsTest {
  @ParameterizedTest
  @ValueSource(strings = {"numbers.txt", "functions.txt", "schemas.txt", "templates.txt"})
  void termsAreWhatOpaMakesOfThem(String file) throws IOException {
    List<String> lines = new ArrayList<>();
    List<String> made = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of("src/test/resources/testdata", file))) {
      if (line.startsWith("#")) {
        continue;
      }
      String term = line.substring(0, line.lastIndexOf(" => "));
      lines.add(line);
      made.add(term + " => " + value(term));
    }
    assertThat(lines).hasSizeGreaterThan(50);
    assertThat(made).isEqualTo(lines);
  }

  private static String value(String term) {
    try {
      List<Map<String, Value>> found =
          Rego.policies().build().query("x = " + term, Evaluation.of(null, RegoObject.EMPTY));
      return found.isEmpty()
          ? "undefined"
          : Json.write(found.getFirst().values().iterator().next());
    } catch (EvaluationException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
