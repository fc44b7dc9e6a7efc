package dev.lockstep.dialects.postgres.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Reads a database that holds every kind of object, makes another one of what was read, and lets
/// PostgreSQL's own dump judge whether both are the same.
final class EverythingTest {
  private static final Pattern LIMIT = Pattern.compile("-- (since|before) (\\d+)$");
  private static final Path PG_DUMP = Path.of("/usr/lib/postgresql/15/bin/pg_dump");

  @ParameterizedTest
  @MethodSource("dev.lockstep.testkit.TestPostgres#versions")
  void comesBackAsItWas(String version) throws Exception {
    comesBackAsItWas(version, "everything.sql");
  }

  @Test
  void comesBackAsItWasWithWhatIsNew() throws Exception {
    comesBackAsItWas("18", "everything-18.sql");
  }

  private static void comesBackAsItWas(String version, String script) throws Exception {
    TestDatabase original = TestPostgres.version(version).freshDatabase();
    TestDatabase copy = TestPostgres.version(version).freshDatabase();
    SchemaPairs.execute(original, List.of(read(script, version)));
    assertThat(SchemaPairs.converge(copy, original)).isEmpty();
    if (version.equals("15")) {
      assertThat(dump(copy)).isEqualTo(dump(original));
    }
    // And away with all of it.
    assertThat(SchemaPairs.converge(copy, TestPostgres.version(version).freshDatabase())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("dev.lockstep.testkit.TestPostgres#versions")
  void knowsEveryKind(String version) throws Exception {
    TestDatabase database = TestPostgres.version(version).freshDatabase();
    SchemaPairs.execute(database, List.of(read("everything.sql", version)));
    DatabaseSchema schema = SchemaPairs.inspect(database);
    List<String> found =
        schema.objects().keySet().stream().map(id -> id.kind()).distinct().sorted().toList();
    assertThat(found)
        .containsExactlyElementsOf(
            PostgresKinds.ALL.stream().map(kind -> kind.name()).sorted().toList());
    assertThat(schema.notManaged()).isEmpty();
  }

  static String dump(TestDatabase database) throws IOException, InterruptedException {
    Assumptions.assumeTrue(Files.isExecutable(PG_DUMP), "there is no pg_dump 15");
    Process process = SchemaPairs.program(PG_DUMP, database, "--schema-only").start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(text).isZero();
    return Stream.of(text.replaceAll("(?m)^\\\\(un)?restrict .*$", "").split("\n--\n-- Name: "))
        .map(String::strip)
        .map(EverythingTest::settled)
        .sorted()
        .collect(Collectors.joining("\n\n"));
  }

  /// Undoes what a dump tells apart and PostgreSQL does not: the order of grants and storage
  /// options, and the two ways in which it writes a list of values.
  private static String settled(String section) {
    if (section.contains("; Type: ACL;")) {
      return section.lines().sorted().collect(Collectors.joining("\n"));
    }
    return Pattern.compile("WITH \\(([^()]*=[^()]*)\\)")
        .matcher(SettledText.of(section))
        .replaceAll(found ->
            Matcher.quoteReplacement(
                "WITH ("
                    + Stream.of(found.group(1).split(", "))
                        .sorted()
                        .collect(Collectors.joining(", "))
                    + ")"));
  }

  /// Reads what one version understands of a script.
  private static String read(String script, String version) throws IOException {
    try (InputStream stream =
        Objects.requireNonNull(
            EverythingTest.class.getResourceAsStream("/testdata/schema/" + script), script)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> isFor(line, Integer.parseInt(version)))
          .collect(Collectors.joining("\n"));
    }
  }

  private static boolean isFor(String line, int version) {
    Matcher limit = LIMIT.matcher(line);
    return !limit.find()
        || limit.group(1).equals("since") == version >= Integer.parseInt(limit.group(2));
  }
}
