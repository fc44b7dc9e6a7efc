package dev.lockstep.parsers.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.parsers.tree.Parsing;
import dev.lockstep.parsers.tree.SyntaxNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Compares the parser with SQLite: what both take, and what both say of broken text.
final class SqliteAgreementTest {
  private static final Path COMPLAINTS =
      Path.of("src/test/resources/testdata/complaints/sqlite.txt");

  /// The cases stand in one file with lines of dashes between them; each is a mistake, or looks
  /// like one.
  @Test
  void saysWhatSqliteSays() throws Exception {
    List<String> differences = new ArrayList<>();
    try (SqliteJudge judge = new SqliteJudge()) {
      for (String text : Files.readString(COMPLAINTS).split("\n----\n")) {
        judge.difference(text).ifPresent(differences::add);
      }
    }
    assertThat(differences).isEmpty();
  }

  @Test
  void takesWhatSqliteTakes() throws Exception {
    for (Path script : SqliteCorpus.scripts()) {
      for (String statement : SqliteCorpus.statements(script)) {
        assertThat(SqliteParser.get().parse(statement))
            .as(statement)
            .isInstanceOf(Parsing.Parsed.class);
      }
    }
  }

  @Test
  void endsStatementsWhereTheSplitterDoes() throws Exception {
    for (Path script : SqliteCorpus.scripts()) {
      Parsing.Parsed whole = (Parsing.Parsed) SqliteParser.get().parse(Files.readString(script));
      assertThat(SqliteParser.statements(whole.tree()).stream().map(SyntaxNode::text))
          .containsExactlyElementsOf(
              SqliteCorpus.statements(script).stream().map(SqliteAgreementTest::bare).toList());
    }
  }

  /// An `EXPLAIN` takes its end with it.
  private static String bare(String statement) {
    return statement.startsWith("EXPLAIN") ? statement + ";" : statement;
  }

  @Test
  void findsTheMistakeThatSqliteFinds() throws Exception {
    Random chance = new Random(3);
    List<String> differences = new ArrayList<>();
    int refused = 0;
    for (Path script : SqliteCorpus.scripts()) {
      try (SqliteJudge judge = new SqliteJudge()) {
        for (String statement : SqliteCorpus.statements(script)) {
          judge.difference(statement).ifPresent(differences::add);
          for (int i = 0; i < 25; i++) {
            String broken = SqliteCorpus.broken(statement, chance);
            judge.difference(broken).ifPresent(differences::add);
            refused += SqliteParser.get().parse(broken) instanceof Parsing.Failed ? 1 : 0;
          }
          judge.run(statement);
        }
      }
    }
    assertThat(refused).isGreaterThan(3000);
    assertThat(differences).isEmpty();
  }

  /// SQLite's own or other people's, when `lockstep.sqlite.corpus` names a folder of scripts.
  @Test
  void takesOtherPeoples() throws Exception {
    Path folder = Path.of(System.getProperty("lockstep.sqlite.corpus", ""));
    if (folder.toString().isEmpty()) {
      return;
    }
    Random chance = new Random(3);
    List<String> differences = new ArrayList<>();
    int asked = 0;
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path script : files.filter(file -> file.toString().endsWith(".sql")).toList()) {
        try (SqliteJudge judge = new SqliteJudge()) {
          for (String statement : SqliteCorpus.statements(script)) {
            judge.difference(statement).ifPresent(differences::add);
            judge.difference(SqliteCorpus.broken(statement, chance)).ifPresent(differences::add);
            judge.run(statement);
            asked += 2;
          }
        }
      }
    }
    System.out.printf("%d statements, %d differences%n", asked, differences.size());
    differences.stream().limit(40).forEach(System.out::println);
    assertThat(differences).hasSizeLessThan(asked / 1000 + 1);
  }
}
