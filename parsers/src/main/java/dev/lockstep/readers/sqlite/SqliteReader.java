package dev.lockstep.readers.sqlite;

import static dev.lockstep.readers.sqlite.SqliteNames.range;

import dev.lockstep.parsers.sqlite.SqliteParser;
import dev.lockstep.parsers.tree.Parsing;
import dev.lockstep.parsers.tree.SyntaxNode;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.ParsedStatement;
import dev.lockstep.statement.ParsedStatement.Embedded;
import dev.lockstep.statement.ParsedStatement.Part;
import dev.lockstep.statement.Reading;
import dev.lockstep.statement.StatementReader;
import java.util.List;
import java.util.stream.Collectors;

/// Reads statements as SQLite does.
public final class SqliteReader implements StatementReader {
  private final SqliteParser parser = SqliteParser.get();

  @Override
  public Reading read(String text) {
    return switch (parser.parse(text)) {
      case Parsing.Failed(String message, int offset) -> new Reading.NotUnderstood(message, offset);
      case Parsing.TooLong _ -> new Reading.TooLong();
      case Parsing.Parsed(var tree) -> {
        List<SyntaxNode> statements = SqliteParser.statements(tree);
        yield statements.size() == 1
            ? new Reading.Understood(statement(statements.getFirst()))
            : new Reading.NotUnderstood(
                statements.isEmpty() ? "there is no statement" : "this is more than one statement",
                statements.isEmpty() ? 0 : statements.get(1).start());
      }
    };
  }

  private ParsedStatement statement(SyntaxNode node) {
    SyntaxNode command = SqliteNames.part(node, node.is("cmdx") ? "cmd" : "cmdx");
    Operation operation = node.is("cmdx") ? operation(command) : new Operation.Other("EXPLAIN");
    return new ParsedStatement(
        List.of(new Part(range(node), operation, SqliteNames.anchors(command))),
        embedded(command),
        node.all("STRING").map(SyntaxNode::string).collect(Collectors.toSet()));
  }

  private static Operation operation(SyntaxNode command) {
    SyntaxNode first = command.children().getFirst();
    return switch (first.symbol()) {
      case "create_table" -> SqliteTables.create(command);
      case "create_vtab" -> SqliteTables.createVirtual(first);
      case "createkw" -> SqliteObjects.create(command);
      case "alter_add" -> SqliteTables.addColumn(command);
      case "ALTER" -> SqliteTables.alter(command);
      case "DROP" -> SqliteObjects.drop(command);
      case "select" -> new Operation.Select(SqliteQueries.query(first));
      case "with" -> SqliteRows.change(command);
      default -> SqliteSessions.read(command);
    };
  }

  /// Reads the statements of a trigger by themselves, so that their ranges count from their own
  /// start.
  private List<Embedded> embedded(SyntaxNode command) {
    return command.has("trigger_cmd_list")
        ? command
            .all("trigger_cmd")
            .map(inner -> new Embedded(range(inner), inner.text(), read(inner.text())))
            .toList()
        : List.of();
  }
}
