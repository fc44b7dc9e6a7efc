package dev.lockstep.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Keeps a throw-away server alive exactly as long as this JVM.
///
/// A small shell starts the server and waits on a pipe to the JVM. The pipe closes when the JVM
/// asks for it and when the JVM dies in any way, `kill -9` included; then the shell stops the
/// server and deletes its folder.
final class Supervisor {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
  private static final Duration START_LIMIT = Duration.ofMinutes(1);

  // $1 folder, $2 signal, then the command. Signals that reach the whole process group (Ctrl-C) are
  // the server's business, not the shell's. The process file names the server where the command's
  // prefix (su) stays in between.
  private static final String SCRIPT =
      """
      trap '' INT HUP TERM
      folder=$1; signal=$2; shift 2
      exec 3<&0
      "$@" </dev/null 3<&- &
      child=$!
      (
        read -r line <&3
        server=$child
        if [ -r "$folder/data/postmaster.pid" ]; then
          read -r server <"$folder/data/postmaster.pid"
        fi
        kill -"$signal" "$server" 2>/dev/null || kill -KILL "$child" 2>/dev/null
      ) &
      watcher=$!
      wait "$child"
      code=$?
      : >"$folder/ended"
      kill -KILL "$watcher" 2>/dev/null
      read -r line <&3
      rm -rf -- "$folder"
      exit "$code"
      """;

  private final ThrowAwayFolder folder;
  private final Process shell;
  private final Thread atExit;

  private Supervisor(ThrowAwayFolder folder, Process shell) {
    this.folder = folder;
    this.shell = shell;
    this.atExit = new Thread(this::end, "stop-embedded-server");
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /// Starts the server's command.
  ///
  /// @param signal what makes the server stop at once, for example `QUIT`
  static Supervisor start(ThrowAwayFolder folder, String signal, List<String> server) {
    List<String> command = new ArrayList<>(List.of("sh", "-c", SCRIPT, "lockstep-server"));
    command.addAll(List.of(folder.path().toString(), signal));
    command.addAll(server);
    try {
      Process shell =
          new ProcessBuilder(command)
              .directory(Folders.parent(folder.path()).toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.log().toFile())
              .start();
      folder.recordOwner(shell.toHandle());
      return new Supervisor(folder, shell);
    } catch (IOException failed) {
      Folders.deleteQuietly(folder.path());
      throw new EmbeddedServerException(
          "The server could not be started: " + failed.getMessage(), failed);
    }
  }

  /// Waits until the server is ready.
  ///
  /// *Errors*: an [EmbeddedServerException] with the server's last words when it ends before.
  void awaitReady(BooleanSupplier ready) {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (!ready.getAsBoolean()) {
      if (!hasServer() || System.nanoTime() > deadline) {
        String lastWords = LastWords.since(folder.log(), 0);
        stop();
        throw new EmbeddedServerException("The database server did not start: " + lastWords);
      }
      pause();
    }
  }

  /// The shell outlives its server until the pipe closes, so that the log can still be read.
  private boolean hasServer() {
    return shell.isAlive() && !Files.exists(folder.ended());
  }

  private void pause() {
    try {
      Thread.sleep(5);
    } catch (InterruptedException interrupted) {
      stop();
      Thread.currentThread().interrupt();
      throw new EmbeddedServerException("Interrupted while the server started.", interrupted);
    }
  }

  /// Stops the server, deletes its folder and waits for both; a second call does nothing.
  void stop() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException _) {
      // The JVM is ending and the hook runs.
    }
  }

  private void end() {
    try {
      shell.getOutputStream().close();
    } catch (IOException _) {
      // The shell is gone already, which is what was wanted.
    }
    try {
      if (!shell.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        shell.descendants().forEach(ProcessHandle::destroyForcibly);
        shell.destroyForcibly();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    // Both are done by the shell, unless someone killed it.
    ServerProcess.in(folder.data(), folder.path().toString()).ifPresent(ServerProcess::end);
    Folders.deleteQuietly(folder.path());
  }
}
