package dev.lockstep.rego.builtin;

import static dev.lockstep.rego.builtin.Builtin.pure;

import dev.lockstep.rego.value.Budget;
import dev.lockstep.rego.value.Json;
import dev.lockstep.rego.value.Json.JsonException;
import dev.lockstep.rego.value.RegoArray;
import dev.lockstep.rego.value.RegoBoolean;
import dev.lockstep.rego.value.RegoObject;
import dev.lockstep.rego.value.RegoSet;
import dev.lockstep.rego.value.RegoString;
import dev.lockstep.rego.value.Value;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes values as text, and reads them.
final class Encodings {
  static final List<Builtin> ALL =
      List.of(
          pure("json.marshal", 1, arguments -> new RegoString(Json.marshal(arguments.value(0)))),
          pure("json.marshal_with_options", 2, Encodings::marshalled),
          pure(
              "json.unmarshal",
              1,
              arguments -> {
                try {
                  return Json.read(arguments.text(0));
                } catch (JsonException e) {
                  throw arguments.failure(String.valueOf(e.getMessage()));
                }
              }),
          pure(
              "json.is_valid",
              1,
              arguments -> {
                try {
                  return RegoBoolean.of(
                      arguments.value(0) instanceof RegoString text
                          && Json.read(text.text()) != null);
                } catch (JsonException e) {
                  return RegoBoolean.FALSE;
                }
              }),
          pure("yaml.marshal", 1, arguments -> new RegoString(Yaml.write(arguments.value(0)))),
          pure("yaml.unmarshal", 1, arguments -> Yaml.read(arguments, arguments.text(0))),
          pure(
              "yaml.is_valid",
              1,
              arguments -> {
                try {
                  return RegoBoolean.of(
                      arguments.value(0) instanceof RegoString text
                          && Yaml.read(arguments, text.text()) != null);
                } catch (Builtin.Failure e) {
                  return RegoBoolean.FALSE;
                }
              }),
          pure(
              "base64.encode",
              1,
              arguments -> new RegoString(Base64.getEncoder().encodeToString(bytes(arguments)))),
          pure("base64.decode", 1, arguments -> decoded(arguments, Base64.getDecoder(), true)),
          pure(
              "base64.is_valid",
              1,
              arguments -> {
                try {
                  decoded(arguments, Base64.getDecoder(), true);
                  return RegoBoolean.TRUE;
                } catch (Builtin.Failure e) {
                  return RegoBoolean.FALSE;
                }
              }),
          pure(
              "base64url.encode",
              1,
              arguments -> new RegoString(Base64.getUrlEncoder().encodeToString(bytes(arguments)))),
          pure(
              "base64url.encode_no_pad",
              1,
              arguments ->
                  new RegoString(
                      Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(arguments)))),
          pure(
              "base64url.decode",
              1,
              arguments -> decoded(arguments, Base64.getUrlDecoder(), false)),
          pure(
              "hex.encode",
              1,
              arguments -> new RegoString(HexFormat.of().formatHex(bytes(arguments)))),
          pure(
              "hex.decode",
              1,
              arguments -> {
                try {
                  return new RegoString(
                      new String(
                          HexFormat.of().parseHex(arguments.text(0)), StandardCharsets.UTF_8));
                } catch (IllegalArgumentException e) {
                  throw arguments.failure(
                      "encoding/hex: "
                          + (arguments.text(0).length() % 2 == 1
                              ? "odd length hex string"
                              : e.getMessage()));
                }
              }),
          pure("urlquery.encode", 1, arguments -> new RegoString(encoded(arguments.text(0)))),
          pure(
              "urlquery.decode",
              1,
              arguments -> new RegoString(unescaped(arguments, arguments.text(0)))),
          pure("urlquery.encode_object", 1, Encodings::encodedObject),
          pure("urlquery.decode_object", 1, Encodings::decodedObject));

  private Encodings() {}

  private static byte[] bytes(Arguments arguments) {
    return arguments.text(0).getBytes(StandardCharsets.UTF_8);
  }

  private static Value decoded(Arguments arguments, Base64.Decoder decoder, boolean padded) {
    String text = arguments.text(0).replace("\n", "").replace("\r", "");
    if (padded && text.length() % 4 != 0) {
      throw arguments.failure("illegal base64 data at input byte " + text.length());
    }
    try {
      return new RegoString(new String(decoder.decode(text), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw arguments.failure("illegal base64 data: " + e.getMessage());
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("*", "%2A").replace("%7E", "~");
  }

  private static String unescaped(Arguments arguments, String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw arguments.failure("invalid URL escape in \"" + text + "\"");
    }
  }

  private static Value encodedObject(Arguments arguments) {
    RegoObject object = arguments.object(0);
    List<String> pairs = new ArrayList<>();
    for (Value key : object.keys()) {
      if (!(key instanceof RegoString name)) {
        throw arguments.ofType("operand 1 must be object with string keys");
      }
      Value value = object.at(key);
      List<Value> all =
          switch (value) {
            case RegoString _ -> List.of(value);
            case RegoArray array -> array.values();
            case RegoSet set -> set.sorted();
            default ->
                throw arguments.ofType(
                    "operand 1 must be object with values of {string, array, set} but got "
                        + value.typeName());
          };
      for (Value one : all) {
        if (!(one instanceof RegoString text)) {
          throw arguments.ofType("operand 1 must be string but got " + one.typeName());
        }
        pairs.add(encoded(name.text()) + "=" + encoded(text.text()));
      }
    }
    return new RegoString(String.join("&", pairs));
  }

  private static Value decodedObject(Arguments arguments) {
    Map<Value, List<Value>> found = new LinkedHashMap<>();
    for (String pair : arguments.text(0).split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      String key = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      found
          .computeIfAbsent(new RegoString(unescaped(arguments, key)), _ -> new ArrayList<>())
          .add(new RegoString(unescaped(arguments, value)));
    }
    Map<Value, Value> entries = new LinkedHashMap<>();
    found.forEach((key, values) -> entries.put(key, new RegoArray(values)));
    return RegoObject.of(entries);
  }

  private static Value marshalled(Arguments arguments) {
    RegoObject options = arguments.object(1);
    String indent = "\t";
    String prefix = "";
    boolean pretty = false;
    for (Value key : options.keys()) {
      Value value = options.at(key);
      switch (key instanceof RegoString name ? name.text() : "") {
        case "pretty" -> {
          if (!(value instanceof RegoBoolean wanted)) {
            throw arguments.ofType("operand 2 key pretty must be boolean");
          }
          pretty = wanted == RegoBoolean.TRUE;
        }
        case "indent", "prefix" -> {
          if (!(value instanceof RegoString text)) {
            throw arguments.ofType("operand 2 key %s must be string".formatted(key));
          }
          if (key.equals(new RegoString("indent"))) {
            indent = text.text();
          } else {
            prefix = text.text();
          }
        }
        default -> throw arguments.ofType("operand 2 object contained unknown key " + key);
      }
    }
    boolean asked =
        options.get("pretty") == null
            ? options.get("indent") != null || options.get("prefix") != null
            : pretty;
    if (!asked) {
      return new RegoString(Json.marshal(arguments.value(0)));
    }
    StringBuilder out = new StringBuilder(prefix);
    pretty(arguments.value(0), indent, prefix, 0, out);
    return new RegoString(out.toString());
  }

  private static void pretty(
      Value value, String indent, String prefix, int depth, StringBuilder out) {
    List<Value> items =
        switch (value) {
          case RegoArray array -> array.values();
          case RegoSet set -> set.sorted();
          case RegoObject object -> object.keys();
          default -> List.of();
        };
    if (items.isEmpty()) {
      out.append(Json.marshal(value));
      return;
    }
    out.append(value instanceof RegoObject ? "{" : "[");
    Budget.text(prefix.length() + (depth + 1L) * indent.length());
    String start = "\n" + prefix + indent.repeat(depth + 1);
    boolean first = true;
    for (Value item : items) {
      Budget.spend(1 + start.length() / 16);
      Budget.text(out.length());
      out.append(first ? "" : ",").append(start);
      first = false;
      if (value instanceof RegoObject object) {
        String key = item instanceof RegoString text ? text.text() : Json.write(item);
        out.append(Json.marshal(new RegoString(key))).append(": ");
        pretty(object.at(item), indent, prefix, depth + 1, out);
      } else {
        pretty(item, indent, prefix, depth + 1, out);
      }
    }
    out.append("\n").append(prefix).append(indent.repeat(depth));
    out.append(value instanceof RegoObject ? "}" : "]");
  }
}
