package dev.lockstep.readers.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.readers.Outline;
import dev.lockstep.sql.SqlStatement;
import dev.lockstep.sql.SqliteSplitter;
import dev.lockstep.sql.StatementTrait;
import dev.lockstep.statement.ParsedStatement;
import dev.lockstep.statement.Reading;
import dev.lockstep.testkit.ProjectRoot;
import dev.lockstep.testkit.Scenario;
import dev.lockstep.testkit.Scenarios;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Reads statements and compares what was understood of them.
final class SqliteReaderTest {
  private static final SqliteReader READER = new SqliteReader();

  @TestFactory
  Stream<DynamicTest> scenarios() {
    return Scenarios.in("testdata/readers/sqlite").tests(SqliteReaderTest::run);
  }

  private static void run(Scenario scenario) {
    scenario.verify(
        "reading.txt", Outline.of(scenario.read("script.sql"), new SqliteSplitter(), READER));
  }

  @Test
  void understandsItsOwnTestData() throws IOException {
    List<String> statements = new ArrayList<>();
    for (String folder : List.of("sqlite-schema", "sqlite-schema-pairs")) {
      statements.addAll(
          statements(ProjectRoot.path().resolve("dialects/src/test/resources/testdata/" + folder)));
    }
    assertThat(statements).hasSizeGreaterThan(60);
    for (String statement : statements) {
      assertThat(READER.read(statement)).as(statement).isInstanceOf(Reading.Understood.class);
      ParsedStatement parsed = ((Reading.Understood) READER.read(statement)).statement();
      assertThat(parsed.parts()).hasSize(1);
      assertThat(parsed.parts().getFirst().range().of(statement)).isEqualTo(statement);
      parsed.embedded().forEach(inner -> assertThat(inner.range().of(statement)).isNotEmpty());
    }
  }

  private static List<String> statements(Path folder) throws IOException {
    List<String> statements = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path script : files.filter(file -> file.toString().endsWith(".sql")).sorted().toList()) {
        new SqliteSplitter()
            .split(Files.readString(script)).stream()
                .filter(statement -> !statement.has(StatementTrait.CLIENT_COMMAND))
                .map(SqlStatement::text)
                .forEach(statements::add);
      }
    }
    return statements;
  }
}
