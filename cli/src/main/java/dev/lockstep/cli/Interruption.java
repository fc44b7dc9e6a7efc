package dev.lockstep.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// Ends the process in an orderly way when the user presses Ctrl-C.
final class Interruption {
  private Interruption() {}

  /// Says what an interruption means and ends with its exit code.
  ///
  /// Targets are safe without help: what was committed is recorded with its change, the server
  /// rolls back the rest when the connection ends, and the fence ends with it.
  static void onSignal(Console console) {
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("interruption")
                .unstarted(() -> {
                  if (Boolean.getBoolean("lockstep.train")) {
                    return;
                  }
                  if (console.ending().isPresent()) {
                    console.ending().get().run();
                    console.flush();
                    Runtime.getRuntime().halt(ExitCode.DONE);
                  }
                  console.note("");
                  List<String> standings = console.standings();
                  console.note(standings.isEmpty() ? "Interrupted." : "Interrupted:");
                  standings.forEach(line -> console.note("  " + line));
                  if (console.writes()) {
                    console.note(
                        "What had been applied is recorded; the same command goes on from there.");
                  }
                  console.flush();
                  Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
                }));
  }

  /// Ends this process in the same way when who started it is no more.
  static void onEndOf(InputStream input) {
    Thread.ofPlatform()
        .daemon()
        .name("tied")
        .start(() -> {
          try {
            while (input.read() >= 0) {
              // Nothing is said there.
            }
          } catch (IOException gone) {
            // It is gone all the same.
          }
          System.exit(ExitCode.INTERRUPTED);
        });
  }
}
