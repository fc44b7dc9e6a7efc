package dev.lockstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Compares what a test got with what a file expects, character by character.
///
/// With `-Dgolden.update=true` the file is rewritten instead, and the reviewer reads the
/// difference.
public final class Golden {
  private Golden() {}

  /// Fails when the file is missing or its text differs; nothing is normalised.
  public static void verify(Path expectedFile, String actual) {
    verify(expectedFile, actual, Boolean.getBoolean("golden.update"));
  }

  static void verify(Path expectedFile, String actual, boolean update) {
    try {
      if (update) {
        write(expectedFile, actual);
        return;
      }
      if (!Files.exists(expectedFile)) {
        throw new AssertionError(
            "%s is missing; write it with -Dgolden.update=true. Actual text:%n%s"
                .formatted(expectedFile, actual));
      }
      assertThat(actual)
          .as("%s (rewrite it with -Dgolden.update=true)", expectedFile)
          .isEqualTo(Files.readString(expectedFile, StandardCharsets.UTF_8));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void write(Path file, String text) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    if (!Files.exists(file) || !Files.readString(file, StandardCharsets.UTF_8).equals(text)) {
      Files.writeString(file, text, StandardCharsets.UTF_8);
    }
  }
}
