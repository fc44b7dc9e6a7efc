package dev.lockstep.rego.builtin;

import dev.lockstep.rego.value.RegoNumber;
import dev.lockstep.rego.value.RegoObject;
import dev.lockstep.rego.value.RegoString;
import dev.lockstep.rego.value.Value;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Makes and reads UUIDs.
///
/// *Source*: RFC 4122.
final class Uuids {
  /// Hundreds of nanoseconds from 1582 to 1970.
  private static final long TO_1970 = 0x01B21DD213814000L;

  static final List<Builtin> ALL =
      List.of(
          Builtin.situated(
              "uuid.rfc4122",
              1,
              (arguments, around) ->
                  new RegoString(
                      (String)
                          around.once(
                              "uuid " + arguments.text(0), () -> UUID.randomUUID().toString()))),
          Builtin.pure("uuid.parse", 1, Uuids::parsed));

  private Uuids() {}

  private static Value parsed(Arguments arguments) {
    String text = arguments.text(0);
    String hex = text;
    if (hex.toLowerCase(java.util.Locale.ROOT).startsWith("urn:uuid:")) {
      hex = hex.substring(9);
    } else if (hex.startsWith("{") && hex.endsWith("}")) {
      hex = hex.substring(1, hex.length() - 1);
    }
    boolean dashes = hex.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    if (!dashes && !hex.matches("[0-9a-fA-F]{32}")) {
      throw arguments.failure("invalid UUID \"" + text + "\"");
    }
    String plain = hex.replace("-", "");
    UUID uuid =
        new UUID(
            Long.parseUnsignedLong(plain.substring(0, 16), 16),
            Long.parseUnsignedLong(plain.substring(16), 16));
    Map<Value, Value> found = new LinkedHashMap<>();
    put(found, "version", RegoNumber.of(uuid.version()));
    put(found, "variant", new RegoString(variant(plain)));
    if (uuid.version() == 1 || uuid.version() == 2) {
      byte[] node = HexFormat.of().parseHex(plain.substring(20));
      put(found, "nodeid", new RegoString(HexFormat.ofDelimiter("-").formatHex(node)));
      put(
          found,
          "macvariables",
          new RegoString(
              ((node[0] & 2) == 2 ? "local" : "global")
                  + ":"
                  + ((node[0] & 1) == 1 ? "multicast" : "unicast")));
      long low = Long.parseLong(plain.substring(0, 8), 16);
      long mid = Long.parseLong(plain.substring(8, 12), 16);
      long high = Long.parseLong(plain.substring(13, 16), 16);
      put(found, "time", RegoNumber.of(((high << 48 | mid << 32 | low) - TO_1970) * 100));
      put(
          found,
          "clocksequence",
          RegoNumber.of(Integer.parseInt(plain.substring(16, 20), 16) & 0x3fff));
      if (uuid.version() == 2) {
        put(found, "id", RegoNumber.of(low));
        int domain = Integer.parseInt(plain.substring(18, 20), 16);
        put(
            found,
            "domain",
            new RegoString(
                switch (domain) {
                  case 0 -> "Person";
                  case 1 -> "Group";
                  case 2 -> "Org";
                  default -> "Domain" + domain;
                }));
      }
    }
    return RegoObject.of(found);
  }

  private static void put(Map<Value, Value> found, String key, Value value) {
    found.put(new RegoString(key), value);
  }

  private static String variant(String plain) {
    int bits = Integer.parseInt(plain.substring(16, 17), 16);
    if ((bits & 0b1100) == 0b1000) {
      return "RFC4122";
    }
    if ((bits & 0b1110) == 0b1100) {
      return "Microsoft";
    }
    return (bits & 0b1110) == 0b1110 ? "Future" : "Reserved";
  }
}
