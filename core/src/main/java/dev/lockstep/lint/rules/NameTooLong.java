package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.Column;
import dev.lockstep.statement.Constraint;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.AddColumn;
import dev.lockstep.statement.Operation.AddConstraint;
import dev.lockstep.statement.Operation.CreateIndex;
import dev.lockstep.statement.Operation.CreateTable;
import dev.lockstep.statement.Operation.CreateView;
import dev.lockstep.statement.Operation.Rename;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A name is longer than the server keeps.
final class NameTooLong implements Rule {
  private static final Description ABOUT =
      new Description(
          "name-too-long",
          Severity.ERROR,
          true,
          Dialects.SERVERS,
          "PostgreSQL cuts names off behind 63 bytes, so two different names may become "
              + "the same, and a program that looks for the whole name finds nothing; "
              + "MySQL and MariaDB refuse more than 64 characters.",
          "Choose a shorter name.");

  @Override
  public Description about() {
    return ABOUT;
  }

  private static final int BYTES = 63;
  private static final int CHARACTERS = 64;

  @Override
  public void check(Operation operation, Scene scene) {
    List<@Nullable String> names = new ArrayList<>();
    switch (operation) {
      case CreateTable create -> {
        names.add(create.table().name());
        create.columns().forEach(column -> add(column, names));
        create.constraints().stream().map(Constraint::name).forEach(names::add);
      }
      case AddColumn add -> add(add.column(), names);
      case AddConstraint add -> names.add(add.constraint().name());
      case CreateIndex index -> {
        QualifiedName name = index.name();
        names.add(name == null ? null : name.name());
      }
      case CreateView view -> names.add(view.name().name());
      case Rename rename -> names.add(rename.to());
      default -> {
        // names nothing new
      }
    }
    for (String name : names) {
      if (name != null && !scene.dialect().equals("postgresql")) {
        int length = name.codePointCount(0, name.length());
        if (length > CHARACTERS) {
          scene.say(
              "%s has %d characters, and the server takes %d.".formatted(name, length, CHARACTERS),
              ABOUT.instead());
        }
        continue;
      }
      int bytes = name == null ? 0 : name.getBytes(StandardCharsets.UTF_8).length;
      if (bytes > BYTES) {
        scene.say(
            "%s takes %d bytes, and the server keeps %d.".formatted(name, bytes, BYTES),
            ABOUT.instead());
      }
    }
  }

  private static void add(Column column, List<@Nullable String> names) {
    names.add(column.name());
    column.constraints().stream().map(Constraint::name).forEach(names::add);
  }
}
