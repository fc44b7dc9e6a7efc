package dev.lockstep.pipeline.run;

import dev.lockstep.expression.Value;
import dev.lockstep.pipeline.StepType;

/// Is something to be done outside, after the run is written down.
public sealed interface Order {
  String key();

  /// Work on a step. The same key and attempt may be ordered only once.
  ///
  /// @param settings with all expressions filled in
  record Work(String key, int attempt, StepType type, Value.Fields settings) implements Order {}

  /// Tell a step to stop.
  record Stop(String key, int attempt) implements Order {}

  /// Get in the queue for an environment; [Event.Turn] answers.
  record Queue(String key, String environment) implements Order {}

  /// Let the next one have the environment.
  record Leave(String key, String environment) implements Order {}

  /// Ask people: to approve, or what to do.
  record Ask(String key) implements Order {}
}
