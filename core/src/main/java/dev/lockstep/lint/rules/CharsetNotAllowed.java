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

/// A character set cannot hold all characters, or is out of use.
final class CharsetNotAllowed implements Rule {
  private static final Description ABOUT =
      new Description(
          "charset-not-allowed",
          Severity.WARNING,
          true,
          Dialects.MYSQL,
          "utf8 is utf8mb3 on MySQL and MariaDB and holds no emoji and no rare Chinese "
              + "characters; a text with one is refused or cut off. Others can hold even less.",
          "Use utf8mb4.");

  private static final Parameter ALLOWED =
      new Parameter("allowed", "utf8mb4,latin1,ascii,binary", "the character sets in use");

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
    for (String charset : named(operation)) {
      if (!allowed.contains(charset)) {
        scene.say(
            charset.startsWith("utf8")
                ? "Character set %s holds no character of four bytes, such as an emoji."
                    .formatted(charset)
                : "Character set %s is none of those in use here.".formatted(charset),
            ABOUT.instead());
      }
    }
  }

  private static List<String> named(Operation operation) {
    return switch (operation) {
      case CreateTable create when create.modes().contains(Mode.TEMPORARY) -> List.of();
      case CreateTable create ->
          Stream.concat(Stream.of(create.options()), create.columns().stream().map(Column::options))
              .flatMap(CharsetNotAllowed::of)
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
    String charset = options.getOrDefault("charset", "");
    String collation = options.getOrDefault("collate", "");
    int end = collation.indexOf('_');
    String family = end < 0 ? collation : collation.substring(0, end);
    return Stream.of(charset.isEmpty() ? family : charset)
        .map(name -> name.toLowerCase(Locale.ROOT))
        .filter(name -> !name.isEmpty() && !name.equals("uca1400") && !name.equals("default"));
  }
}
