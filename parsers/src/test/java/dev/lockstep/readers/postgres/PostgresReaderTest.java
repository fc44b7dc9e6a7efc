package dev.lockstep.readers.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.parsers.postgres.Corpus;
import dev.lockstep.readers.Outline;
import dev.lockstep.sql.PostgresSplitter;
import dev.lockstep.statement.ParsedStatement;
import dev.lockstep.statement.Reading;
import dev.lockstep.testkit.Scenario;
import dev.lockstep.testkit.Scenarios;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Reads statements and compares what was understood of them.
final class PostgresReaderTest {
  @TestFactory
  Stream<DynamicTest> scenarios() {
    return Scenarios.in("testdata/readers/postgres").tests(PostgresReaderTest::run);
  }

  private static void run(Scenario scenario) {
    scenario.verify(
        "reading.txt",
        Outline.of(scenario.read("script.sql"), new PostgresSplitter(), new PostgresReader(18)));
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 15, 17, 18})
  void readsWhateverTheGrammarAccepts(int major) throws IOException {
    PostgresReader reader = new PostgresReader(major);
    int understood = 0;
    for (String statement : statements()) {
      if (reader.read(statement) instanceof Reading.Understood(ParsedStatement parsed)) {
        understood++;
        assertThat(parsed.parts()).as(statement).isNotEmpty();
        parsed.parts().forEach(part -> assertThat(part.range().of(statement)).isNotEmpty());
        parsed.embedded().forEach(inner -> assertThat(inner.range().of(statement)).isNotEmpty());
      }
    }
    assertThat(understood).isGreaterThan(350);
  }

  /// Those of PostgreSQL's own tests too, when `lockstep.regress` names their folder.
  private static List<String> statements() throws IOException {
    List<String> statements = new ArrayList<>(Corpus.own());
    String regress = System.getProperty("lockstep.regress", "");
    Path folder = Path.of(regress, "sql");
    if (!regress.isEmpty() && Files.isDirectory(folder)) {
      for (Path file : Corpus.scripts(folder)) {
        statements.addAll(Corpus.statements(file));
      }
    }
    return statements;
  }
}
