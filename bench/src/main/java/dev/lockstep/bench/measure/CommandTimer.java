package dev.lockstep.bench.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Starts programs and measures them from outside.
///
/// *Shape*: the wall time is ours, around start and end of the process. Processor time and resident
/// size come from GNU time, whose own process is small: a child of a large JVM would inherit that
/// JVM's size as its peak. GNU time itself costs everyone about a millisecond.
///
/// *Errors*: [IOException] when the program ends with another code than 0, with its last words.
public final class CommandTimer {
  private static final Path GNU_TIME = Path.of("/usr/bin/time");
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final int LAST_WORDS = 600;

  private final Path scratch;

  /// @param scratch a folder for what the programs print, best in memory
  public CommandTimer(Path scratch) {
    this.scratch = scratch;
    if (!Files.isExecutable(GNU_TIME)) {
      throw new IllegalStateException(
          "Processor time and memory are read by GNU time, which is not at "
              + GNU_TIME
              + ": install it (apt install time).");
    }
  }

  /// Is a program to start.
  ///
  /// @param environment added to this process's own
  public record Command(Path folder, List<String> words, Map<String, String> environment) {
    public Command {
      words = List.copyOf(words);
      environment = Map.copyOf(environment);
    }
  }

  public Sample time(Command command) throws IOException, InterruptedException {
    Path output = Files.createTempFile(scratch, "output", ".txt");
    Path figures = Files.createTempFile(scratch, "figures", ".txt");
    try {
      ProcessBuilder builder = builder(command, output, figures);
      long start = System.nanoTime();
      Process process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new IOException("no end within " + LIMIT.toMinutes() + " minutes");
      }
      Duration wall = Duration.ofNanos(System.nanoTime() - start);
      if (process.exitValue() != 0) {
        throw new IOException("exit code %d: %s".formatted(process.exitValue(), lastWords(output)));
      }
      return read(figures, wall);
    } finally {
      Files.deleteIfExists(output);
      Files.deleteIfExists(figures);
    }
  }

  private static ProcessBuilder builder(Command command, Path output, Path figures) {
    List<String> words =
        new ArrayList<>(
            List.of(GNU_TIME.toString(), "-q", "-o", figures.toString(), "-f", "%U %S %M"));
    words.addAll(command.words());
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(command.folder().toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().putAll(command.environment());
    return builder;
  }

  private static Sample read(Path figures, Duration wall) throws IOException {
    String[] parts = Files.readString(figures).strip().split(" ");
    double processor = Double.parseDouble(parts[0]) + Double.parseDouble(parts[1]);
    return new Sample(
        wall, Duration.ofMillis(Math.round(processor * 1000)), Long.parseLong(parts[2]));
  }

  private static String lastWords(Path output) throws IOException {
    String text = new String(Files.readAllBytes(output), StandardCharsets.UTF_8).strip();
    return text.length() <= LAST_WORDS ? text : "…" + text.substring(text.length() - LAST_WORDS);
  }
}
