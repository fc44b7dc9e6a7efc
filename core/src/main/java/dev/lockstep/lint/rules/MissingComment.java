package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.Column;
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Comment;
import dev.lockstep.statement.Operation.CreateTable;
import dev.lockstep.statement.Operation.Mode;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A table or column is not described.
final class MissingComment implements Rule {
  private static final Description ABOUT =
      new Description(
          "missing-comment",
          Severity.NOTICE,
          false,
          Dialects.SERVERS,
          "A comment in the database is where everybody finds what a table or column means.",
          "Say what it means by COMMENT ON.");

  private static final Parameter KINDS =
      new Parameter("of", "table", "table, column or both, with a comma between them");
  private static final Parameter MOST =
      new Parameter("most-characters", "0", "how long a comment may be; 0 for any length");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(KINDS, MOST);
  }

  @Override
  public void check(Operation operation, Scene scene) {
    List<String> kinds = Lists.words(scene.parameter(KINDS));
    int most = Lists.number(MOST, scene.parameter(MOST));
    if (operation instanceof Comment comment) {
      String text = comment.text();
      if (text != null && most > 0 && text.codePointCount(0, text.length()) > most) {
        scene.say("This comment has more than %d characters.".formatted(most), "Write it shorter.");
      }
    }
    if (operation instanceof CreateTable create
        && kinds.contains("table")
        && !create.modes().contains(Mode.TEMPORARY)
        && create.partitionOf() == null
        && !create.options().containsKey("comment")
        && !isCommented(create.table(), null, scene)) {
      scene.say("%s is not described.".formatted(create.table()), ABOUT.instead());
    }
    if (kinds.contains("column")) {
      for (Definitions.Defined defined : Definitions.columns(operation)) {
        Column column = defined.column();
        if (!column.options().containsKey("comment")
            && !isCommented(defined.table(), column.name(), scene)) {
          scene.say(
              column.range(),
              "Column %s is not described.".formatted(column.name()),
              ABOUT.instead(),
              null);
        }
      }
    }
  }

  private static boolean isCommented(QualifiedName table, @Nullable String column, Scene scene) {
    return scene.after().stream()
        .anyMatch(later ->
            later instanceof Comment comment
                && comment.text() != null
                && scene.schema().isSame(comment.object(), table)
                && Objects.equals(comment.part(), column)
                && (column == null
                    ? comment.type() == ObjectType.TABLE
                    : comment.type() == ObjectType.COLUMN));
  }
}
