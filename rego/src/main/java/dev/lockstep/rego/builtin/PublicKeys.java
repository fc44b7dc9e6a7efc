package dev.lockstep.rego.builtin;

import dev.lockstep.rego.value.Json;
import dev.lockstep.rego.value.Json.JsonException;
import dev.lockstep.rego.value.RegoArray;
import dev.lockstep.rego.value.RegoObject;
import dev.lockstep.rego.value.RegoString;
import dev.lockstep.rego.value.Value;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads public keys: PEM certificates, PEM keys, JSON Web Keys and sets of them.
///
/// *Source*: RFC 7468, RFC 7517, RFC 7518.
final class PublicKeys {
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN ([A-Z ]+)-----\\s*([A-Za-z0-9+/=\\s]*)-----END \\1-----\\s*");

  private PublicKeys() {}

  /// Is a key with what its set says of it.
  ///
  /// @param algorithm null when nothing is said
  record Known(PublicKey key, @Nullable String algorithm, @Nullable String id) {}

  static List<Known> in(Arguments arguments, String text) {
    return text.strip().startsWith("-----BEGIN ") ? pem(arguments, text) : jwk(arguments, text);
  }

  private static List<Known> pem(Arguments arguments, String text) {
    Matcher matcher = PEM.matcher(text.strip() + "\n");
    if (!matcher.lookingAt()) {
      throw arguments.failure("failed to parse a PEM certificate");
    }
    if (matcher.end() < text.strip().length()) {
      throw arguments.failure("extra data after a PEM certificate block");
    }
    byte[] content;
    try {
      content = Base64.getMimeDecoder().decode(matcher.group(2));
    } catch (IllegalArgumentException e) {
      throw arguments.failure("failed to parse a PEM certificate");
    }
    try {
      return switch (matcher.group(1)) {
        case "CERTIFICATE" ->
            List.of(
                new Known(
                    CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(content))
                        .getPublicKey(),
                    null,
                    null));
        case "PUBLIC KEY" -> List.of(new Known(key(arguments, content), null, null));
        default -> throw arguments.failure("failed to extract a Key from the PEM certificate");
      };
    } catch (GeneralSecurityException e) {
      throw arguments.failure("failed to parse a PEM certificate");
    }
  }

  private static PublicKey key(Arguments arguments, byte[] content) {
    for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(content));
      } catch (GeneralSecurityException _) {
        // Of another kind.
      }
    }
    throw arguments.failure("failed to parse a PEM key");
  }

  private static List<Known> jwk(Arguments arguments, String text) {
    try {
      Value read = Json.read(text);
      if (!(read instanceof RegoObject object)) {
        throw arguments.failure("failed to parse a JWK key (set)");
      }
      List<Known> keys = new ArrayList<>();
      if (object.get("keys") instanceof RegoArray all) {
        for (Value one : all) {
          if (one instanceof RegoObject key) {
            keys.add(known(key));
          }
        }
      } else {
        keys.add(known(object));
      }
      return keys;
    } catch (JsonException | GeneralSecurityException | IllegalArgumentException e) {
      throw arguments.failure("failed to parse a JWK key (set)");
    }
  }

  private static Known known(RegoObject jwk) throws GeneralSecurityException {
    PublicKey key =
        switch (text(jwk, "kty")) {
          case "RSA" ->
              KeyFactory.getInstance("RSA")
                  .generatePublic(new RSAPublicKeySpec(number(jwk, "n"), number(jwk, "e")));
          case "EC" -> {
            AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
            curve.init(new ECGenParameterSpec(text(jwk, "crv").replace("P-", "secp") + "r1"));
            yield KeyFactory.getInstance("EC")
                .generatePublic(
                    new ECPublicKeySpec(
                        new ECPoint(number(jwk, "x"), number(jwk, "y")),
                        curve.getParameterSpec(ECParameterSpec.class)));
          }
          case "OKP" -> {
            byte[] point = Base64.getUrlDecoder().decode(text(jwk, "x"));
            boolean odd = (point[point.length - 1] & 0x80) != 0;
            point[point.length - 1] &= 0x7f;
            for (int i = 0; i < point.length / 2; i++) {
              byte swapped = point[i];
              point[i] = point[point.length - 1 - i];
              point[point.length - 1 - i] = swapped;
            }
            yield KeyFactory.getInstance("Ed25519")
                .generatePublic(
                    new EdECPublicKeySpec(
                        NamedParameterSpec.ED25519, new EdECPoint(odd, new BigInteger(1, point))));
          }
          default -> throw new GeneralSecurityException("unknown type of key");
        };
    return new Known(key, optional(jwk, "alg"), optional(jwk, "kid"));
  }

  private static @Nullable String optional(RegoObject jwk, String name) {
    return jwk.get(name) instanceof RegoString string ? string.text() : null;
  }

  private static String text(RegoObject jwk, String name) {
    String text = optional(jwk, name);
    return text == null ? "" : text;
  }

  private static BigInteger number(RegoObject jwk, String name) {
    return new BigInteger(
        1, Base64.getUrlDecoder().decode(text(jwk, name).getBytes(StandardCharsets.US_ASCII)));
  }
}
