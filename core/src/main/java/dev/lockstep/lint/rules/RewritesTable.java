package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.Column;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Maintain;
import dev.lockstep.statement.Operation.Other;
import dev.lockstep.statement.Operation.SetColumnOption;
import dev.lockstep.statement.Operation.SetTableOption;
import java.util.Optional;

/// A table is written again from start to end by hand.
final class RewritesTable implements Rule {
  private static final Description ABOUT =
      new Description(
          "rewrites-table",
          Severity.WARNING,
          true,
          Dialects.POSTGRES,
          "VACUUM FULL, CLUSTER, SET LOGGED, SET UNLOGGED, another access method, another"
              + " tablespace and another expression of a stored column write the table again while"
              + " nobody can use it.",
          "Use pg_repack, or do it while nobody needs the table.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    switch (operation) {
      case Maintain maintain
          when (maintain.verb().equals("VACUUM FULL") || maintain.verb().equals("CLUSTER"))
              && (maintain.tables().isEmpty()
                  || maintain.tables().stream().anyMatch(scene::isInUse)) ->
          scene.say("Nobody can use the table while it is written again.", ABOUT.instead());
      case SetTableOption set when writes(set, scene) -> {
        boolean known = scene.schema().isWhole(set.table());
        scene.say(
            "The whole of %s is written again while nobody can use it%s."
                .formatted(
                    scene.sized(set.table()), known ? "" : ", unless that is how it is already"),
            ABOUT.instead());
      }
      case Other other when other.words().contains(" ALL IN TABLESPACE ") ->
          scene.say(
              "Nobody can use what is in this tablespace while all of it is written again.",
              ABOUT.instead());
      case SetColumnOption set
          when scene.isInUse(set.table())
              && set.option().startsWith("set expression")
              && isStored(set, scene) ->
          scene.say(
              "The whole of %s is written again while nobody can use it."
                  .formatted(scene.sized(set.table())),
              "Add another column, and move its readers.");
      default -> {
        // writes nothing again
      }
    }
  }

  private static boolean writes(SetTableOption set, Scene scene) {
    return isUsed(set.table(), scene)
        && switch (set.option()) {
          case "set logged" -> !isWhole(set, scene) || has(set, "unlogged", scene).isPresent();
          case "set unlogged" -> has(set, "unlogged", scene).isEmpty();
          case "set access method" -> differs(set, "access method", "heap", scene);
          case "set tablespace" ->
              !scene.schema().isPartitioned(set.table())
                  && differs(set, "tablespace", "pg_default", scene);
          default -> false;
        };
  }

  /// Of an index, its table has to be in use.
  private static boolean isUsed(QualifiedName name, Scene scene) {
    return scene
        .schema()
        .index(name)
        .map(index -> scene.isInUse(index.table()))
        .orElseGet(() -> scene.isInUse(name));
  }

  private static boolean isWhole(SetTableOption set, Scene scene) {
    return scene.schema().isWhole(set.table());
  }

  private static Optional<String> has(SetTableOption set, String option, Scene scene) {
    return scene.schema().table(set.table()).map(table -> table.options().get(option));
  }

  /// Tells whether a table gets another value than it is known to have.
  ///
  /// @param standard what a table has of which nothing else is said
  private static boolean differs(SetTableOption set, String option, String standard, Scene scene) {
    Optional<String> now =
        has(set, option, scene)
            .map(text -> text.substring(text.lastIndexOf(' ') + 1))
            .map(text -> text.equals("default") ? standard : text)
            .or(() -> isWhole(set, scene) ? Optional.of(standard) : Optional.empty());
    String wanted = "default".equals(set.value()) ? standard : set.value();
    return now.filter(value -> value.equalsIgnoreCase(wanted)).isEmpty();
  }

  private static boolean isStored(SetColumnOption set, Scene scene) {
    return scene
        .schema()
        .table(set.table())
        .flatMap(table -> table.column(set.column()))
        .map(Column::generated)
        .map(Column.Generated::stored)
        .orElse(true);
  }
}
