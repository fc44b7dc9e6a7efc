package dev.lockstep.dialects.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/// Identifies this process, so that another one on the same machine can tell whether it lives.
///
/// *Shape*: `machine` is this boot and process name space, so that a number is never compared with
/// one from elsewhere; empty where that cannot be told.
///
/// @param started milliseconds since 1970, so that a reused number is told apart
public record ClientProcess(String machine, long pid, long started) {

  /// Says what is known of another process.
  public enum Life {
    RUNNING,
    GONE,
    UNKNOWN
  }

  /// Describes the running process.
  public static ClientProcess here() {
    ProcessHandle handle = ProcessHandle.current();
    return new ClientProcess(thisMachine(), handle.pid(), startOf(handle));
  }

  /// Returns the form [#life] understands.
  public String written() {
    return machine + " " + pid + " " + started;
  }

  /// Tells whether the process that wrote `other` still lives.
  public Life life(String other) {
    String[] parts = other.split(" ", -1);
    if (machine.isEmpty() || parts.length != 3 || !parts[0].equals(machine)) {
      return Life.UNKNOWN;
    }
    try {
      Optional<ProcessHandle> handle = ProcessHandle.of(Long.parseLong(parts[1]));
      long began = Long.parseLong(parts[2]);
      return handle.isPresent() && handle.get().isAlive() && startOf(handle.get()) == began
          ? Life.RUNNING
          : Life.GONE;
    } catch (NumberFormatException e) {
      return Life.UNKNOWN;
    }
  }

  private static long startOf(ProcessHandle handle) {
    return handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  private static String thisMachine() {
    try {
      String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
      Path space = Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
      return boot + "/" + space.getFileName();
    } catch (IOException | UnsupportedOperationException e) {
      return "";
    }
  }
}
