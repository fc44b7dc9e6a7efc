package dev.lockstep.deploy;

import dev.lockstep.sql.SqlStatement;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Identifies a statement by its text, which itself may hold secrets and is not kept.
public final class StatementHash {
  private StatementHash() {}

  /// Returns SHA-256 over the text and the data behind it, in lower-case hex.
  public static String of(SqlStatement statement) {
    MessageDigest digest = sha256();
    digest.update(statement.text().getBytes(StandardCharsets.UTF_8));
    String data = statement.inlineData();
    if (data != null) {
      digest.update((byte) 0);
      digest.update(data.getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /// Returns SHA-256 over a text, in lower-case hex.
  public static String of(String text) {
    return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
