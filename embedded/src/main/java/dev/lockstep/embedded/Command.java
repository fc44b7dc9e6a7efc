package dev.lockstep.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs one short program to its end.
///
/// *Shape*: `output` holds standard output and standard error together, trimmed.
record Command(int exitCode, String output) {

  /// Runs the arguments with a file as the place for the output, because a daemon that the program
  /// leaves behind would keep a pipe open for ever.
  ///
  /// *Errors*: an [EmbeddedServerException] when the program is missing or does not end in time.
  static Command run(List<String> arguments, Path directory, Duration limit) {
    return run(arguments, directory, limit, nullDevice().toPath());
  }

  /// Runs the arguments with a file as the program's input.
  static Command run(List<String> arguments, Path directory, Duration limit, Path input) {
    Path output = null;
    try {
      output = Files.createTempFile(directory, "command", ".log");
      Process process =
          new ProcessBuilder(arguments)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(input.toFile()))
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
        throw new EmbeddedServerException(
            "The program %s did not end within %d s."
                .formatted(arguments.getFirst(), limit.toSeconds()));
      }
      return new Command(process.exitValue(), text(output));
    } catch (IOException failed) {
      throw new EmbeddedServerException(
          "The program %s could not be run: %s"
              .formatted(arguments.getFirst(), failed.getMessage()),
          failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new EmbeddedServerException(
          "Interrupted while waiting for the program %s.".formatted(arguments.getFirst()),
          interrupted);
    } finally {
      Folders.deleteQuietly(output);
    }
  }

  boolean succeeded() {
    return exitCode == 0;
  }

  static java.io.File nullDevice() {
    return new java.io.File(
        System.getProperty("os.name", "").startsWith("Windows") ? "NUL" : "/dev/null");
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip();
  }
}
