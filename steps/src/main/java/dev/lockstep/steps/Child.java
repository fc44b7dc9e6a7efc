package dev.lockstep.steps;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Runs one process and waits for it.
///
/// *Units*: of what it prints the first 16 MiB are kept, of what it notes the last 64 KiB.
final class Child {
  private static final int MOST_OUTPUT = 16 << 20;
  private static final int MOST_NOTES = 64 << 10;
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration GRACE = Duration.ofSeconds(20);

  private Child() {}

  /// Is how a process ended.
  ///
  /// @param cut whether it printed more than was kept
  /// @param stopped whether it was told to end
  record End(int exit, String output, boolean cut, String notes, boolean stopped) {}

  /// @param stopping tells whether it is to end; asked now and then
  static End run(
      List<String> command,
      Path directory,
      Map<String, String> environment,
      BooleanSupplier stopping)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    Kept output = new Kept(MOST_OUTPUT, false);
    Kept notes = new Kept(MOST_NOTES, true);
    Thread first = output.takeFrom(process.getInputStream());
    Thread second = notes.takeFrom(process.getErrorStream());
    boolean stopped = false;
    try {
      while (!process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        if (stopping.getAsBoolean()) {
          stopped = true;
          break;
        }
      }
    } finally {
      // Its standard input stays open as long as somebody waits for it, which it may watch.
      end(process);
    }
    // Whom it started may hold its outputs open for longer than anybody waits.
    first.join(GRACE);
    second.join(Duration.ofSeconds(1));
    return new End(process.exitValue(), output.text(), output.isCut(), notes.text(), stopped);
  }

  /// Ends it with all that it started, kindly at first.
  private static void end(Process process) throws InterruptedException {
    List<ProcessHandle> started = process.descendants().toList();
    started.forEach(ProcessHandle::destroy);
    process.destroy();
    if (!process.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    started.forEach(ProcessHandle::destroyForcibly);
  }

  /// Is what is kept of a stream.
  private static final class Kept {
    private final int most;
    private final boolean last;
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private boolean cut;

    /// @param last whether its end is kept rather than its beginning
    Kept(int most, boolean last) {
      this.most = most;
      this.last = last;
    }

    Thread takeFrom(InputStream stream) {
      return Thread.ofVirtual()
          .start(() -> {
            byte[] buffer = new byte[8192];
            try (stream) {
              for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                take(buffer, read);
              }
            } catch (IOException closed) {
              // What was there until then counts.
            }
          });
    }

    private synchronized void take(byte[] buffer, int read) {
      if (last) {
        if (taken.size() > 2 * most) {
          byte[] all = taken.toByteArray();
          taken.reset();
          taken.write(all, all.length - most, most);
          cut = true;
        }
        taken.write(buffer, 0, read);
      } else {
        int room = Math.min(read, most - taken.size());
        taken.write(buffer, 0, room);
        cut |= room < read;
      }
    }

    private synchronized boolean isCut() {
      return cut;
    }

    private synchronized String text() {
      byte[] all = taken.toByteArray();
      int from = last ? Math.max(0, all.length - most) : 0;
      return new String(all, from, all.length - from, StandardCharsets.UTF_8);
    }
  }
}
