package dev.lockstep.rego.builtin;

import dev.lockstep.rego.builtin.PublicKeys.Known;
import dev.lockstep.rego.value.Json;
import dev.lockstep.rego.value.Json.JsonException;
import dev.lockstep.rego.value.RegoArray;
import dev.lockstep.rego.value.RegoBoolean;
import dev.lockstep.rego.value.RegoNumber;
import dev.lockstep.rego.value.RegoObject;
import dev.lockstep.rego.value.RegoString;
import dev.lockstep.rego.value.Value;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads and verifies JSON Web Tokens; makes none.
///
/// *Source*: RFC 7515, RFC 7519, and OPA's documentation of `io.jwt`.
final class Tokens {
  private static final RegoArray INVALID =
      RegoArray.of(RegoBoolean.FALSE, RegoObject.EMPTY, RegoObject.EMPTY);
  private static final Set<String> CONSTRAINTS =
      Set.of("cert", "secret", "alg", "iss", "aud", "time");
  private static final int DEEPEST = 10;

  static final List<Builtin> ALL = all();

  private Tokens() {}

  private static List<Builtin> all() {
    List<Builtin> all = new ArrayList<>();
    all.add(Builtin.pure("io.jwt.decode", 1, Tokens::decoded));
    all.add(Builtin.situated("io.jwt.decode_verify", 2, Tokens::verified));
    for (String family : List.of("RS", "PS", "ES")) {
      for (int bits : List.of(256, 384, 512)) {
        String algorithm = family + bits;
        all.add(
            verifying("io.jwt.verify_" + algorithm.toLowerCase(java.util.Locale.ROOT), algorithm));
      }
    }
    all.add(verifying("io.jwt.verify_eddsa", "EdDSA"));
    for (int bits : List.of(256, 384, 512)) {
      all.add(
          Builtin.pure(
              "io.jwt.verify_hs" + bits,
              2,
              arguments ->
                  RegoBoolean.of(
                      isSigned(
                          arguments,
                          Token.of(arguments, arguments.text(0)),
                          "HS" + bits,
                          arguments.text(1)))));
    }
    return List.copyOf(all);
  }

  private static Builtin verifying(String name, String algorithm) {
    return Builtin.pure(
        name,
        2,
        arguments -> {
          Token token = Token.of(arguments, arguments.text(0));
          List<Known> keys = PublicKeys.in(arguments, arguments.text(1));
          return RegoBoolean.of(isSigned(arguments, token, algorithm, keys));
        });
  }

  /// Is a token in its three parts.
  private record Token(String header, String payload, String signature) {
    static Token of(Arguments arguments, String text) {
      String[] parts = text.split("\\.", -1);
      if (parts.length == 1) {
        throw arguments.failure("encoded JWT had no period separators");
      }
      if (parts.length != 3) {
        throw arguments.failure("encoded JWT must have 3 sections, found " + parts.length);
      }
      return new Token(parts[0], parts[1], parts[2]);
    }

    byte[] signed() {
      return (header + "." + payload).getBytes(StandardCharsets.US_ASCII);
    }

    RegoObject headerObject(Arguments arguments) {
      Value value = json(arguments, "header", header);
      if (!(value instanceof RegoObject object)) {
        throw arguments.failure("JWT header is no object");
      }
      if (object.get("enc") != null) {
        throw arguments.failure("JWT is a JWE object, which is not supported");
      }
      return object;
    }
  }

  private static byte[] bytes(Arguments arguments, String part, String text) {
    try {
      return Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw arguments.failure("JWT %s had invalid encoding: %s".formatted(part, e.getMessage()));
    }
  }

  private static Value json(Arguments arguments, String part, String text) {
    try {
      return Json.read(new String(bytes(arguments, part, text), StandardCharsets.UTF_8));
    } catch (JsonException e) {
      throw arguments.failure("JWT %s is no JSON: %s".formatted(part, e.getMessage()));
    }
  }

  /// Returns the token inside another one; null when there is none.
  private static @Nullable String nested(RegoObject header, Arguments arguments, Token token) {
    boolean nested =
        header.get("cty") instanceof RegoString type && type.text().equalsIgnoreCase("JWT");
    if (!nested) {
      return null;
    }
    String text = new String(bytes(arguments, "payload", token.payload()), StandardCharsets.UTF_8);
    return text.startsWith("\"") && text.endsWith("\"") && text.length() > 1
        ? text.substring(1, text.length() - 1)
        : text;
  }

  private static Value decoded(Arguments arguments) {
    String text = arguments.text(0);
    for (int depth = 0; depth < DEEPEST; depth++) {
      Token token = Token.of(arguments, text);
      RegoObject header = token.headerObject(arguments);
      String inner = nested(header, arguments, token);
      if (inner == null) {
        Value payload = json(arguments, "payload", token.payload());
        byte[] signature = bytes(arguments, "signature", token.signature());
        return RegoArray.of(header, payload, new RegoString(HexFormat.of().formatHex(signature)));
      }
      text = inner;
    }
    throw arguments.failure("JWT is nested too deep");
  }

  private static @Nullable String text(RegoObject object, String key) {
    return object.get(key) instanceof RegoString string ? string.text() : null;
  }

  private static Value verified(Arguments arguments, Builtin.Surroundings around) {
    RegoObject constraints = arguments.object(1);
    for (Value key : constraints.keys()) {
      if (!(key instanceof RegoString name) || !CONSTRAINTS.contains(name.text())) {
        throw arguments.failure("unknown token validation constraint: " + key);
      }
    }
    String certificate = text(constraints, "cert");
    String secret = text(constraints, "secret");
    if ((certificate == null) == (secret == null)) {
      throw arguments.failure(
          certificate == null ? "no key constraint" : "duplicate key constraints");
    }
    String text = arguments.text(0);
    for (int depth = 0; depth < DEEPEST; depth++) {
      Token token = Token.of(arguments, text);
      RegoObject header = token.headerObject(arguments);
      String algorithm = text(header, "alg");
      String wanted = text(constraints, "alg");
      boolean signed =
          algorithm != null
              && header.get("crit") == null
              && (wanted == null || wanted.equals(algorithm))
              && (certificate == null
                  ? isSigned(arguments, token, algorithm, String.valueOf(secret))
                  : isSigned(
                      arguments,
                      token,
                      algorithm,
                      fitting(PublicKeys.in(arguments, certificate), header)));
      if (!signed) {
        return INVALID;
      }
      String inner = nested(header, arguments, token);
      if (inner == null) {
        return judged(arguments, header, token, around);
      }
      text = inner;
    }
    return INVALID;
  }

  private static List<Known> fitting(List<Known> keys, RegoObject header) {
    String id = text(header, "kid");
    List<Known> named =
        id == null ? List.of() : keys.stream().filter(key -> id.equals(key.id())).toList();
    return named.isEmpty() ? keys : named;
  }

  private static Value judged(
      Arguments arguments, RegoObject header, Token token, Builtin.Surroundings around) {
    RegoObject constraints = arguments.object(1);
    Value payload = json(arguments, "payload", token.payload());
    if (!(payload instanceof RegoObject claims)) {
      return INVALID;
    }
    String issuer = text(constraints, "iss");
    boolean rightIssuer = issuer == null || issuer.equals(text(claims, "iss"));
    BigDecimal now =
        constraints.get("time") instanceof RegoNumber time
            ? time.decimal()
            : BigDecimal.valueOf(around.now());
    BigDecimal expires = seconds(arguments, claims, "exp");
    BigDecimal begins = seconds(arguments, claims, "nbf");
    boolean inTime =
        (expires == null || now.compareTo(expires) < 0)
            && (begins == null || now.compareTo(begins) >= 0);
    return rightIssuer && inTime && isFor(claims, text(constraints, "aud"))
        ? RegoArray.of(RegoBoolean.TRUE, header, claims)
        : INVALID;
  }

  private static boolean isFor(RegoObject claims, @Nullable String audience) {
    Value meant = claims.get("aud");
    if (audience == null || meant == null) {
      return audience == null && meant == null;
    }
    return switch (meant) {
      case RegoString one -> one.text().equals(audience);
      case RegoArray many -> many.values().contains(new RegoString(audience));
      default -> false;
    };
  }

  /// Returns a time in nanoseconds.
  private static @Nullable BigDecimal seconds(Arguments arguments, RegoObject claims, String name) {
    Value value = claims.get(name);
    if (value == null) {
      return null;
    }
    if (value instanceof RegoNumber number) {
      return number.decimal().movePointRight(9);
    }
    throw arguments.failure(name + " value must be a number");
  }

  private static boolean isSigned(
      Arguments arguments, Token token, String algorithm, String secret) {
    if (!algorithm.matches("HS(256|384|512)")) {
      return false;
    }
    byte[] made =
        Hashes.mac(
            arguments,
            "HmacSHA" + algorithm.substring(2),
            secret.getBytes(StandardCharsets.UTF_8),
            token.signed());
    return MessageDigest.isEqual(made, bytes(arguments, "signature", token.signature()));
  }

  private static boolean isSigned(
      Arguments arguments, Token token, String algorithm, List<Known> keys) {
    if (!algorithm.matches("(RS|PS|ES)(256|384|512)|EdDSA")) {
      return false;
    }
    byte[] signature = bytes(arguments, "signature", token.signature());
    for (Known known : keys) {
      if (known.algorithm() != null && !known.algorithm().equals(algorithm)) {
        continue;
      }
      try {
        Signature verifier = verifier(algorithm);
        verifier.initVerify(known.key());
        verifier.update(token.signed());
        if (verifier.verify(signature)) {
          return true;
        }
      } catch (GeneralSecurityException _) {
        // A key of another kind has not signed it.
      }
    }
    return false;
  }

  private static Signature verifier(String algorithm) throws GeneralSecurityException {
    if (algorithm.equals("EdDSA")) {
      return Signature.getInstance("Ed25519");
    }
    String bits = algorithm.substring(2);
    if (algorithm.startsWith("PS")) {
      Signature verifier = Signature.getInstance("RSASSA-PSS");
      verifier.setParameter(
          new PSSParameterSpec(
              "SHA-" + bits,
              "MGF1",
              new MGF1ParameterSpec("SHA-" + bits),
              Integer.parseInt(bits) / 8,
              PSSParameterSpec.TRAILER_FIELD_BC));
      return verifier;
    }
    return Signature.getInstance(
        algorithm.startsWith("RS")
            ? "SHA" + bits + "withRSA"
            : "SHA" + bits + "withECDSAinP1363Format");
  }
}
