package dev.lockstep.dialects.sqlite.schema;

import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.SchemaObject;
import java.util.List;

/// Keeps the rows that refer to a table while that is dropped: where foreign keys are checked,
/// SQLite deletes its rows first, and with them, or instead of them, what refers to them.
///
/// *Source*: https://www.sqlite.org/foreignkeys.html, section 5
final class ForeignKeys {
  private ForeignKeys() {}

  /// Does nothing within a transaction.
  static final String OFF = "PRAGMA foreign_keys = OFF";

  /// Fails where foreign keys are checked still.
  static final List<String> GUARD =
      List.of(
          "CREATE TEMP TABLE lockstep_guard"
              + " (foreign_keys_are_off CHECK (foreign_keys_are_off = 0))",
          "INSERT INTO temp.lockstep_guard (foreign_keys_are_off)"
              + " SELECT foreign_keys FROM pragma_foreign_keys",
          "DROP TABLE temp.lockstep_guard");

  /// Tells whether rows can refer to those of a table.
  static boolean referTo(SchemaObject table, DatabaseSchema within) {
    return within.users(table.id()).stream().anyMatch(user -> user.kind().equals("constraint"));
  }
}
