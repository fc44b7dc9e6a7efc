package dev.lockstep.runs;

import dev.lockstep.expression.Value;
import dev.lockstep.pipeline.StepType;
import dev.lockstep.pipeline.run.Outcome;
import java.util.function.BooleanSupplier;

/// Does the work of steps.
public interface StepWorker {
  /// Works on one try of a step, and returns when it ended.
  ///
  /// *Errors*: what it throws counts as a failure of the step that can be told.
  Outcome work(Try step, BooleanSupplier stopping);

  /// Is one try of a step.
  ///
  /// @param run the id of the run
  /// @param key of the part
  /// @param settings with all expressions filled in; secrets are names
  /// @param again whether somebody took it before and went away: what it did until then must be
  ///   looked for, never done twice
  record Try(
      long run, String key, int attempt, StepType type, Value.Fields settings, boolean again) {
    /// Names it among all tries that there are.
    String id() {
      return run + "/" + attempt + "/" + key;
    }
  }
}
