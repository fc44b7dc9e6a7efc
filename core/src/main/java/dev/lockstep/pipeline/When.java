package dev.lockstep.pipeline;

import dev.lockstep.expression.Expression;
import org.jspecify.annotations.Nullable;

/// Says when a part runs, once its turn has come.
///
/// @param outcome of what ran before: in the stage for a step or a group, in the pipeline for a
///   stage
/// @param condition must hold as well; null for none
/// @param text of the condition, for messages
public record When(Outcome outcome, @Nullable Expression condition, String text, Place place) {

  /// Says how what ran before must have ended.
  public enum Outcome {
    SUCCESS,
    FAILURE,
    ANY
  }
}
