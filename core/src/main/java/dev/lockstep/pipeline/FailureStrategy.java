package dev.lockstep.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/// Says what happens when a step fails.
///
/// @param errors the kinds of failures that it is for; empty for all
public record FailureStrategy(Set<FailureKind> errors, Action action, Place place) {
  public FailureStrategy {
    errors = Set.copyOf(errors);
  }

  public boolean isFor(FailureKind kind) {
    return errors.isEmpty() || errors.contains(kind);
  }

  /// Is what is done.
  public sealed interface Action {
    /// The step counts as failed, and nothing else is asked.
    record Fail() implements Action {}

    /// What follows goes on as if it had succeeded.
    record Ignore() implements Action {}

    /// The step counts as succeeded.
    record Succeed() implements Action {}

    /// Ends the run; what is under way is told to stop.
    record Abort() implements Action {}

    /// @param pauses before each try, the last one again and again; none for at once
    /// @param then what is done when the last try failed too
    record Retry(int tries, List<Duration> pauses, Action then) implements Action {
      public Retry {
        pauses = List.copyOf(pauses);
      }
    }

    /// Runs what the group has for taking itself back.
    record RollBackGroup() implements Action {}

    /// Runs what the stage has for taking itself back.
    record RollBackStage() implements Action {}

    /// Runs what every stage that has begun has for taking itself back, the last one first.
    record RollBackPipeline() implements Action {}

    /// Runs the whole group again.
    record RetryGroup(int tries, List<Duration> pauses, Action then) implements Action {
      public RetryGroup {
        pauses = List.copyOf(pauses);
      }
    }

    /// Asks somebody what to do.
    ///
    /// @param otherwise what is done when nobody says something for so long
    record Ask(Duration patience, Action otherwise) implements Action {}
  }
}
