package dev.lockstep.pipeline;

/// Says what kind of thing went wrong, for those who act by it.
///
/// *Source*: the error types of Harness' failure strategies; those that its own machinery alone can
/// raise are accepted in files and never happen.
public enum FailureKind {
  /// Anything that no other word is for.
  UNKNOWN,
  AUTHENTICATION,
  AUTHORIZATION,
  CONNECTIVITY,
  TIMEOUT,
  /// The schema is not what was foretold.
  VERIFICATION,
  /// A policy refused.
  POLICY,
  /// Somebody rejected.
  REJECTION,
  /// Nobody gave an input in time.
  INPUT_TIMEOUT,
  /// The delegate or the server that worked on it went away.
  RUNNER_LOST,
  /// Somebody said that it failed.
  MARKED
}
