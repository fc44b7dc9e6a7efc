package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.AddColumn;
import dev.lockstep.statement.Operation.AddConstraint;
import dev.lockstep.statement.Operation.Create;
import dev.lockstep.statement.Operation.CreateIndex;
import dev.lockstep.statement.Operation.CreateRoutine;
import dev.lockstep.statement.Operation.CreateTable;
import dev.lockstep.statement.Operation.CreateTrigger;
import dev.lockstep.statement.Operation.Drop;
import dev.lockstep.statement.Operation.DropColumn;
import dev.lockstep.statement.Operation.DropConstraint;
import dev.lockstep.statement.Operation.Mode;
import dev.lockstep.statement.Operation.SetTableOption;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// A statement is one of the sibling product.
final class OtherProduct implements Rule {
  private static final Description ABOUT =
      new Description(
          "other-product",
          Severity.ERROR,
          true,
          Dialects.MYSQL,
          "MySQL and MariaDB have grown apart; each refuses some of what the other "
              + "understands.",
          "Write it as this server does.");

  @Override
  public Description about() {
    return ABOUT;
  }

  private static final Set<String> MARIADB_TYPES = Set.of("uuid", "inet4", "inet6");

  @Override
  public void check(Operation operation, Scene scene) {
    boolean mysql = scene.dialect().equals("mysql");
    String what = mysql ? ofMariaDb(operation) : ofMySql(operation);
    if (!what.isEmpty()) {
      scene.say(
          "%s does not understand %s.".formatted(mysql ? "MySQL" : "MariaDB", what),
          ABOUT.instead());
    }
  }

  private static String ofMariaDb(Operation operation) {
    Set<Mode> modes =
        switch (operation) {
          case CreateTable create -> kept(create.modes(), Mode.OR_REPLACE);
          case Create create -> kept(create.modes(), Mode.OR_REPLACE);
          case CreateRoutine create -> kept(create.modes(), Mode.OR_REPLACE);
          case CreateTrigger create -> kept(create.modes(), Mode.OR_REPLACE);
          case AddColumn add -> kept(add.modes(), Mode.IF_NOT_EXISTS);
          case AddConstraint add -> kept(add.modes(), Mode.IF_NOT_EXISTS);
          case CreateIndex index -> kept(index.modes(), Mode.IF_NOT_EXISTS, Mode.OR_REPLACE);
          case DropColumn drop -> kept(drop.modes(), Mode.IF_EXISTS);
          case DropConstraint drop -> kept(drop.modes(), Mode.IF_EXISTS);
          case Drop drop when drop.type() == ObjectType.INDEX -> kept(drop.modes(), Mode.IF_EXISTS);
          default -> Set.of();
        };
    if (!modes.isEmpty()) {
      return modes.iterator().next().name().replace('_', ' ') + " here";
    }
    if (operation instanceof Create create
        && (create.type() == ObjectType.SEQUENCE || create.type() == ObjectType.PACKAGE)) {
      return "a " + create.type().words();
    }
    if (operation instanceof SetTableOption set
        && (set.option().contains("system versioning") || set.option().contains("ignored"))) {
      return set.option().toUpperCase(Locale.ROOT);
    }
    return Definitions.lastingColumns(operation).stream()
        .map(Definitions.Defined::typeName)
        .filter(MARIADB_TYPES::contains)
        .findFirst()
        .map(type -> "the type " + type)
        .orElse("");
  }

  private static Set<Mode> kept(Set<Mode> modes, Mode... wanted) {
    return modes.stream().filter(List.of(wanted)::contains).collect(Collectors.toUnmodifiableSet());
  }

  private static String ofMySql(Operation operation) {
    boolean expression =
        switch (operation) {
          case CreateIndex index -> hasExpression(index);
          case CreateTable create ->
              create.indexes().stream().anyMatch(OtherProduct::hasExpression);
          default -> false;
        };
    if (expression) {
      return "an index on an expression";
    }
    return operation instanceof SetTableOption set && set.option().endsWith("visible")
        ? set.option().toUpperCase(Locale.ROOT)
        : "";
  }

  private static boolean hasExpression(CreateIndex index) {
    return index.keys().stream().anyMatch(key -> key.expression() != null);
  }
}
