package dev.lockstep.readers.sqlite;

import static dev.lockstep.readers.sqlite.SqliteNames.part;
import static dev.lockstep.readers.sqlite.SqliteNames.range;

import dev.lockstep.name.QualifiedName;
import dev.lockstep.parsers.tree.SyntaxNode;
import dev.lockstep.statement.Column;
import dev.lockstep.statement.Constraint;
import dev.lockstep.statement.ConstraintType;
import dev.lockstep.statement.IndexKey;
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.AddColumn;
import dev.lockstep.statement.Operation.AddConstraint;
import dev.lockstep.statement.Operation.CreateIndex;
import dev.lockstep.statement.Operation.CreateTable;
import dev.lockstep.statement.Operation.DropColumn;
import dev.lockstep.statement.Operation.DropConstraint;
import dev.lockstep.statement.Operation.DropNotNull;
import dev.lockstep.statement.Operation.Rename;
import dev.lockstep.statement.Operation.SetNotNull;
import dev.lockstep.statement.TextRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads what creates and alters tables and their indexes.
final class SqliteTables {
  private SqliteTables() {}

  static Operation create(SyntaxNode command) {
    SyntaxNode head = part(command, "create_table");
    SyntaxNode body = part(command, "create_table_args");
    Optional<SyntaxNode> select = body.child("select");
    List<SyntaxNode> constraints =
        body.child("conslist_opt")
            .map(list -> SqliteColumns.list(list, "conslist"))
            .orElse(List.of());
    return new CreateTable(
        SqliteNames.qualified(head),
        body.child("columnlist").map(SqliteTables::columns).orElse(List.of()),
        SqliteColumns.constraints(constraints, List.of()),
        List.of(),
        List.of(),
        null,
        null,
        select.map(SqliteQueries::query).orElse(null),
        options(body),
        SqliteNames.modes(head));
  }

  /// What an extension makes of it is not known.
  static Operation createVirtual(SyntaxNode head) {
    return new CreateTable(
        SqliteNames.qualified(head),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        null,
        Map.of("using", SqliteNames.parts(head, "nm").getLast().name().toLowerCase(Locale.ROOT)),
        SqliteNames.modes(head));
  }

  private static List<Column> columns(SyntaxNode list) {
    List<Column> columns = new ArrayList<>();
    List<SyntaxNode> items = list.items();
    for (int i = 0; i < items.size(); i += 2) {
      columns.add(SqliteColumns.column(items.get(i), items.get(i + 1)));
    }
    return columns;
  }

  private static Map<String, String> options(SyntaxNode body) {
    Map<String, String> options = new HashMap<>();
    body.all("table_option")
        .forEach(option -> options.put(SqliteNames.upper(option).toLowerCase(Locale.ROOT), ""));
    return options;
  }

  static Operation createIndex(SyntaxNode command) {
    QualifiedName name = SqliteNames.qualified(command);
    return new CreateIndex(
        name,
        new QualifiedName(name.qualifier(), SqliteNames.parts(command, "nm").getLast().name()),
        command.has("uniqueflag"),
        null,
        keys(part(command, "sortlist")),
        List.of(),
        SqliteQueries.where(command),
        Map.of(),
        SqliteNames.modes(command));
  }

  /// Reads keys, each an expression with an order, or a column with a collation besides.
  static List<IndexKey> keys(SyntaxNode sortlist) {
    List<IndexKey> keys = new ArrayList<>();
    for (SyntaxNode item : sortlist.items()) {
      if (item.is("expr") || item.is("term")) {
        keys.add(key(item));
      } else if (!item.isEmpty()) {
        IndexKey last = keys.removeLast();
        keys.add(
            new IndexKey(
                last.column(),
                last.expression(),
                (last.options() + " " + item.text()).strip(),
                new TextRange(last.range().start(), item.end())));
      }
    }
    return keys;
  }

  private static IndexKey key(SyntaxNode expression) {
    SyntaxNode bare = expression;
    String collation = "";
    List<SyntaxNode> parts = expression.children();
    if (parts.size() == 3 && parts.get(1).is("COLLATE")) {
      bare = parts.getFirst();
      collation = "COLLATE " + parts.getLast().text();
    }
    boolean column =
        bare.is("expr") && bare.collapsed().isToken() && !bare.collapsed().is("VARIABLE");
    return new IndexKey(
        column ? bare.name() : null,
        column ? null : SqliteQueries.expression(expression),
        collation,
        range(expression));
  }

  // ---------------------------------------------------------------------------------- ALTER TABLE

  static Operation addColumn(SyntaxNode command) {
    SyntaxNode head = part(command, "alter_add");
    return new AddColumn(
        SqliteNames.qualified(part(head, "fullname")),
        SqliteColumns.column(head, command.children().getLast()),
        null,
        Set.of());
  }

  static Operation alter(SyntaxNode command) {
    QualifiedName table = SqliteNames.qualified(part(command, "fullname"));
    List<SyntaxNode> children = command.children();
    List<String> names = SqliteNames.parts(command, "nm").stream().map(SyntaxNode::name).toList();
    String last = names.isEmpty() ? "" : names.getLast();
    boolean constraint = children.get(4).is("CONSTRAINT");
    return switch (children.get(3).symbol()) {
      case "RENAME" ->
          names.size() == 1
              ? new Rename(ObjectType.TABLE, table, null, null, last)
              : new Rename(ObjectType.TABLE, table, ObjectType.COLUMN, names.getFirst(), last);
      case "DROP" ->
          constraint
              ? new DropConstraint(table, last, null, Set.of())
              : new DropColumn(table, last, Set.of());
      case "ADD" -> new AddConstraint(table, check(command, last), Set.of());
      default -> command.has("SET") ? new SetNotNull(table, last) : new DropNotNull(table, last);
    };
  }

  private static Constraint check(SyntaxNode command, String name) {
    SyntaxNode expression = SqliteNames.expression(command).orElse(command);
    return new Constraint(
        ConstraintType.CHECK,
        name.isEmpty() ? null : name,
        SqliteQueries.expression(expression).columns(),
        SqliteQueries.expression(expression),
        null,
        null,
        List.of(),
        range(command));
  }
}
