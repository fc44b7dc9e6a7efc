package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.plan.ObjectKind.Change;
import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads and writes what keeps nulls out of a column: from PostgreSQL 18 on a constraint, which has
/// a name, can have a comment, may not have been held against the rows that are there, and may be
/// meant for one table without its heirs.
///
/// *Shape*: `not_null` tells that there is one; `not_null_name` its name unless PostgreSQL gave it,
/// in which case `_not_null_name` has it if it is not the first of its kind.
final class NotNull {
  /// From here on it is a constraint.
  static final int SINCE = 18;

  private static final String NOT_VALID = "not_null_not_valid";
  private static final String NO_INHERIT = "not_null_no_inherit";
  static final String COMMENT = "not_null_comment";

  /// What it can have; nothing of it outlives it.
  static final List<String> ATTRIBUTES =
      List.of("not_null", "not_null_name", "_not_null_name", NOT_VALID, NO_INHERIT, COMMENT);

  private NotNull() {}

  /// Selects what it has beside its name, of `nn`.
  ///
  /// @param own tells in SQL whether no parent asks for it
  static String selected(int version, String own) {
    return version < SINCE
        ? "NULL AS " + COMMENT
        : """
        %s AND NOT nn.convalidated AS %s, nn.connoinherit AS %s, nm.description AS %s\
        """
            .formatted(own, NOT_VALID, NO_INHERIT, COMMENT);
  }

  /// Joins the constraint as `nn` to the column `a` of the table `c`.
  static String joined(int version) {
    return version < SINCE
        ? ""
        : """
        LEFT JOIN pg_catalog.pg_constraint nn ON a.attnotnull AND nn.conrelid = c.oid
          AND nn.contype = 'n' AND nn.conkey[1] = a.attnum
        LEFT JOIN pg_catalog.pg_description nm ON nm.objoid = nn.oid
          AND nm.classoid = 'pg_catalog.pg_constraint'::regclass\
        """;
  }

  /// Tells whether PostgreSQL itself gave a name, with a number behind it where another table has
  /// something of that name.
  static boolean isUsual(String usual, String name) {
    return name.startsWith(usual) && name.substring(usual.length()).matches("[0-9]*");
  }

  /// Spells it as it stands in the definition of a column; one that is not valid cannot stand
  /// there.
  static String clause(SchemaObject column) {
    if (!column.has("not_null") || column.has(NOT_VALID)) {
      return "";
    }
    return (column.has("not_null_name")
            ? " CONSTRAINT " + Spelling.name(column.text("not_null_name"))
            : "")
        + " NOT NULL"
        + (column.has(NO_INHERIT) ? " NO INHERIT" : "");
  }

  /// Writes what a column that was created with [#clause] still lacks.
  static List<String> extras(SchemaObject column) {
    List<String> statements = new ArrayList<>();
    if (column.has(NOT_VALID)) {
      statements.add(set(column));
    }
    comment(column).ifPresent(statements::add);
    return statements;
  }

  /// Writes what makes a column that is there refuse nulls.
  static String set(SchemaObject column) {
    boolean plain =
        !column.has("not_null_name") && !column.has(NOT_VALID) && !column.has(NO_INHERIT);
    return plain
        ? ColumnKind.alter(column, "SET NOT NULL")
        : added(column, column.has("not_null_name") ? name(column) : "", column.has(NOT_VALID));
  }

  /// Writes the same in two steps, of which the second lets others write while it reads the rows.
  static List<String> validatedLater(SchemaObject column) {
    return List.of(added(column, name(column), true), validated(column));
  }

  static boolean isValidatedLater(SchemaObject column) {
    return column.has(NOT_VALID);
  }

  /// Tells whether all rows are held to it.
  static boolean isKept(SchemaObject column) {
    return column.has("not_null") && !column.has(NOT_VALID);
  }

  private static String added(SchemaObject column, String name, boolean later) {
    return TableKind.alter(
        column,
        "ADD "
            + (name.isEmpty() ? "" : "CONSTRAINT " + name + " ")
            + "NOT NULL "
            + Spelling.name(column.id().name())
            + (column.has(NO_INHERIT) ? " NO INHERIT" : "")
            + (later ? " NOT VALID" : ""));
  }

  private static String validated(SchemaObject column) {
    return TableKind.alter(column, "VALIDATE CONSTRAINT " + name(column));
  }

  /// Writes the comment on it, if there is one.
  static Optional<String> comment(SchemaObject column) {
    return column.has(COMMENT) ? Optional.of(commented(column)) : Optional.empty();
  }

  /// Writes what takes the comment away, if there is one.
  static Optional<String> withoutComment(SchemaObject column) {
    return column.has(COMMENT)
        ? Optional.of(comment(column, name(column), "NULL"))
        : Optional.empty();
  }

  static String commented(SchemaObject column) {
    return commented(column, name(column));
  }

  private static String commented(SchemaObject column, String name) {
    return comment(
        column, name, column.has(COMMENT) ? Spelling.literal(column.text(COMMENT)) : "NULL");
  }

  private static String comment(SchemaObject column, String name, String text) {
    return "COMMENT ON CONSTRAINT %s ON %s IS %s"
        .formatted(name, Spelling.table(column.id()), text);
  }

  /// Writes what leads from one form to another.
  static List<String> alter(Change change) {
    SchemaObject from = change.from();
    SchemaObject to = change.to();
    if (!to.has("not_null")) {
      return change.touches("not_null")
          ? List.of(ColumnKind.alter(to, "DROP NOT NULL"))
          : List.of();
    }
    List<String> statements = new ArrayList<>();
    if (!from.has("not_null") || (to.has(NOT_VALID) && !from.has(NOT_VALID))) {
      if (from.has("not_null")) {
        statements.add(ColumnKind.alter(to, "DROP NOT NULL"));
      }
      statements.add(set(to));
      comment(to).ifPresent(statements::add);
      return statements;
    }
    if (change.touches("not_null_name")) {
      statements.add(TableKind.alter(to, "RENAME CONSTRAINT " + name(from) + " TO " + name(to)));
    }
    String name =
        change.touches("not_null_name") || to.has("not_null_name") ? name(to) : name(from);
    if (change.touches(NO_INHERIT)) {
      statements.add(
          TableKind.alter(
              to, "ALTER CONSTRAINT " + name + (to.has(NO_INHERIT) ? " NO INHERIT" : " INHERIT")));
    }
    if (change.touches(NOT_VALID)) {
      statements.add(TableKind.alter(to, "VALIDATE CONSTRAINT " + name));
    }
    if (change.touches(COMMENT)) {
      statements.add(commented(to, name));
    }
    return statements;
  }

  static String name(SchemaObject column) {
    List<String> path = column.id().path();
    return Spelling.name(
        column.has("not_null_name")
            ? column.text("not_null_name")
            : column.has("_not_null_name")
                ? column.text("_not_null_name")
                : path.get(1) + "_" + path.get(2) + "_not_null");
  }
}
