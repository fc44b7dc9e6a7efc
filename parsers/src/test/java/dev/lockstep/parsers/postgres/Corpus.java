package dev.lockstep.parsers.postgres;

import dev.lockstep.parsers.tree.Parsing;
import dev.lockstep.parsers.tree.SyntaxNode;
import dev.lockstep.parsers.tree.SyntaxTree;
import dev.lockstep.sql.PostgresSplitter;
import dev.lockstep.sql.SqlStatement;
import dev.lockstep.sql.StatementTrait;
import dev.lockstep.testkit.ProjectRoot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/// Gathers SQL of PostgreSQL that lies about in test data.
public final class Corpus {
  private Corpus() {}

  /// Returns the statements of this project's own test data, each once.
  public static List<String> own() throws IOException {
    Path dialects = ProjectRoot.path().resolve("dialects/src/test/resources/testdata");
    List<Path> files = new ArrayList<>();
    files.add(dialects.resolve("schema/everything.sql"));
    files.add(dialects.resolve("schema/everything-18.sql"));
    files.addAll(scripts(dialects.resolve("schema-pairs/postgresql")));
    Set<String> statements = new LinkedHashSet<>();
    for (Path file : files) {
      statements.addAll(statements(file));
    }
    return List.copyOf(statements);
  }

  public static List<Path> scripts(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".sql")).sorted().toList();
    }
  }

  /// Returns the statements of a file without those of `psql`.
  public static List<String> statements(Path file) throws IOException {
    // some of PostgreSQL's own files hold broken characters
    String script = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    return new PostgresSplitter()
        .split(script).stream()
            .filter(statement -> !statement.has(StatementTrait.CLIENT_COMMAND))
            .map(SqlStatement::text)
            .toList();
  }

  /// Drops a token of a statement, doubles it or changes it with the next.
  static String broken(String statement, Random chance) {
    if (!(PostgresParser.of(18).parse(statement) instanceof Parsing.Parsed(SyntaxTree tree))) {
      return statement;
    }
    List<SyntaxNode> tokens = tree.root().tokens().toList();
    if (tokens.isEmpty()) {
      return statement;
    }
    int at = chance.nextInt(tokens.size());
    SyntaxNode token = tokens.get(at);
    SyntaxNode next = tokens.get(Math.min(at + 1, tokens.size() - 1));
    String before = statement.substring(0, token.start());
    return switch (chance.nextInt(3)) {
      case 0 -> before + statement.substring(token.end());
      case 1 -> before + token.text() + " " + statement.substring(token.start());
      default -> before + next.text() + " " + token.text() + statement.substring(next.end());
    };
  }
}
