package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Column;
import dev.lockstep.statement.Column.Numbering;
import dev.lockstep.statement.Expression;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Redefine;
import dev.lockstep.statement.TypeName;
import java.util.ArrayList;
import java.util.List;

/// A new definition leaves out what the old one said.
final class DefinitionForgets implements Rule {
  private static final Description ABOUT =
      new Description(
          "definition-forgets",
          Severity.WARNING,
          true,
          Dialects.MYSQL,
          "MODIFY and CHANGE give a column a whole new definition: a default, a comment, "
              + "AUTO_INCREMENT, ON UPDATE or a character set that is not said again is gone.",
          "Say all of it again.");

  @Override
  public Description about() {
    return ABOUT;
  }

  private static final List<String> OPTIONS = List.of("comment", "on update", "charset", "collate");

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof Redefine redefine) {
      Columns.before(redefine, scene)
          .map(before -> forgotten(before, redefine.definition()))
          .filter(forgotten -> !forgotten.isEmpty())
          .ifPresent(forgotten ->
              scene.say(
                  "Column %s of %s loses its %s."
                      .formatted(redefine.column(), redefine.table(), String.join(", ", forgotten)),
                  ABOUT.instead()));
    }
  }

  private static List<String> forgotten(Column before, Column after) {
    List<String> forgotten = new ArrayList<>();
    Expression standard = before.defaultValue();
    if (standard != null
        && !standard.isNull()
        && after.defaultValue() == null
        && after.numbering() == Numbering.NONE) {
      forgotten.add("default");
    }
    if (before.numbering() != Numbering.NONE && after.numbering() == Numbering.NONE) {
      forgotten.add("AUTO_INCREMENT");
    }
    TypeName type = after.type();
    boolean text = type != null && (type.name().endsWith("text") || type.name().endsWith("char"));
    for (String option : OPTIONS) {
      boolean ofText = option.equals("charset") || option.equals("collate");
      if (before.options().containsKey(option)
          && !after.options().containsKey(option)
          && (text || !ofText)) {
        forgotten.add(option.equals("charset") ? "character set" : option);
      }
    }
    return forgotten;
  }
}
