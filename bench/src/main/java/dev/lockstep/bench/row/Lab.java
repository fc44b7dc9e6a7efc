package dev.lockstep.bench.row;

import dev.lockstep.bench.history.ChangeHistory;
import dev.lockstep.bench.measure.CommandTimer;
import dev.lockstep.bench.measure.Rounds;
import dev.lockstep.bench.measure.Rounds.Progress;
import dev.lockstep.bench.measure.Stopwatch;
import dev.lockstep.bench.peer.Downloads;
import dev.lockstep.bench.server.BenchServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Is what rows measure with.
///
/// @param downloads fetches what only one row needs
/// @param scratch a folder for histories, in memory when there is such a place
/// @param size how much to do
public record Lab(
    BenchServer server,
    CommandTimer commands,
    Stopwatch stopwatch,
    Contenders contenders,
    Downloads downloads,
    Path scratch,
    Size size,
    Progress progress) {

  /// Says how much to do.
  ///
  /// @param coldRuns attempts of each command
  /// @param warmRuns attempts of each library
  /// @param databases how many the many-database row has
  public record Size(int coldRuns, int warmRuns, int databases) {
    public static final Size FULL = new Size(7, 5, 100);
    public static final Size QUICK = new Size(3, 2, 10);

    public Size withRuns(int runs) {
      return new Size(runs, runs, databases);
    }
  }

  /// Returns a history of so many changes, written at the first call.
  public ChangeHistory history(int changes) throws IOException {
    Path folder = scratch.resolve("history-" + changes);
    return Files.isDirectory(folder)
        ? new ChangeHistory(folder, changes)
        : ChangeHistory.write(folder, changes, "for all");
  }

  /// Returns the same changes in files that nobody has read yet.
  ChangeHistory unread(ChangeHistory history) throws IOException {
    Path folder = Files.createTempDirectory(scratch, "unread-");
    return ChangeHistory.write(folder, history.changes(), folder.getFileName().toString());
  }

  /// Returns rounds for commands: one to warm the file cache, then those that count.
  Rounds coldRounds() {
    return new Rounds(1, size.coldRuns(), progress);
  }

  /// Returns rounds for libraries: enough to let the compiler see the work, then those that count.
  Rounds warmRounds(int warmUps, int atMost) {
    return new Rounds(warmUps, Math.min(size.warmRuns(), atMost), progress);
  }
}
