package dev.lockstep.dialects.postgres;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Turns names into the 64-bit numbers that advisory locks have.
final class FenceKey {
  private FenceKey() {}

  /// Returns the same number in every release, so that two releases keep each other out.
  static long of(String schema) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(("lockstep:" + schema).getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(hash).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
