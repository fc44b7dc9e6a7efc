package dev.lockstep.readers.mysql;

import dev.lockstep.parsers.mysql.SyntaxNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Computes a text that is made of nothing but constants: strings beside each other, and `CONCAT`
/// of them.
final class ConstantText {
  private final List<SyntaxNode> tokens;
  private int at;

  ConstantText(List<SyntaxNode> tokens) {
    this.tokens = tokens;
  }

  /// Returns the text; empty where it is known only when it runs.
  ///
  /// What stands behind `USING`, as which the grammar sees a comma, is no part of it.
  Optional<String> value() {
    Optional<String> value = one();
    return at == tokens.size() || word().equals("USING") ? value : Optional.empty();
  }

  private Optional<String> one() {
    if (takes("CONCAT")) {
      return takes("(") ? joined() : Optional.empty();
    }
    StringBuilder text = new StringBuilder();
    int first = at;
    while (word().startsWith("'") || word().startsWith("\"")) {
      text.append(Spelling.unquoted(tokens.get(at).text()));
      at++;
    }
    return at > first ? Optional.of(text.toString()) : Optional.empty();
  }

  private Optional<String> joined() {
    StringBuilder text = new StringBuilder();
    do {
      Optional<String> value = one();
      if (value.isEmpty()) {
        return value;
      }
      text.append(value.get());
    } while (takes(","));
    return takes(")") ? Optional.of(text.toString()) : Optional.empty();
  }

  private boolean takes(String word) {
    boolean here = word().equals(word);
    at += here ? 1 : 0;
    return here;
  }

  private String word() {
    return at < tokens.size() ? tokens.get(at).text().toUpperCase(Locale.ROOT) : "";
  }
}
