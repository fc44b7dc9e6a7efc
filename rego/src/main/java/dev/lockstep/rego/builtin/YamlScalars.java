package dev.lockstep.rego.builtin;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.JsonSchema;

/// Says what texts without quotes mean in YAML: `True`, `~`, `1_000`, `0x1F` and `012` are no
/// texts.
///
/// *Source*: tried beside `opa eval`, which reads YAML as Go's library does.
final class YamlScalars extends JsonSchema {
  private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
  private static final Set<String> BOOLEANS =
      Set.of("true", "True", "TRUE", "false", "False", "FALSE");
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

  /// More than 64 bits need in the base of 2, with its prefix and sign.
  private static final int LONGEST_WHOLE = 70;

  @Override
  public ScalarResolver getScalarResolver() {
    ScalarResolver json = super.getScalarResolver();
    return (text, implicit) -> {
      if (!implicit) {
        return json.resolve(text, implicit);
      }
      if (NULLS.contains(text)) {
        return Tag.NULL;
      }
      if (BOOLEANS.contains(text)) {
        return Tag.BOOL;
      }
      return switch (number(text)) {
        case BigInteger _ -> Tag.INT;
        case Double value -> value.isInfinite() ? Tag.STR : Tag.FLOAT;
        case null, default -> json.resolve(text, implicit);
      };
    };
  }

  @Override
  public Map<Tag, ConstructNode> getSchemaTagConstructors() {
    Map<Tag, ConstructNode> constructors = new HashMap<>(super.getSchemaTagConstructors());
    ConstructNode other = constructors.get(Tag.BOOL);
    constructors.put(
        Tag.BOOL,
        node ->
            node instanceof ScalarNode scalar && BOOLEANS.contains(scalar.getValue())
                ? (Object) Boolean.valueOf(scalar.getValue())
                : other == null ? null : other.construct(node));
    for (Tag tag : Set.of(Tag.INT, Tag.FLOAT)) {
      ConstructNode usual = constructors.get(tag);
      constructors.put(
          tag,
          node -> {
            Number number = node instanceof ScalarNode scalar ? number(scalar.getValue()) : null;
            return number == null && usual != null ? usual.construct(node) : number;
          });
    }
    return constructors;
  }

  /// Returns a whole number of up to 64 bits, or one with a fraction; null for what is none.
  private static @Nullable Number number(String text) {
    String plain = text.replace("_", "");
    if (plain.isEmpty() || "+-.0123456789".indexOf(text.charAt(0)) < 0) {
      return null;
    }
    BigInteger whole = plain.length() > LONGEST_WHOLE ? null : whole(plain);
    if (whole != null) {
      return whole;
    }
    return FLOAT.matcher(plain).matches() ? (Number) Double.valueOf(plain) : null;
  }

  private static @Nullable BigInteger whole(String plain) {
    boolean negative = plain.charAt(0) == '-';
    String digits = negative || plain.charAt(0) == '+' ? plain.substring(1) : plain;
    int radix = 10;
    if (digits.length() > 1 && digits.charAt(0) == '0') {
      radix =
          switch (digits.charAt(1)) {
            case 'x', 'X' -> 16;
            case 'b', 'B' -> 2;
            default -> 8;
          };
      boolean named = radix != 8 || "oO".indexOf(digits.charAt(1)) >= 0;
      digits = digits.substring(named ? 2 : 1);
    }
    int base = radix;
    if (digits.isEmpty() || !digits.chars().allMatch(sign -> Character.digit(sign, base) >= 0)) {
      return null;
    }
    BigInteger value = new BigInteger(digits, radix);
    int most = negative ? Long.SIZE - 1 : Long.SIZE;
    return value.bitLength() > most ? null : negative ? value.negate() : value;
  }
}
