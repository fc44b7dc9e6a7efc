package dev.lockstep.pipeline.run;

import dev.lockstep.expression.Value;

/// Is how one try of a step ended.
public sealed interface Outcome {
  /// @param output what expressions can ask the step for
  record Succeeded(Value.Fields output) implements Outcome {}

  /// @param output what there was until then
  record Failed(Failure failure, Value.Fields output) implements Outcome {}

  /// What it did cannot be told; somebody must look before anything else is done.
  record Unclear(String reason) implements Outcome {}

  /// It did nothing yet, for a gate holds it; it is tried again when that may have changed.
  record Held(Hold hold) implements Outcome {}

  /// It stopped since it was told to.
  record Stopped() implements Outcome {}
}
