package dev.lockstep.lint.rules;

import dev.lockstep.lint.Scene;
import dev.lockstep.statement.Column;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Redefine;
import dev.lockstep.statement.TypeName;
import java.util.List;
import java.util.Optional;

/// Is a new list of labels for a column of type ENUM or SET in use.
///
/// @param before the labels that it had
/// @param after those that it gets
record Labels(Redefine redefine, List<String> before, List<String> after) {
  static Optional<Labels> of(Operation operation, Scene scene) {
    if (!(operation instanceof Redefine redefine)) {
      return Optional.empty();
    }
    TypeName from = Columns.before(redefine, scene).map(Column::type).orElse(null);
    TypeName to = redefine.definition().type();
    return from == null || to == null || !isSame(from, to)
        ? Optional.empty()
        : Optional.of(new Labels(redefine, from.modifiers(), to.modifiers()));
  }

  private static boolean isSame(TypeName from, TypeName to) {
    return from.name().equals(to.name()) && (to.name().equals("enum") || to.name().equals("set"));
  }

  List<String> gone() {
    return before.stream()
        .filter(label -> after.stream().noneMatch(label::equalsIgnoreCase))
        .toList();
  }

  /// Tells whether those that stay have other numbers.
  boolean isMoved() {
    return gone().isEmpty()
        && !after.subList(0, Math.min(before.size(), after.size())).equals(before);
  }
}
