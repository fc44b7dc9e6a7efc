package dev.lockstep.readers.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.parsers.sqlite.SqliteCorpus;
import dev.lockstep.readers.Outline;
import dev.lockstep.sql.SqliteSplitter;
import dev.lockstep.statement.ParsedStatement;
import dev.lockstep.statement.Reading;
import dev.lockstep.testkit.Scenario;
import dev.lockstep.testkit.Scenarios;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
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
    int understood = 0;
    for (Path script : SqliteCorpus.scripts()) {
      for (String statement : SqliteCorpus.statements(script)) {
        assertThat(READER.read(statement)).as(statement).isInstanceOf(Reading.Understood.class);
        ParsedStatement parsed = ((Reading.Understood) READER.read(statement)).statement();
        assertThat(parsed.parts()).hasSize(1);
        assertThat(statement).startsWith(parsed.parts().getFirst().range().of(statement));
        parsed.embedded().forEach(inner -> assertThat(inner.range().of(statement)).isNotEmpty());
        understood++;
      }
    }
    assertThat(understood).isGreaterThan(120);
  }

  @Test
  void neverThrows() throws IOException {
    Random chance = new Random(5);
    int understood = 0;
    for (Path script : SqliteCorpus.scripts()) {
      for (String statement : SqliteCorpus.statements(script)) {
        String broken = statement;
        for (int i = 0; i < 200; i++) {
          String next = SqliteCorpus.broken(broken, chance);
          boolean taken = READER.read(next) instanceof Reading.Understood;
          understood += taken ? 1 : 0;
          // what is still a statement goes on from there
          broken = taken && i % 10 != 0 ? next : statement;
        }
      }
    }
    assertThat(understood).isGreaterThan(1000);
  }
}
