package dev.lockstep.lint.rules;

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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Finds the character sets and collations that statements name.
///
/// @param charset in lower case; an empty text where none is named
/// @param collation likewise
record Collations(String charset, String collation) {
  /// Names that stand for several or none.
  private static final Set<String> UNKNOWN = Set.of("", "default", "uca1400");

  /// Lists what an operation names, but not for temporary tables.
  static List<Collations> named(Operation operation) {
    return switch (operation) {
      case CreateTable create when create.modes().contains(Mode.TEMPORARY) -> List.of();
      case CreateTable create ->
          Stream.concat(Stream.of(create.options()), create.columns().stream().map(Column::options))
              .map(Collations::of)
              .toList();
      case AddColumn add -> List.of(of(add.column().options()));
      case Redefine redefine -> List.of(of(redefine.definition().options()));
      case SetTableOption set when set.value() != null ->
          List.of(of(Map.of(set.option().replace("convert ", ""), set.value())));
      default -> List.of();
    };
  }

  private static Collations of(Map<String, String> options) {
    return new Collations(
        options.getOrDefault("charset", "").toLowerCase(Locale.ROOT),
        options.getOrDefault("collate", "").toLowerCase(Locale.ROOT));
  }

  /// Returns the character set, that of the collation where only this is named.
  Optional<String> family() {
    int end = collation.indexOf('_');
    String ofCollation = end < 0 ? collation : collation.substring(0, end);
    return Optional.of(charset.isEmpty() ? ofCollation : charset)
        .filter(name -> !UNKNOWN.contains(name));
  }
}
