package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Column;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.AddColumn;
import dev.lockstep.statement.Operation.CreateTable;
import dev.lockstep.statement.Operation.Mode;
import dev.lockstep.statement.Operation.Redefine;
import dev.lockstep.statement.Operation.SetTableOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// A collation is none of those in use.
final class CollationNotAllowed implements Rule {
  private static final Description ABOUT =
      new Description(
          "collation-not-allowed",
          Severity.NOTICE,
          false,
          Dialects.MYSQL,
          "Texts of different collations cannot be compared by an index, and some "
              + "comparisons fail.",
          "Use one collation everywhere.");

  private static final Parameter ALLOWED =
      new Parameter("allowed", "", "the collations in use; any where it is empty");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(ALLOWED);
  }

  @Override
  public void check(Operation operation, Scene scene) {
    Set<String> allowed = Columns.list(scene.parameter(ALLOWED));
    for (String collation : named(operation)) {
      if (!allowed.isEmpty() && !allowed.contains(collation)) {
        scene.say(
            "Collation %s is none of those in use here.".formatted(collation), ABOUT.instead());
      }
    }
  }

  private static List<String> named(Operation operation) {
    return switch (operation) {
      case CreateTable create when create.modes().contains(Mode.TEMPORARY) -> List.of();
      case CreateTable create ->
          Stream.concat(Stream.of(create.options()), create.columns().stream().map(Column::options))
              .flatMap(CollationNotAllowed::of)
              .distinct()
              .toList();
      case AddColumn add -> of(add.column().options()).toList();
      case Redefine redefine -> of(redefine.definition().options()).toList();
      case SetTableOption set
          when set.option().endsWith("charset") || set.option().endsWith("collate") ->
          of(Map.of(
                  set.option().replace("convert ", ""),
                  Objects.requireNonNullElse(set.value(), "")))
              .toList();
      default -> List.of();
    };
  }

  private static Stream<String> of(Map<String, String> options) {
    return Stream.ofNullable(options.get("collate"))
        .map(name -> name.toLowerCase(Locale.ROOT))
        .filter(name -> !name.equals("default"));
  }
}
