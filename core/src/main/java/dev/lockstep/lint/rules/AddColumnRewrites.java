package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.Column;
import dev.lockstep.statement.Column.Numbering;
import dev.lockstep.statement.Expression;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.AddColumn;
import dev.lockstep.statement.TypeName;
import java.util.Set;

/// A new column makes the server write the whole table again.
final class AddColumnRewrites implements Rule {
  private static final Description ABOUT =
      new Description(
          "add-column-rewrites",
          Severity.WARNING,
          true,
          Dialects.POSTGRES,
          "A default that differs from row to row, a serial or identity column, a stored generated"
              + " one and a domain that checks its values make PostgreSQL write the table and all"
              + " its indexes again while nobody can use it.",
          "Add the column without it, set the default afterwards, and fill the rows in "
              + "batches.");

  @Override
  public Description about() {
    return ABOUT;
  }

  /// Functions that give the same to all rows of a statement, of those that defaults call.
  private static final Set<String> STABLE =
      Set.of(
          "now",
          "transaction_timestamp",
          "statement_timestamp",
          "current_timestamp",
          "current_date",
          "current_time",
          "localtime",
          "localtimestamp",
          "current_user",
          "session_user",
          "user",
          "current_role",
          "current_schema",
          "current_catalog",
          "current_database",
          "current_setting",
          "coalesce",
          "nullif",
          "greatest",
          "least",
          "lower",
          "upper",
          "concat",
          "date_trunc",
          "extract",
          "make_interval",
          "to_char",
          "to_timestamp",
          "jsonb_build_object",
          "jsonb_build_array",
          "json_build_object",
          "json_build_array",
          "array_fill",
          "int4range",
          "tstzrange");

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof AddColumn add && scene.isInUse(add.table())) {
      Column column = add.column();
      Column.Generated generated = column.generated();
      Expression value = column.defaultValue();
      TypeName type = column.type();
      String because =
          column.numbering() != Numbering.NONE
              ? "its values are counted up"
              : generated != null && generated.stored()
                  ? "its values are computed and stored"
                  : value != null && !isStable(value)
                      ? "its default may differ from row to row"
                      : type != null && scene.schema().isCheckedDomain(type)
                          ? "its type is a domain that checks values"
                          : null;
      if (because != null) {
        scene.say(
            "The whole of %s is written again while nobody can use it, since %s."
                .formatted(scene.sized(add.table()), because),
            generated == null
                ? ABOUT.instead()
                : "Let queries compute it, or let a trigger fill a plain column and fill the rows"
                    + " in batches.");
      }
    }
  }

  private static boolean isStable(Expression value) {
    return value.calls().stream().map(QualifiedName::name).allMatch(STABLE::contains);
  }
}
