package dev.lockstep.rego.builtin;

/// Says why something is no JSON Schema.
final class SchemaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SchemaException(String message) {
    super(message, null, false, false);
  }
}
