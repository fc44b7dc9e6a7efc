package dev.lockstep.readers.sqlite;

import dev.lockstep.name.QualifiedName;
import dev.lockstep.parsers.tree.SyntaxNode;
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Maintain;
import dev.lockstep.statement.Operation.Other;
import dev.lockstep.statement.Operation.Reindex;
import dev.lockstep.statement.Operation.SetVariable;
import dev.lockstep.statement.Operation.Transaction;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Reads transactions, pragmas and upkeep.
final class SqliteSessions {
  /// Pragmas that answer a question, or do something once, with what stands in parentheses.
  private static final Set<String> QUESTIONS =
      Set.of(
          "foreign_key_check",
          "foreign_key_list",
          "incremental_vacuum",
          "index_info",
          "index_list",
          "index_xinfo",
          "integrity_check",
          "optimize",
          "quick_check",
          "table_info",
          "table_list",
          "table_xinfo",
          "wal_checkpoint");

  private SqliteSessions() {}

  static Operation read(SyntaxNode command) {
    SyntaxNode first = command.children().getFirst();
    return switch (first.symbol()) {
      case "BEGIN", "SAVEPOINT", "RELEASE" -> new Transaction(first.symbol());
      case "COMMIT", "END" -> new Transaction("COMMIT");
      case "ROLLBACK" -> new Transaction(command.has("TO") ? "ROLLBACK TO" : "ROLLBACK");
      case "PRAGMA" -> pragma(command);
      case "VACUUM" ->
          command.has("vinto") ? new Other("VACUUM INTO") : new Maintain("VACUUM", List.of());
      case "ANALYZE" ->
          new Maintain(
              "ANALYZE", command.has("nm") ? List.of(SqliteNames.qualified(command)) : List.of());
      case "REINDEX" ->
          command.has("nm")
              ? new Reindex(ObjectType.INDEX, SqliteNames.qualified(command), Set.of())
              : new Reindex(ObjectType.DATABASE, null, Set.of());
      default -> new Other(first.symbol());
    };
  }

  private static Operation pragma(SyntaxNode command) {
    QualifiedName qualified = SqliteNames.qualified(command);
    String name = qualified.name().toLowerCase(Locale.ROOT);
    boolean sets = command.has("EQ") || command.has("LP");
    if (!sets || (command.has("LP") && QUESTIONS.contains(name))) {
      return new Other("PRAGMA " + name.toUpperCase(Locale.ROOT));
    }
    List<SyntaxNode> children = command.children();
    SyntaxNode value = children.get(command.has("EQ") ? children.size() - 1 : children.size() - 2);
    return new SetVariable("session", name, value.text());
  }
}
