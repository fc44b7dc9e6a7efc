package dev.lockstep.readers.sqlite;

import static dev.lockstep.readers.sqlite.SqliteNames.part;

import dev.lockstep.parsers.tree.SyntaxNode;
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.CreateTrigger;
import dev.lockstep.statement.Operation.CreateView;
import dev.lockstep.statement.Operation.Drop;
import java.util.List;

/// Reads what creates and drops views, triggers and indexes.
final class SqliteObjects {
  private SqliteObjects() {}

  static Operation create(SyntaxNode command) {
    if (command.has("INDEX")) {
      return SqliteTables.createIndex(command);
    }
    if (command.has("VIEW")) {
      return new CreateView(
          ObjectType.VIEW,
          SqliteNames.qualified(command),
          SqliteQueries.query(part(command, "select")),
          SqliteNames.modes(command));
    }
    SyntaxNode trigger = part(command, "trigger_decl");
    return new CreateTrigger(
        SqliteNames.qualified(trigger).name(),
        SqliteNames.qualified(part(trigger, "fullname")),
        SqliteNames.modes(trigger));
  }

  static Operation drop(SyntaxNode command) {
    ObjectType type =
        switch (command.children().get(1).symbol()) {
          case "TABLE" -> ObjectType.TABLE;
          case "INDEX" -> ObjectType.INDEX;
          case "VIEW" -> ObjectType.VIEW;
          default -> ObjectType.TRIGGER;
        };
    return new Drop(
        type,
        List.of(SqliteNames.qualified(part(command, "fullname"))),
        null,
        SqliteNames.modes(command));
  }
}
