package dev.lockstep.pipeline.run;

/// Is something that happened to a run.
///
/// *Shape*: an event for a part that is past it, or for another try, changes nothing; so the same
/// event may come twice.
public sealed interface Event {
  /// It begins, or time has passed.
  record Tick() implements Event {}

  /// A try of a step ended.
  record Ended(String key, int attempt, Outcome outcome) implements Event {}

  /// The environment of a part is free, and its own from now on.
  record Turn(String key) implements Event {}

  /// @param content what the voter saw at a gate; empty for whatever is asked
  record Voted(String key, Vote vote, String content) implements Event {}

  /// Somebody said what to do with a part that is stalled.
  record Chosen(String key, Choice choice, String by) implements Event {}

  /// What gates say may have changed: whoever is held asks them again.
  record Look() implements Event {}

  /// Somebody ended the run.
  record Aborted(String by, String reason) implements Event {}

  /// A newer run takes its place: what works comes to its end, and nothing else begins.
  ///
  /// @param by which
  record Superseded(String by) implements Event {}

  /// Is what can be done with a part that is stalled.
  enum Choice {
    RETRY,
    IGNORE,
    SUCCEED,
    FAIL,
    ABORT,
    ROLL_BACK_STAGE,
    ROLL_BACK_PIPELINE
  }
}
