package dev.lockstep.deploy;

import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.migration.PlannedStatement;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// Identifies a plan by its content, so that what was looked at can be told from what would run.
public final class PlanHash {
  private PlanHash() {}

  /// Returns SHA-256 over every migration's id, direction, checksum and statements, in lower-case
  /// hex.
  public static String of(List<PlannedMigration> migrations) {
    MessageDigest digest = sha256();
    for (PlannedMigration planned : migrations) {
      add(digest, planned.direction().name());
      add(digest, planned.migration().id());
      String checksum = planned.migration().checksum();
      add(digest, checksum == null ? "" : checksum);
      for (PlannedStatement statement : planned.statements()) {
        add(digest, statement.sql().text());
        String data = statement.sql().inlineData();
        add(digest, data == null ? "" : data);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void add(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
