package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Column;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.CreateTable;
import dev.lockstep.statement.Operation.Insert;
import dev.lockstep.statement.Operation.Update;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A column is named twice.
final class NamedTwice implements Rule {
  private static final Description ABOUT =
      new Description(
          "column-named-twice",
          Severity.ERROR,
          true,
          Dialects.POSTGRES,
          "The database refuses a statement that names a column twice where each may stand once.",
          "Name it once.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    List<String> columns =
        switch (operation) {
          case CreateTable create -> create.columns().stream().map(Column::name).toList();
          case Insert insert -> insert.columns();
          case Update update -> update.columns();
          default -> List.of();
        };
    Set<String> seen = new HashSet<>();
    for (String column : columns) {
      if (!seen.add(kept(column))) {
        scene.say("Column %s is named twice.".formatted(column), ABOUT.instead());
      }
    }
  }

  /// Names are cut off by the server, so two that differ behind that are one.
  private static String kept(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    return bytes.length <= BYTES ? name : new String(bytes, 0, BYTES, StandardCharsets.UTF_8);
  }

  private static final int BYTES = 63;
}
