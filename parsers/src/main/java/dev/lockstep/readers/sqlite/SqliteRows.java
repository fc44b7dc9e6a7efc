package dev.lockstep.readers.sqlite;

import static dev.lockstep.readers.sqlite.SqliteNames.part;

import dev.lockstep.name.QualifiedName;
import dev.lockstep.parsers.tree.SyntaxNode;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Delete;
import dev.lockstep.statement.Operation.Insert;
import dev.lockstep.statement.Operation.Update;
import dev.lockstep.statement.Query;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads what changes rows.
final class SqliteRows {
  private SqliteRows() {}

  static Operation change(SyntaxNode command) {
    QualifiedName table = SqliteNames.qualified(part(command, "xfullname"));
    if (command.has("DELETE")) {
      return new Delete(table, SqliteQueries.query(command));
    }
    return command.has("UPDATE")
        ? new Update(table, changed(part(command, "setlist")), SqliteQueries.query(command))
        : insert(command, table);
  }

  private static List<String> changed(SyntaxNode setlist) {
    return setlist.items().stream()
        .flatMap(item ->
            item.is("nm")
                ? Stream.of(item.name())
                : item.is("idlist") ? SqliteNames.columns(item).stream() : Stream.of())
        .toList();
  }

  private static Operation insert(SyntaxNode command, QualifiedName table) {
    List<String> columns =
        command
            .child("idlist_opt")
            .map(list -> SqliteNames.columns(part(list, "idlist")))
            .orElse(List.of());
    Optional<SyntaxNode> select = command.child("select");
    int rows = select.map(SqliteRows::rows).orElse(0);
    Query query = select.filter(_ -> rows == 0).map(SqliteQueries::query).orElse(null);
    boolean lossy =
        command.child("insert_cmd").stream()
            .flatMap(SyntaxNode::tokens)
            .anyMatch(word -> word.is("IGNORE") || word.is("REPLACE"));
    return new Insert(table, columns, rows, query, lossy);
  }

  /// Counts the rows that are written out; 0 where they come from a query.
  private static int rows(SyntaxNode select) {
    SyntaxNode node = select;
    while (!node.is("values") && !node.is("mvalues")) {
      if (node.isToken() || node.children().size() != 1) {
        return 0;
      }
      node = node.children().getFirst();
    }
    int rows = 1;
    while (node.is("mvalues")) {
      node = node.children().getFirst();
      rows++;
    }
    return rows;
  }
}
