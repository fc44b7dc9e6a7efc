package dev.lockstep.expression;

import java.util.List;
import java.util.stream.Stream;

/// Is text with expressions `<+ … >` in it.
///
/// *Shape*: the parts in order; no text part is empty.
public record Template(String source, List<Part> parts) {
  public Template {
    parts = List.copyOf(parts);
  }

  /// Is a piece of it.
  public sealed interface Part {
    record Plain(String text) implements Part {}

    /// @param end behind its `>`, in the source
    record Embedded(Expression expression, int start, int end) implements Part {}
  }

  /// Lists the expressions.
  public Stream<Expression> expressions() {
    return parts.stream()
        .filter(Part.Embedded.class::isInstance)
        .map(part -> ((Part.Embedded) part).expression());
  }

  /// Tells whether it says the same whatever names stand for.
  public boolean isPlain() {
    return parts.stream().allMatch(Part.Plain.class::isInstance);
  }
}
