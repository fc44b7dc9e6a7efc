package dev.lockstep.parsers.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.parsers.tree.Parsing;
import dev.lockstep.parsers.tree.SyntaxNode;
import dev.lockstep.sql.SqlStatement;
import dev.lockstep.sql.SqliteSplitter;
import dev.lockstep.sql.StatementTrait;
import dev.lockstep.testkit.ProjectRoot;
import java.io.IOException;
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
  private static final Path STATEMENTS =
      Path.of("src/test/resources/testdata/sqlite/statements.sql");

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
    for (Path script : scripts()) {
      for (String statement : statements(script)) {
        assertThat(SqliteParser.get().parse(statement))
            .as(statement)
            .isInstanceOf(Parsing.Parsed.class);
      }
    }
  }

  @Test
  void endsStatementsWhereTheSplitterDoes() throws Exception {
    for (Path script : scripts()) {
      Parsing.Parsed whole = (Parsing.Parsed) SqliteParser.get().parse(Files.readString(script));
      assertThat(SqliteParser.statements(whole.tree()).stream().map(SyntaxNode::text))
          .containsExactlyElementsOf(
              statements(script).stream().map(SqliteAgreementTest::bare).toList());
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
    for (Path script : scripts()) {
      try (SqliteJudge judge = new SqliteJudge()) {
        for (String statement : statements(script)) {
          judge.difference(statement).ifPresent(differences::add);
          for (int i = 0; i < 25; i++) {
            String broken = broken(statement, chance);
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
          for (String statement : statements(script)) {
            judge.difference(statement).ifPresent(differences::add);
            judge.difference(broken(statement, chance)).ifPresent(differences::add);
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

  static List<Path> scripts() throws IOException {
    List<Path> scripts = new ArrayList<>();
    scripts.add(STATEMENTS);
    for (String folder :
        List.of(
            "dialects/src/test/resources/testdata/sqlite-schema",
            "dialects/src/test/resources/testdata/sqlite-schema-pairs")) {
      try (Stream<Path> files = Files.walk(ProjectRoot.path().resolve(folder))) {
        files.filter(file -> file.toString().endsWith(".sql")).sorted().forEach(scripts::add);
      }
    }
    return scripts;
  }

  static List<String> statements(Path script) throws IOException {
    return new SqliteSplitter()
        .split(Files.readString(script)).stream()
            .filter(statement -> !statement.has(StatementTrait.CLIENT_COMMAND))
            .map(SqlStatement::text)
            .toList();
  }

  /// Drops a token of a statement, doubles it, changes it with the next, or puts another word in
  /// its place.
  private static String broken(String statement, Random chance) {
    if (!(SqliteParser.get().parse(statement) instanceof Parsing.Parsed(var tree))) {
      return statement;
    }
    List<SyntaxNode> tokens = tree.root().tokens().filter(token -> !token.isEmpty()).toList();
    if (tokens.isEmpty()) {
      return statement;
    }
    int at = chance.nextInt(tokens.size());
    SyntaxNode token = tokens.get(at);
    SyntaxNode next = tokens.get(Math.min(at + 1, tokens.size() - 1));
    SyntaxNode other = tokens.get(chance.nextInt(tokens.size()));
    String before = statement.substring(0, token.start());
    return switch (chance.nextInt(5)) {
      case 0 -> before + statement.substring(token.end());
      case 1 -> before + token.text() + " " + statement.substring(token.start());
      case 2 -> before + other.text() + statement.substring(token.end());
      case 3 -> before + token.text();
      default -> before + next.text() + " " + token.text() + statement.substring(next.end());
    };
  }
}
