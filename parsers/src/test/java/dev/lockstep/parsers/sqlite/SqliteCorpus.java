package dev.lockstep.parsers.sqlite;

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

/// Gathers SQL of SQLite that lies about in test data.
public final class SqliteCorpus {
  private static final Path STATEMENTS =
      Path.of("src/test/resources/testdata/sqlite/statements.sql");

  private SqliteCorpus() {}

  /// Lists the scripts of this project's own test data.
  public static List<Path> scripts() throws IOException {
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

  /// Returns the statements of a file without commands of the shell.
  public static List<String> statements(Path script) throws IOException {
    return new SqliteSplitter()
        .split(Files.readString(script)).stream()
            .filter(statement -> !statement.has(StatementTrait.CLIENT_COMMAND))
            .map(SqlStatement::text)
            .toList();
  }

  /// Drops a token of a statement, doubles it, changes it with the next, or puts another word in
  /// its place.
  public static String broken(String statement, Random chance) {
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
