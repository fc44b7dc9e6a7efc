package dev.lockstep.cli;

import java.util.function.Supplier;

/// Is what a command gets to work with; nothing is opened before it is asked for.
record CommandContext(
    Invocation invocation, Console console, Failures failures, Supplier<Wiring> wiring) {

  /// Opens the project that the options mean.
  Workspace open(CommonOptions options) {
    return wiring.get().open(options);
  }
}
