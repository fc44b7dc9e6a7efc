package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Delete;
import dev.lockstep.statement.Operation.Insert;
import dev.lockstep.statement.Operation.SetVariable;
import dev.lockstep.statement.Operation.Update;
import java.util.Locale;
import java.util.Set;

/// The text of the schema is edited.
final class SchemaByHand implements Rule {
  private static final Description ABOUT =
      new Description(
          "schema-edited-by-hand",
          Severity.ERROR,
          true,
          Dialects.SQLITE,
          "SQLite believes what stands in its schema table: a mistake there makes the database"
              + " unreadable.",
          "Use ALTER TABLE, or build the table anew.");

  @Override
  public Description about() {
    return ABOUT;
  }

  private static final Set<String> TABLES = Set.of("sqlite_master", "sqlite_schema");

  @Override
  public void check(Operation operation, Scene scene) {
    boolean edits =
        switch (operation) {
          case SetVariable set ->
              set.name().equals("writable_schema") && !Online.isOff(set.value());
          case Insert insert -> TABLES.contains(insert.table().name().toLowerCase(Locale.ROOT));
          case Update update -> TABLES.contains(update.table().name().toLowerCase(Locale.ROOT));
          case Delete delete -> TABLES.contains(delete.table().name().toLowerCase(Locale.ROOT));
          default -> false;
        };
    if (edits) {
      scene.say("This is about the text of the schema itself.", ABOUT.instead());
    }
  }
}
