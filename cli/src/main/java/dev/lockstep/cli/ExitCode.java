package dev.lockstep.cli;

/// Names the exit codes that commands return themselves; errors carry their own.
///
/// *Source*: `docs/exit-codes.md`.
final class ExitCode {
  static final int DONE = 0;
  static final int CHECK_FAILED = 1;
  static final int USAGE = 2;
  static final int OUTSIDE_FAILED = 3;
  static final int INTERNAL = 4;
  static final int INTERRUPTED = 130;

  private ExitCode() {}
}
