package dev.lockstep.dialects.sqlite.schema;

import dev.lockstep.dialects.schema.SchemaDialect;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.plan.ObjectKind;
import dev.lockstep.plan.Planner;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// Is SQLite, for whoever reads and writes schemas.
public final class SqliteSchemas implements SchemaDialect {
  private static final List<ObjectKind> KINDS =
      List.of(
          new TableKind(),
          new PartKind("column"),
          new PartKind("constraint"),
          new StatementKind("index"),
          new StatementKind("view"),
          new StatementKind("trigger"));

  @Override
  public String name() {
    return "sqlite";
  }

  @Override
  public DatabaseSchema inspect(Connection connection) throws SQLException {
    return SqliteInspector.inspect(connection);
  }

  @Override
  public Planner planner() {
    return new Planner(
        KINDS,
        (changes, live, desired) -> {
          OtherCase.refuse(live, desired);
          return Orphans.checked(changes, live, desired);
        });
  }

  @Override
  public String rename(ObjectId id, String name) {
    if (id.name().equalsIgnoreCase(name)) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "To SQLite " + id + " bears the name " + name + " already.",
          "Leave the name as it is, or rename it to another one first.");
    }
    String to = " TO " + Spelling.name(name);
    return switch (id.kind()) {
      case "table" -> "ALTER TABLE " + Spelling.name(id.name()) + " RENAME" + to;
      case "column" ->
          "ALTER TABLE %s RENAME COLUMN %s%s"
              .formatted(Spelling.name(id.path().getFirst()), Spelling.name(id.name()), to);
      default ->
          throw new LockstepException(
              ErrorCode.USAGE,
              "SQLite renames no " + id.kind() + ".",
              "Let " + id + " be dropped and created.");
    };
  }

  @Override
  public boolean lacksSomething(SQLException failure) {
    return String.valueOf(failure.getMessage()).contains("no such ");
  }

  @Override
  public boolean lacksRights(SQLException failure) {
    return false;
  }

  /// Foreign keys cannot be switched off there; the guard in the plan says so where they are on.
  @Override
  public List<String> withinTransaction(List<String> statements) {
    return statements.stream()
        .filter(sql ->
            !sql.equals(ForeignKeys.OFF)
                && !sql.startsWith("SAVEPOINT ")
                && !sql.startsWith("RELEASE "))
        .toList();
  }
}
