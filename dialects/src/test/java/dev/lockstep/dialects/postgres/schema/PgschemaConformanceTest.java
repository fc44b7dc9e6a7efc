package dev.lockstep.dialects.postgres.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// Runs the schema pairs of the pgschema project, both ways, when `lockstep.conformance` names the
/// folder they are in.
final class PgschemaConformanceTest {
  /// Pairs that may fail, of 199.
  private static final int MOST_FAILURES = 1;

  @Test
  void turnsEachSchemaIntoItsPartner() throws IOException, SQLException {
    String folder = System.getProperty("lockstep.conformance", "");
    Assumptions.assumeTrue(
        !folder.isEmpty() && Files.isDirectory(Path.of(folder, "pgschema")),
        "lockstep.conformance names no folder with pgschema");
    Path root = Path.of(folder, "pgschema");
    // Some pairs expect the role that their project's tests run as.
    SchemaPairs.execute(TestPostgres.database(), List.of("CREATE ROLE testuser"));
    List<String> failures = new ArrayList<>();
    int pairs = 0;
    try (Stream<Path> files = Files.walk(root)) {
      for (Path scenario :
          files.filter(file -> file.endsWith("new.sql")).map(Path::getParent).sorted().toList()) {
        pairs++;
        String name = root.relativize(scenario).toString();
        failures.addAll(run(name, root, scenario));
      }
    }
    System.out.println(pairs + " pairs");
    failures.forEach(System.out::println);
    assertThat(pairs).isGreaterThan(190);
    assertThat(failures.stream().map(line -> line.split(" ", 2)[0]).distinct().toList())
        .hasSizeLessThanOrEqualTo(MOST_FAILURES);
  }

  private static List<String> run(String name, Path root, Path scenario) throws IOException {
    List<String> setup = new ArrayList<>();
    for (Path at = scenario; at != null && at.startsWith(root); at = at.getParent()) {
      Path file = at.resolve("setup.sql");
      if (Files.exists(file)) {
        setup.addFirst(Files.readString(file));
      }
    }
    List<String> old = with(setup, scenario.resolve("old.sql"));
    List<String> fresh = with(setup, scenario.resolve("new.sql"));
    List<String> failures = new ArrayList<>();
    direction(name + " forwards", old, fresh, failures);
    direction(name + " backwards", fresh, old, failures);
    return failures;
  }

  private static List<String> with(List<String> setup, Path file) throws IOException {
    List<String> scripts = new ArrayList<>(setup);
    scripts.add(Files.readString(file));
    return scripts;
  }

  private static void direction(
      String name, List<String> before, List<String> after, List<String> failures) {
    TestDatabase from = TestPostgres.database();
    TestDatabase to = TestPostgres.database();
    try {
      SchemaPairs.execute(from, before);
      SchemaPairs.execute(to, after);
      Map<String, String> columns = SchemaPairs.identities(from);
      SchemaPairs.converge(from, to)
          .forEach(difference -> failures.add(name + " still differs: " + difference));
      SchemaPairs.identities(from)
          .forEach((column, identity) -> {
            if (!columns.getOrDefault(column, identity).equals(identity)) {
              failures.add(name + " made anew: " + column);
            }
          });
    } catch (SQLException | RuntimeException failed) {
      failures.add(name + " " + failed);
    }
  }
}
