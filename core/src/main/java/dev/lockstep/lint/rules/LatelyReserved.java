package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.CreateTable;
import dev.lockstep.statement.Operation.CreateView;
import dev.lockstep.statement.Operation.Rename;
import dev.lockstep.statement.TextRange;
import java.util.Locale;
import java.util.Set;

/// A name is a word that newer servers reserve.
final class LatelyReserved implements Rule {
  private static final Description ABOUT =
      new Description(
          "newly-reserved-name",
          Severity.NOTICE,
          true,
          Dialects.MYSQL,
          "A query that writes the name without backquotes fails on servers of a later "
              + "version, or of the sibling product.",
          "Choose another name.");

  @Override
  public Description about() {
    return ABOUT;
  }

  /// *Source*: MySQL 9.2 manual, "Keywords and Reserved Words", those since 8.0; MariaDB, "Reserved
  /// Words", those since 10.2.
  private static final Set<String> WORDS =
      Set.of(
          "cube",
          "cume_dist",
          "dense_rank",
          "empty",
          "except",
          "first_value",
          "function",
          "grouping",
          "groups",
          "intersect",
          "json_table",
          "lag",
          "last_value",
          "lateral",
          "lead",
          "library",
          "manual",
          "nth_value",
          "ntile",
          "of",
          "offset",
          "over",
          "parallel",
          "percent_rank",
          "qualify",
          "rank",
          "recursive",
          "row",
          "row_number",
          "rows",
          "system",
          "tablesample",
          "vector",
          "window");

  @Override
  public void check(Operation operation, Scene scene) {
    switch (operation) {
      case CreateTable create -> look(create.table().name(), scene.range(), scene);
      case CreateView view -> look(view.name().name(), scene.range(), scene);
      case Rename rename -> look(rename.to(), scene.range(), scene);
      default -> {
        // names no table
      }
    }
    for (Definitions.Defined one : Definitions.lastingColumns(operation)) {
      look(one.column().name(), one.column().range(), scene);
    }
  }

  private static void look(String name, TextRange range, Scene scene) {
    if (WORDS.contains(name.toLowerCase(Locale.ROOT))) {
      scene.say(
          range,
          "%s is a reserved word of some newer server.".formatted(name),
          ABOUT.instead(),
          null);
    }
  }
}
