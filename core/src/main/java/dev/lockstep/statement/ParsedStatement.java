package dev.lockstep.statement;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// Is one statement as it was understood.
///
/// *Shape*: the operations in the order in which the statement names them. `embedded` holds what
/// stands in the body of a routine or a `DO` block, in its order. Ranges count from where the
/// statement's own text begins.
///
/// @param parts at least one
/// @param literals the values of the strings that are written in it
public record ParsedStatement(List<Part> parts, List<Embedded> embedded, Set<String> literals) {
  public ParsedStatement {
    parts = List.copyOf(parts);
    embedded = List.copyOf(embedded);
    literals = Set.copyOf(literals);
  }

  public ParsedStatement(List<Part> parts, List<Embedded> embedded) {
    this(parts, embedded, Set.of());
  }

  /// Is one thing that a statement does.
  ///
  /// @param anchors where words of it stand, as far as the reader says so
  public record Part(TextRange range, Operation operation, Map<Anchor, TextRange> anchors) {
    public Part {
      anchors = Map.copyOf(anchors);
    }

    public Part(TextRange range, Operation operation) {
      this(range, operation, Map.of());
    }
  }

  /// Is a statement inside another one.
  ///
  /// @param range where it stands; of a string with escapes, all of it
  /// @param text as SQL alone would have it; as long as the range where its places are those of the
  ///   statement around it; empty where it is known only when it runs
  /// @param reading what became of it; its ranges are within its text
  public record Embedded(TextRange range, String text, Reading reading) {
    /// Tells whether its places are those of the statement around it.
    public boolean isExact() {
      return range.end() - range.start() == text.length();
    }
  }

  /// Lists what the statement itself does.
  public List<Operation> operations() {
    return parts.stream().map(Part::operation).toList();
  }
}
