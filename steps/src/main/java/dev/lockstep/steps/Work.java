package dev.lockstep.steps;

import dev.lockstep.pipeline.run.Outcome;
import java.io.IOException;

/// Does the work of one kind of step.
interface Work {
  /// Works on one try, and returns when it ended.
  ///
  /// *Errors*: [StepFailure] when the step fails before it did anything.
  Outcome work(Job job) throws IOException, InterruptedException;
}
