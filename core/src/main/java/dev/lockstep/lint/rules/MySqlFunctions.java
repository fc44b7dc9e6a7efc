package dev.lockstep.lint.rules;

import dev.lockstep.lint.Scene;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.Column;
import dev.lockstep.statement.Constraint;
import dev.lockstep.statement.ConstraintType;
import dev.lockstep.statement.Expression;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.AddColumn;
import dev.lockstep.statement.Operation.AddConstraint;
import dev.lockstep.statement.Operation.CreateIndex;
import dev.lockstep.statement.Operation.CreateTable;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Tells which functions MySQL refuses in what computes for rows (found out on 9.7).
final class MySqlFunctions {
  /// Refused in generated columns, checks and indexes.
  private static final Set<String> CHANGING =
      Set.of(
          "connection_id",
          "curdate",
          "current_date",
          "current_role",
          "current_time",
          "current_timestamp",
          "current_user",
          "curtime",
          "database",
          "found_rows",
          "get_lock",
          "is_free_lock",
          "is_used_lock",
          "last_insert_id",
          "load_file",
          "localtime",
          "localtimestamp",
          "now",
          "rand",
          "release_lock",
          "row_count",
          "schema",
          "session_user",
          "sleep",
          "sysdate",
          "system_user",
          "unix_timestamp",
          "user",
          "utc_date",
          "utc_time",
          "utc_timestamp",
          "uuid",
          "uuid_short",
          "version");

  /// Refused in the default of a column that is added, while a binary log of rows is written: the
  /// error 1674. A column that is there may be given such a default, and a new table too.
  private static final Set<String> UNSAFE =
      Set.of(
          "current_user",
          "rand",
          "random_bytes",
          "session_user",
          "sysdate",
          "system_user",
          "user",
          "uuid",
          "uuid_short");

  private MySqlFunctions() {}

  static void check(Operation operation, Scene scene) {
    switch (operation) {
      case AddColumn add -> {
        column(add.column(), scene);
        Stream.ofNullable(add.column().defaultValue())
            .flatMap(value -> call(value, UNSAFE).stream())
            .forEach(call ->
                scene.say(
                    "MySQL refuses to add a column with %s as its default while it writes a binary log, as it does unless it is told not to."
                        .formatted(call),
                    "Add the column without it, set the default with ALTER COLUMN … SET DEFAULT,"
                        + " and fill the rows in batches."));
      }
      case AddConstraint add -> constraint(add.constraint(), scene);
      case CreateIndex index -> index(index, scene);
      case CreateTable create -> {
        create.columns().forEach(column -> column(column, scene));
        create.constraints().forEach(constraint -> constraint(constraint, scene));
        create.indexes().forEach(index -> index(index, scene));
      }
      default -> {
        // computes nothing for rows
      }
    }
  }

  private static void column(Column column, Scene scene) {
    if (column.generated() != null) {
      refuse(column.generated().expression(), "a generated column", scene);
    }
    column.constraints().forEach(constraint -> constraint(constraint, scene));
  }

  private static void constraint(Constraint constraint, Scene scene) {
    Expression expression = constraint.expression();
    if (constraint.type() == ConstraintType.CHECK && expression != null && scene.version() >= 8) {
      refuse(expression, "a check", scene);
    }
  }

  private static void index(CreateIndex index, Scene scene) {
    index.keys().stream()
        .flatMap(key -> Stream.ofNullable(key.expression()))
        .forEach(expression -> refuse(expression, "an index", scene));
  }

  private static void refuse(Expression expression, String what, Scene scene) {
    call(expression, CHANGING)
        // The one that a check may hold, though it gives something else each time.
        .filter(call -> !(what.equals("a check") && call.equals("sysdate")))
        .ifPresent(call ->
            scene.say(
                expression.range(),
                "MySQL refuses %s with %s, which does not give the same for ever."
                    .formatted(what, call),
                "Let a default, a trigger or the program give the value.",
                null));
  }

  private static Optional<String> call(Expression expression, Set<String> names) {
    return expression.calls().stream()
        .filter(call -> call.qualifier() == null)
        .map(QualifiedName::name)
        .filter(names::contains)
        .findFirst();
  }
}
