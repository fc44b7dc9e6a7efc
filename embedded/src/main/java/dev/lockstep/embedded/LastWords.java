package dev.lockstep.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads the end of a server's log for an error message.
final class LastWords {
  private static final int LIMIT = 600;

  private LastWords() {}

  /// Returns what was written after the first so many bytes, at most the last 600 characters.
  static String since(Path log, long bytesBefore) {
    try {
      byte[] all = Files.readAllBytes(log);
      int start = (int) Math.min(bytesBefore, all.length);
      String text = new String(all, start, all.length - start, StandardCharsets.UTF_8).strip();
      return text.length() > LIMIT ? "…" + text.substring(text.length() - LIMIT) : text;
    } catch (IOException _) {
      return "(no log)";
    }
  }
}
