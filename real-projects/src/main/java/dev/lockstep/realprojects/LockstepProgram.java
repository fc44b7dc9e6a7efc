package dev.lockstep.realprojects;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Runs Lockstep's own command line in a project's folder, as a user would.
///
/// @param launcher the program
/// @param folder the project
/// @param environment variables on top of ours
record LockstepProgram(Path launcher, Path folder, Map<String, String> environment) {
  private static final long LIMIT_MINUTES = 10;

  /// Holds what one command printed and how long it took, start of the program included.
  record Answer(String output, double seconds) {}

  /// Runs one command to its end.
  ///
  /// *Errors*: `IllegalStateException` with the command's words when it does not exit with 0.
  Answer run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile(folder.getParent(), "output", ".txt");
    Path errors = Files.createTempFile(folder.getParent(), "errors", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile());
    builder.environment().putAll(environment);
    long begun = System.nanoTime();
    Process process = builder.start();
    process.getOutputStream().close();
    if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
      process.destroy();
      throw new IllegalStateException(String.join(" ", arguments) + " did not end in time.");
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    String printed = Files.readString(output, StandardCharsets.UTF_8);
    if (process.exitValue() != 0) {
      String said = Files.readString(errors, StandardCharsets.UTF_8);
      throw new IllegalStateException(
          "lockstep %s ended with %d:%n%s%n%s"
              .formatted(
                  String.join(" ", arguments), process.exitValue(), tail(printed), tail(said)));
    }
    return new Answer(printed, seconds);
  }

  private static String tail(String text) {
    return text.length() < 6000 ? text : text.substring(text.length() - 6000);
  }
}
