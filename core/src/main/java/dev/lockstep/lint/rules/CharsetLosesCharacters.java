package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.Column;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Redefine;
import dev.lockstep.statement.Operation.SetTableOption;
import java.util.Objects;

/// Texts are converted to a character set that holds less.
final class CharsetLosesCharacters implements Rule {
  private static final Description ABOUT =
      new Description(
          "charset-loses-characters",
          Severity.ERROR,
          true,
          Dialects.MYSQL,
          "A text with a character that the new character set does not have makes the "
              + "statement fail in strict mode; outside of it the character becomes a question "
              + "mark for good.",
          "Stay with utf8mb4.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    switch (operation) {
      case SetTableOption set when set.option().equals("convert charset") ->
          scene
              .schema()
              .table(set.table())
              .map(table -> table.option("charset"))
              .ifPresent(before ->
                  look(
                      before, Objects.requireNonNullElse(set.value(), before), set.table(), scene));
      case Redefine redefine ->
          Columns.before(redefine, scene)
              .map(before -> charset(before, redefine.table(), scene))
              .ifPresent(before ->
                  look(
                      before,
                      redefine.definition().options().getOrDefault("charset", before),
                      redefine.table(),
                      scene));
      default -> {
        // converts no text
      }
    }
  }

  private static String charset(Column column, QualifiedName table, Scene scene) {
    String whole = scene.schema().table(table).map(known -> known.option("charset")).orElse("");
    return column.options().getOrDefault("charset", whole);
  }

  private static void look(String before, String after, QualifiedName table, Scene scene) {
    boolean loses =
        before.equals("utf8mb4")
            && !after.equals("utf8mb4")
            && !after.startsWith("utf16")
            && !after.equals("utf32");
    if (loses && scene.isInUse(table)) {
      scene.say(
          "Characters of %s that %s does not have make this fail, or outside strict mode are lost."
              .formatted(table, after),
          ABOUT.instead());
    }
  }
}
