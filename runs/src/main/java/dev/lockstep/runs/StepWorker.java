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
  ///
  /// @throws Abandoned when it was left alone before its end, for somebody else to go on with
  Outcome work(Try step, BooleanSupplier stopping);

  /// Says that nobody works on a try any more, though it has not ended.
  final class Abandoned extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Abandoned(String message) {
      super(message);
    }
  }

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
