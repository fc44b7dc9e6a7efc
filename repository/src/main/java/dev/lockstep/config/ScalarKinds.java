package dev.lockstep.config;

import dev.lockstep.config.YamlNode.Scalar.Kind;
import java.util.regex.Pattern;

/// Tells what plain YAML text means.
///
/// *Source*: the core schema of YAML 1.2.2, section 10.3.2: `NO` and `yes` are text, `010` is ten.
final class ScalarKinds {
  private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+");
  private static final Pattern DECIMAL =
      Pattern.compile(
          "[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?"
              + "|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

  private ScalarKinds() {}

  static Kind of(String plain) {
    return switch (plain) {
      case "", "~", "null", "Null", "NULL" -> Kind.NULL;
      case "true", "True", "TRUE", "false", "False", "FALSE" -> Kind.BOOLEAN;
      default -> number(plain);
    };
  }

  private static Kind number(String plain) {
    char first = plain.charAt(0);
    if (first > '9' || (first < '0' && first != '.' && first != '-' && first != '+')) {
      return Kind.TEXT;
    }
    if (INTEGER.matcher(plain).matches()) {
      return Kind.INTEGER;
    }
    return DECIMAL.matcher(plain).matches() ? Kind.DECIMAL : Kind.TEXT;
  }
}
