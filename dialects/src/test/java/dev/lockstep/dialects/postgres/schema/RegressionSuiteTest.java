package dev.lockstep.dialects.postgres.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// Makes databases of PostgreSQL's own regression tests and brings empty ones to the same form,
/// when `lockstep.regress` names the folder `src/test/regress` of PostgreSQL's source.
///
/// *Shape*: each file runs in a database of its own behind `test_setup.sql`, without the statements
/// that drop things, so that much is left to look at. What a file fails to create for lack of the
/// suite's C library is not there.
final class RegressionSuiteTest {
  private static final Path PSQL = Path.of("/usr/bin/psql");
  private static final String VERSION = System.getProperty("lockstep.regress.version", "15");

  /// Statements that take things away again, or would reach beyond the database.
  private static final Pattern LEFT_OUT =
      Pattern.compile(
          "(?im)^(?:(?:DROP (?!CAST|OPERATOR)|REVOKE|REASSIGN|ALTER SYSTEM|CREATE DATABASE|CREATE"
              + " TABLESPACE|VACUUM|ALTER DATABASE)[^;']*|(?:CREATE SUBSCRIPTION|PREPARE"
              + " TRANSACTION)[^;]*);[^\\n]*$");

  @Test
  void bringsEmptyDatabasesToTheSameForm() throws Exception {
    String folder = System.getProperty("lockstep.regress", "");
    Assumptions.assumeTrue(
        Files.isDirectory(Path.of(folder, "sql")) && Files.isExecutable(PSQL),
        "lockstep.regress names no folder with regression tests");
    Pattern wanted = Pattern.compile(System.getProperty("lockstep.regress.files", ".*"));
    List<String> failures = new ArrayList<>();
    int files = 0;
    try (Stream<Path> sql = Files.list(Path.of(folder, "sql"))) {
      for (Path file : sql.filter(RegressionSuiteTest::isTest).sorted().toList()) {
        if (wanted.matcher(file.getFileName().toString()).matches()) {
          files++;
          for (String failure : run(Path.of(folder), file)) {
            System.out.println(file.getFileName() + ": " + failure);
            failures.add(file.getFileName() + ": " + failure);
          }
        }
      }
    }
    System.out.println(files + " files, " + failures.size() + " failures");
    assertThat(failures).isEmpty();
  }

  private static boolean isTest(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".sql")
        && !name.equals("test_setup.sql")
        && !name.equals("tablespace.sql");
  }

  private static List<String> run(Path folder, Path file) throws Exception {
    TestDatabase original = TestPostgres.version(VERSION).freshDatabase();
    TestDatabase copy = TestPostgres.version(VERSION).freshDatabase();
    psql(folder, original, folder.resolve("sql/test_setup.sql"));
    Path kept = Files.createTempFile("regress", ".sql");
    Files.writeString(
        kept,
        LEFT_OUT
            .matcher(Files.readString(file, StandardCharsets.ISO_8859_1))
            .replaceAll("")
            .lines()
            .filter(line -> !line.startsWith("\\c ") && !line.equals("\\c -"))
            .collect(Collectors.joining("\n")),
        StandardCharsets.ISO_8859_1);
    psql(folder, original, kept);
    Files.delete(kept);
    List<String> failures = new ArrayList<>();
    try {
      SchemaPairs.inspect(original).notManaged().forEach(one -> failures.add("not managed " + one));
      SchemaPairs.converge(copy, original)
          .forEach(difference -> failures.add("differs: " + difference));
      if (VERSION.equals("15") && failures.isEmpty()) {
        String there = EverythingTest.dump(original);
        String here = EverythingTest.dump(copy);
        if (!there.equals(here)) {
          failures.add("dump differs: " + firstDifference(there, here));
        }
      }
    } catch (SQLException | RuntimeException | AssertionError failed) {
      failures.add("" + failed);
    }
    TestPostgres.version(VERSION).server().dropDatabase(original.database());
    TestPostgres.version(VERSION).server().dropDatabase(copy.database());
    return failures;
  }

  private static String firstDifference(String there, String here) {
    List<String> expected = there.lines().toList();
    List<String> actual = here.lines().toList();
    StringBuilder told = new StringBuilder();
    expected.stream()
        .filter(line -> !actual.contains(line))
        .limit(6)
        .forEach(line -> told.append("\n  - ").append(line));
    actual.stream()
        .filter(line -> !expected.contains(line))
        .limit(6)
        .forEach(line -> told.append("\n  + ").append(line));
    return told.toString();
  }

  private static void psql(Path folder, TestDatabase database, Path script)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        SchemaPairs.program(PSQL, database, "-X", "-q", "-f", script.toString());
    builder.environment().put("PG_ABS_SRCDIR", folder.toString());
    builder.environment().put("PG_LIBDIR", folder.toString());
    builder.environment().put("PG_DLSUFFIX", ".so");
    builder
        .environment()
        .put("PGOPTIONS", "-c statement_timeout=20000 -c client_min_messages=error");
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.start().waitFor();
  }
}
