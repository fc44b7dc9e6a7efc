package dev.lockstep.bench.measure;

/// Is one tool at one piece of work.
public interface Contender {
  String name();

  /// Prepares a fresh attempt; this is not timed.
  Attempt prepare() throws Exception;

  /// Is one attempt: prepared, timed once, checked, cleaned up.
  interface Attempt extends AutoCloseable {
    /// Does the work and says what it took.
    Sample run() throws Exception;

    /// Throws when the work was not done, so that no broken tool can win; this is not timed.
    void check() throws Exception;

    @Override
    void close();
  }
}
