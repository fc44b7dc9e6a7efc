package dev.lockstep.steps;

import dev.lockstep.expression.Value;
import dev.lockstep.runs.ValueJson;
import tools.jackson.core.JacksonException;

/// Reads what commands print for programs.
final class Answers {
  private Answers() {}

  /// Returns a text as a value; nothing where it is no JSON.
  static Value parsed(String text) {
    try {
      return text.isBlank() ? Value.NOTHING : ValueJson.read(text);
    } catch (JacksonException | IllegalStateException unreadable) {
      return Value.NOTHING;
    }
  }
}
