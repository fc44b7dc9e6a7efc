package dev.lockstep.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// Reads the process file that a server keeps in its data folder.
///
/// *Shape*: PostgreSQL's `postmaster.pid` holds the process id in line 1, the port in line 4 and
/// `ready` in line 8; MariaDB's holds the process id only.
final class ServerProcess {
  static final String FILE = "postmaster.pid";

  private static final Duration END_LIMIT = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(5);

  private ServerProcess() {}

  /// Returns the living server of a data folder.
  ///
  /// @param mark text that the process's command line holds; it tells the server from a stranger
  ///   that has got its number since
  static Optional<ProcessHandle> in(Path data, String mark) {
    List<String> lines = lines(data);
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    try {
      return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
          .filter(ServerProcess::runs)
          .filter(process -> process.info().commandLine().orElse(mark).contains(mark));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  /// Says whether a process does more than wait to be buried: where nobody collects the dead, as in
  /// a container without an init, they keep their number but have no command any more.
  static boolean runs(ProcessHandle process) {
    return process.isAlive()
        && (process.info().commandLine().isPresent() || !Files.isDirectory(Path.of("/proc/self")));
  }

  /// Kills a server with its children and waits a while, because they write to their folder until
  /// the end.
  static void end(ProcessHandle server) {
    List<ProcessHandle> family = Stream.concat(Stream.of(server), server.descendants()).toList();
    family.forEach(ProcessHandle::destroyForcibly);
    long deadline = System.nanoTime() + END_LIMIT.toNanos();
    while (family.stream().anyMatch(ServerProcess::runs) && System.nanoTime() < deadline) {
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  static boolean saysReady(Path data) {
    List<String> lines = lines(data);
    return lines.size() >= 8 && lines.get(7).strip().equals("ready");
  }

  static int port(Path data) {
    return Integer.parseInt(lines(data).get(3).strip());
  }

  private static List<String> lines(Path data) {
    try {
      return Files.readAllLines(data.resolve(FILE), StandardCharsets.UTF_8);
    } catch (IOException _) {
      return List.of();
    }
  }
}
