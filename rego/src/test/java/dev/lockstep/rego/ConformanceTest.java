package dev.lockstep.rego;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lockstep.rego.eval.Evaluation;
import dev.lockstep.rego.eval.EvaluationException;
import dev.lockstep.rego.syntax.RegoFaults;
import dev.lockstep.rego.value.Json;
import dev.lockstep.rego.value.RegoArray;
import dev.lockstep.rego.value.RegoBoolean;
import dev.lockstep.rego.value.RegoNumber;
import dev.lockstep.rego.value.RegoObject;
import dev.lockstep.rego.value.RegoSet;
import dev.lockstep.rego.value.RegoString;
import dev.lockstep.rego.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs OPA's own conformance cases, where they are there: in the folder that the property
/// `lockstep.conformance` names, or beside the checkout.
///
/// *Shape*: `unsupported.txt` names the categories that are left out, with a reason; `failing.txt`
/// the cases that fail still, so that the build fails when another one does.
final class ConformanceTest {
  private static final Path TESTDATA = Path.of("src/test/resources/testdata");
  private static final double MOST_LEFT_OUT = 0.15;

  @ParameterizedTest
  @ValueSource(strings = {"v1", "v0"})
  void agreesWithOpa(String version) throws IOException {
    Path folder = folder().resolve("opa").resolve(version);
    assumeTrue(Files.isDirectory(folder), "OPA's cases are not at " + folder);
    Set<String> unsupported =
        lines("unsupported.txt").map(line -> line.split(":")[0]).collect(Collectors.toSet());
    Set<String> failing = new TreeSet<>();
    int total = 0;
    int leftOut = 0;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String category = file.getFileName().toString().replace(".json", "");
        for (RegoObject one : cases(file)) {
          total++;
          if (unsupported.contains(category)) {
            leftOut++;
          } else if (!passes(one, version.equals("v1"))) {
            failing.add(version + " " + text(one, "note"));
          }
        }
      }
    }
    assertThat(leftOut).isPositive().isLessThanOrEqualTo((int) (total * MOST_LEFT_OUT));
    assertThat(failing)
        .containsExactlyInAnyOrderElementsOf(
            lines("failing.txt")
                .filter(line -> line.startsWith(version + " "))
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  static Path folder() {
    String named = System.getProperty("lockstep.conformance", "");
    return named.isEmpty()
        ? Path.of(System.getProperty("lockstep.root", "..")).resolve("../shared/conformance")
        : Path.of(named);
  }

  private static Stream<String> lines(String file) throws IOException {
    return Files.readAllLines(TESTDATA.resolve(file)).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"));
  }

  static List<RegoObject> cases(Path file) throws IOException {
    Value read = Json.read(Files.readString(file));
    Value all = read instanceof RegoObject object ? object.get("cases") : read;
    List<RegoObject> cases = new ArrayList<>();
    for (Value one : (RegoArray) java.util.Objects.requireNonNull(all)) {
      cases.add((RegoObject) one);
    }
    return cases;
  }

  private static @Nullable String text(RegoObject of, String key) {
    return of.get(key) instanceof RegoString string ? string.text() : null;
  }

  private static boolean passes(RegoObject one, boolean v1) {
    String code = text(one, "want_error_code");
    boolean wantsError = code != null || text(one, "want_error") != null;
    try {
      List<Map<String, Value>> found = asked(one, v1);
      boolean sorted = one.get("sort_bindings") == RegoBoolean.TRUE;
      return !wantsError && results(found, sorted).equals(wanted(one, sorted));
    } catch (EvaluationException e) {
      return wantsError && (code == null || code.equals(e.kind().code()));
    } catch (RegoFaults e) {
      return code != null && e.faults().getFirst().code().equals(code);
    }
  }

  private static List<Map<String, Value>> asked(RegoObject one, boolean v1) {
    Rego.Builder builder = Rego.policies();
    if (one.get("modules") instanceof RegoArray modules) {
      int number = 0;
      for (Value module : modules) {
        String name = "module-" + number++ + ".rego";
        String source = ((RegoString) module).text();
        builder = v1 ? builder.add(name, source) : builder.addOlder(name, source);
      }
    }
    Rego rego = builder.build();
    Value data = one.get("data") instanceof RegoObject object ? object : RegoObject.EMPTY;
    Evaluation evaluation = Evaluation.of(input(one), data);
    return rego.query(
        String.valueOf(text(one, "query")),
        one.get("strict_error") == RegoBoolean.TRUE ? evaluation.strictly() : evaluation);
  }

  private static @Nullable Value input(RegoObject one) {
    String term = text(one, "input_term");
    if (term == null) {
      return one.get("input");
    }
    List<Map<String, Value>> found =
        Rego.policies().build().query("x = " + term, Evaluation.of(null, RegoObject.EMPTY));
    return found.isEmpty() ? null : found.getFirst().get("x");
  }

  private static List<String> results(List<Map<String, Value>> found, boolean sorted) {
    List<String> results = new ArrayList<>();
    for (Map<String, Value> values : found) {
      Map<Value, Value> entries = new LinkedHashMap<>();
      values.forEach(
          (name, value) -> entries.put(new RegoString(name), sorted(plain(value), sorted)));
      results.add(Json.write(RegoObject.of(entries)));
    }
    results.sort(null);
    return results;
  }

  /// Some cases do not tell the order of what they want.
  private static Value sorted(Value value, boolean sorted) {
    return sorted && value instanceof RegoArray array
        ? new RegoArray(array.values().stream().sorted().toList())
        : value;
  }

  private static List<String> wanted(RegoObject one, boolean sorted) {
    List<String> results = new ArrayList<>();
    if (one.get("want_result") instanceof RegoArray wanted) {
      for (Value value : wanted) {
        RegoObject bindings = (RegoObject) value;
        Map<Value, Value> entries = bindings.copy();
        entries.replaceAll((_, bound) -> sorted(plain(bound), sorted));
        results.add(Json.write(RegoObject.of(entries)));
      }
    }
    results.sort(null);
    return results;
  }

  /// The cases hold sets as arrays, whose order is that of their JSON, and numbers in any form.
  private static Value plain(Value value) {
    return switch (value) {
      case RegoNumber number -> RegoNumber.of(number.decimal());
      case RegoSet set ->
          Json.read(
              Json.write(
                  new RegoArray(
                      set.sorted().stream().map(ConformanceTest::plain).sorted().toList())));
      case RegoArray array ->
          new RegoArray(array.values().stream().map(ConformanceTest::plain).toList());
      case RegoObject object -> {
        Map<Value, Value> entries = new LinkedHashMap<>();
        object
            .keys()
            .forEach(key -> {
              Value name = key instanceof RegoString ? key : new RegoString(Json.write(key));
              entries.put(name, plain(object.at(key)));
            });
        yield RegoObject.of(entries);
      }
      default -> value;
    };
  }
}
