package dev.lockstep.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Keeps a throw-away server alive exactly as long as this JVM.
///
/// A small shell starts the server and waits on a pipe to the JVM. The pipe closes when the JVM
/// asks for it and when the JVM dies in any way, `kill -9` included; then the shell stops the
/// server and deletes its folder.
final class Supervisor {
  // $1 folder, $2 signal, $3 file whose first line is the server's process id, then the command.
  // Signals that reach the whole process group (Ctrl-C) are the server's business, not the shell's.
  private static final String SCRIPT =
      """
      trap '' INT HUP TERM
      folder=$1; signal=$2; pidfile=$3; shift 3
      exec 3<&0
      "$@" </dev/null 3<&- &
      child=$!
      (
        read -r line <&3
        pid=$child
        if [ -r "$pidfile" ]; then read -r pid <"$pidfile"; fi
        kill -"$signal" "$pid" 2>/dev/null || kill -KILL "$child" 2>/dev/null
      ) &
      watcher=$!
      wait "$child"
      code=$?
      kill -KILL "$watcher" 2>/dev/null
      rm -rf -- "$folder"
      exit "$code"
      """;

  private final Process shell;

  private Supervisor(Process shell) {
    this.shell = shell;
  }

  static Supervisor start(Path folder, Path log, String signal, Path pidFile, List<String> server) {
    List<String> command = new ArrayList<>(List.of("sh", "-c", SCRIPT, "lockstep-server"));
    command.addAll(List.of(folder.toString(), signal, pidFile.toString()));
    command.addAll(server);
    try {
      Process shell =
          new ProcessBuilder(command)
              .directory(Folders.parent(folder).toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      return new Supervisor(shell);
    } catch (IOException failed) {
      throw new EmbeddedServerException(
          "The server could not be started: " + failed.getMessage(), failed);
    }
  }

  boolean isAlive() {
    return shell.isAlive();
  }

  long pid() {
    return shell.pid();
  }

  /// Asks the shell to stop the server and waits until both are gone.
  void stop(Duration limit) {
    try {
      shell.getOutputStream().close();
    } catch (IOException _) {
      // The shell is gone already, which is what was wanted.
    }
    try {
      if (!shell.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        shell.descendants().forEach(ProcessHandle::destroyForcibly);
        shell.destroyForcibly();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  static String tail(Path log) {
    try {
      String all = Files.readString(log, StandardCharsets.UTF_8).strip();
      return all.length() > 600 ? "…" + all.substring(all.length() - 600) : all;
    } catch (IOException _) {
      return "(no log)";
    }
  }
}
