package dev.lockstep.engines.liquibase.bridge;

import dev.lockstep.source.FileEntry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// Says whether something a reading looked at is still the same.
public final class ContentHash {
  private ContentHash() {}

  /// Hashes a file's content: SHA-256, hex.
  public static String of(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  public static String of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Hashes which files a folder holds, not what is in them.
  public static String ofListing(List<FileEntry> entries) {
    StringBuilder paths = new StringBuilder();
    for (FileEntry entry : entries) {
      paths.append(entry.path()).append('\n');
    }
    return of(paths.toString());
  }
}
