package dev.lockstep.readers.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.sql.MySqlSplitter;
import dev.lockstep.sql.SqlStatement;
import dev.lockstep.sql.StatementTrait;
import dev.lockstep.statement.ParsedStatement;
import dev.lockstep.statement.Reading;
import dev.lockstep.testkit.ProjectRoot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Counts how much of the SQL that lies about is understood.
final class MySqlCoverageTest {
  private static final String TESTDATA = "dialects/src/test/resources/testdata/";

  @Test
  void understandsItsOwnTestData() throws IOException {
    List<String> statements = new ArrayList<>();
    for (String folder : List.of("schema-pairs/mariadb", "effects/mariadb")) {
      statements.addAll(statements(ProjectRoot.path().resolve(TESTDATA + folder)));
    }
    assertThat(statements).hasSizeGreaterThan(300);
    assertThat(share(MySqlReader.ofMariaDb(110405), statements)).isEqualTo(1.0);
  }

  /// Other people's, when `lockstep.mysql.corpus` names a folder of scripts.
  @Test
  void understandsOtherPeoples() throws IOException {
    Path folder = Path.of(System.getProperty("lockstep.mysql.corpus", ""));
    if (!folder.toString().isEmpty() && Files.isDirectory(folder)) {
      List<String> statements = statements(folder);
      assertThat(share(MySqlReader.ofMariaDb(110405), statements)).isGreaterThanOrEqualTo(0.97);
      assertThat(share(MySqlReader.ofMySql(80400), statements)).isGreaterThanOrEqualTo(0.97);
    }
  }

  private static double share(MySqlReader reader, List<String> statements) {
    int understood = 0;
    for (String statement : statements) {
      if (reader.read(statement) instanceof Reading.Understood(ParsedStatement parsed)) {
        understood++;
        assertThat(parsed.parts()).as(statement).isNotEmpty();
        parsed
            .parts()
            .forEach(part -> assertThat(part.range().of(statement)).as(statement).isNotEmpty());
        parsed.embedded().forEach(inner -> assertThat(inner.range().of(statement)).isNotEmpty());
      }
    }
    return (double) understood / statements.size();
  }

  private static List<String> statements(Path folder) throws IOException {
    List<Path> scripts;
    try (Stream<Path> files = Files.walk(folder)) {
      scripts = files.filter(file -> file.toString().endsWith(".sql")).sorted().toList();
    }
    List<String> statements = new ArrayList<>();
    for (Path script : scripts) {
      String text = new String(Files.readAllBytes(script), StandardCharsets.UTF_8);
      new MySqlSplitter()
          .split(text).stream()
              .filter(statement -> !statement.has(StatementTrait.CLIENT_COMMAND))
              .map(SqlStatement::text)
              .forEach(statements::add);
    }
    return statements;
  }
}
