package dev.lockstep.dialects.mysql.schema;

import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.util.List;
import java.util.stream.Collectors;

/// Spells names and literals so that they mean the same in every `sql_mode` but
/// `NO_BACKSLASH_ESCAPES`, which [SqlMode] switches off where it matters.
final class Spelling {
  private Spelling() {}

  static String name(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  static String names(List<String> names) {
    return names.stream().map(Spelling::name).collect(Collectors.joining(", ", "(", ")"));
  }

  static String literal(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
  }

  /// Spells a literal for a session that takes a backslash for what it is.
  static String plainLiteral(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /// Returns the id of the table that an object belongs to.
  static ObjectId table(SchemaObject part) {
    return ObjectId.of(TableKind.NAME, part.id().path().getFirst());
  }

  /// Writes a clause of the statement that alters an object's table.
  static String alter(SchemaObject part, String clause) {
    return alter(part.id().path().getFirst()) + clause;
  }

  /// Returns how each statement begins that alters a table.
  static String alter(String table) {
    return "ALTER TABLE " + name(table) + " ";
  }
}
