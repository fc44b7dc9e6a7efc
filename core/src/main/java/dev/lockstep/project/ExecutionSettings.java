package dev.lockstep.project;

import java.time.Duration;

/// Bounds how long statements may take and wait.
///
/// *Shape*: `statementTimeout` zero means no limit. A statement that ran into `lockTimeout` is
/// tried again `lockRetries` times, with `lockRetryDelay` doubled each time and jittered.
/// `fenceWait` is how long a deployment waits for another one of the same schema to the same
/// instance.
public record ExecutionSettings(
    Duration lockTimeout,
    Duration statementTimeout,
    int lockRetries,
    Duration lockRetryDelay,
    Duration fenceWait) {

  /// Safe for a busy database: five seconds in a lock queue, eight tries, ten minutes behind
  /// another run.
  public static final ExecutionSettings DEFAULT =
      new ExecutionSettings(
          Duration.ofSeconds(5), Duration.ZERO, 8, Duration.ofSeconds(1), Duration.ofMinutes(10));
}
