package dev.lockstep.rego.syntax;

import java.util.List;

/// Is a list of statements all of which must hold.
public record Body(List<Statement> statements) {
  public Body {
    statements = List.copyOf(statements);
  }

  public static Body of(Statement... statements) {
    return new Body(List.of(statements));
  }
}
