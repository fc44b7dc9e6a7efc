package dev.lockstep.server.work;

import dev.lockstep.pipeline.run.Outcome;
import dev.lockstep.runs.StepWorker;
import java.util.function.BooleanSupplier;

/// Does the work of steps of one type.
public interface Work {
  /// Works on one try of a step, and returns when it ended.
  ///
  /// *Errors*: what it throws counts as a failure of the step that can be told.
  ///
  /// @param stopping whether it was told to stop; asked now and then
  Outcome work(StepWorker.Try step, BooleanSupplier stopping);
}
