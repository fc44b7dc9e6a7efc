package dev.lockstep.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/// Runs a main class in a JVM of its own, lets the test wait for what it prints, and kills it.
///
/// *Shape*: standard output and standard error arrive together, line by line.
///
/// *Errors*: `AssertionError` with all output so far when a line or the end does not come in time.
public final class ChildJvm implements AutoCloseable {
  private final Process process;
  private final List<String> lines = new ArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean ended;

  private ChildJvm(Process process) {
    this.process = process;
    Thread.ofVirtual().name("child-output").start(this::read);
  }

  /// Starts a class of the test's own class path.
  public static ChildJvm start(Class<?> main, String... arguments) {
    return start(
        System.getProperty("java.class.path", ""), main.getName(), List.of(), List.of(arguments));
  }

  /// Starts a class.
  ///
  /// @param options further options of the JVM, for example `-Dname=value`
  public static ChildJvm start(
      String classPath, String main, List<String> options, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-Dlockstep.root=" + ProjectRoot.path());
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, main));
    command.addAll(arguments);
    return start(new ProcessBuilder(command));
  }

  /// Starts any program, for example the launcher script.
  public static ChildJvm start(ProcessBuilder program) {
    try {
      return new ChildJvm(program.redirectErrorStream(true).start());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  public long pid() {
    return process.pid();
  }

  /// Waits for a line that holds the text and returns it; lines that came before count too.
  public String awaitLine(String text, Duration limit) {
    return awaitLine(line -> line.contains(text), "a line with `" + text + "`", limit);
  }

  private String awaitLine(Predicate<String> wanted, String what, Duration limit) {
    long left = limit.toNanos();
    lock.lock();
    try {
      int seen = 0;
      while (true) {
        for (; seen < lines.size(); seen++) {
          if (wanted.test(lines.get(seen))) {
            return lines.get(seen);
          }
        }
        if (ended || left <= 0) {
          throw new AssertionError(
              "The child did not print %s. Its output:%n%s"
                  .formatted(what, String.join("\n", lines)));
        }
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while waiting for " + what, interrupted);
    } finally {
      lock.unlock();
    }
  }

  /// Kills the child as `kill -9` does and waits until it is gone.
  public void kill() {
    process.toHandle().destroyForcibly();
    awaitExit(Duration.ofSeconds(30));
  }

  /// Waits for the end and returns the exit code.
  public int awaitExit(Duration limit) {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("The child runs on. Its output:\n" + output());
      }
      return process.exitValue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while waiting for the child's end", interrupted);
    }
  }

  /// Writes a line to the child's standard input.
  public void send(String line) {
    try {
      process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /// Returns what the child has printed so far.
  public String output() {
    lock.lock();
    try {
      return String.join("\n", lines);
    } finally {
      lock.unlock();
    }
  }

  private void read() {
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        publish(line);
      }
    } catch (IOException _) {
      // A killed child's pipe breaks.
    }
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void publish(String line) {
    lock.lock();
    try {
      lines.add(line);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Ends the child when it still runs.
  @Override
  public void close() {
    process.destroyForcibly();
  }
}
