package dev.lockstep.rego.builtin;

import static dev.lockstep.rego.builtin.Builtin.pure;

import dev.lockstep.rego.value.RegoBoolean;
import dev.lockstep.rego.value.RegoString;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Hashes text.
final class Hashes {
  static final List<Builtin> ALL =
      List.of(
          hash("crypto.md5", "MD5"),
          hash("crypto.sha1", "SHA-1"),
          hash("crypto.sha256", "SHA-256"),
          mac("crypto.hmac.md5", "HmacMD5"),
          mac("crypto.hmac.sha1", "HmacSHA1"),
          mac("crypto.hmac.sha256", "HmacSHA256"),
          mac("crypto.hmac.sha512", "HmacSHA512"),
          pure(
              "crypto.hmac.equal",
              2,
              arguments ->
                  RegoBoolean.of(
                      MessageDigest.isEqual(bytes(arguments.text(0)), bytes(arguments.text(1))))));

  private Hashes() {}

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Builtin hash(String name, String algorithm) {
    return pure(
        name,
        1,
        arguments -> {
          try {
            return hex(MessageDigest.getInstance(algorithm).digest(bytes(arguments.text(0))));
          } catch (GeneralSecurityException e) {
            throw arguments.failure(algorithm + " is not available");
          }
        });
  }

  private static RegoString hex(byte[] bytes) {
    return new RegoString(HexFormat.of().formatHex(bytes));
  }

  private static Builtin mac(String name, String algorithm) {
    return pure(
        name,
        2,
        arguments ->
            hex(mac(arguments, algorithm, bytes(arguments.text(1)), bytes(arguments.text(0)))));
  }

  static byte[] mac(Arguments arguments, String algorithm, byte[] key, byte[] text) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, algorithm));
      return mac.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw arguments.failure(algorithm + " is not available");
    }
  }
}
