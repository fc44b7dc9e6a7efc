package dev.lockstep.rego.builtin;

import static dev.lockstep.rego.builtin.Builtin.pure;

import dev.lockstep.rego.value.RegoNumber;
import dev.lockstep.rego.value.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Reads amounts with units.
final class Units {
  private static final Map<String, BigDecimal> BINARY =
      Map.of(
          "ki",
          power(1024, 1),
          "mi",
          power(1024, 2),
          "gi",
          power(1024, 3),
          "ti",
          power(1024, 4),
          "pi",
          power(1024, 5),
          "ei",
          power(1024, 6));
  private static final Map<String, BigDecimal> DECIMAL =
      Map.of(
          "k",
          power(1000, 1),
          "m",
          power(1000, 2),
          "g",
          power(1000, 3),
          "t",
          power(1000, 4),
          "p",
          power(1000, 5),
          "e",
          power(1000, 6));

  static final List<Builtin> ALL =
      List.of(pure("units.parse", 1, Units::amount), pure("units.parse_bytes", 1, Units::bytes));

  private Units() {}

  private static BigDecimal power(int base, int exponent) {
    return BigDecimal.valueOf(base).pow(exponent);
  }

  /// Is an amount as it is written.
  private record Written(BigDecimal amount, String unit) {}

  private static Written written(Arguments arguments) {
    String text = arguments.text(0).replace("\"", "");
    if (text.contains(" ")) {
      throw arguments.failure("spaces not allowed in resource strings");
    }
    int end = 0;
    while (end < text.length()) {
      char c = text.charAt(end);
      boolean digit = Character.isDigit(c) || c == '.';
      boolean sign =
          (c == '-' || c == '+') && (end == 0 || "eE".indexOf(text.charAt(end - 1)) >= 0);
      boolean exponent =
          (c == 'e' || c == 'E')
              && end + 1 < text.length()
              && end > 0
              && text.substring(end + 1, Math.min(text.length(), end + 3)).matches("\\d.?|[+-]\\d");
      if (!digit && !sign && !exponent) {
        break;
      }
      end++;
    }
    String amount = text.substring(0, end);
    if (amount.isEmpty() || amount.equals("-") || amount.equals("+")) {
      throw arguments.failure("no amount provided");
    }
    try {
      return new Written(
          RegoNumber.parse(amount.endsWith(".") ? amount + "0" : amount).decimal(),
          text.substring(end));
    } catch (NumberFormatException e) {
      throw arguments.failure("could not parse amount to a number");
    }
  }

  private static Value amount(Arguments arguments) {
    Written written = written(arguments);
    String unit = written.unit();
    if (unit.isEmpty()) {
      return number(written.amount());
    }
    if (unit.equals("m")) {
      return number(written.amount().movePointLeft(3));
    }
    BigDecimal factor =
        BINARY.getOrDefault(
            unit.toLowerCase(Locale.ROOT), DECIMAL.get(unit.toLowerCase(Locale.ROOT)));
    if (factor == null) {
      throw arguments.failure("unit " + unit + " not recognized");
    }
    return number(written.amount().multiply(factor));
  }

  /// As OPA writes it: a fraction has ten digits.
  private static RegoNumber number(BigDecimal amount) {
    RegoNumber number = RegoNumber.of(amount);
    return number.isWhole()
        ? number
        : RegoNumber.parse(amount.setScale(10, RoundingMode.HALF_UP).toPlainString());
  }

  private static Value bytes(Arguments arguments) {
    Written written = written(arguments);
    String unit = written.unit().toLowerCase(Locale.ROOT);
    String plain =
        unit.endsWith("b") && unit.length() > 1 ? unit.substring(0, unit.length() - 1) : unit;
    BigDecimal factor =
        unit.isEmpty() ? BigDecimal.ONE : BINARY.getOrDefault(plain, DECIMAL.get(plain));
    if (factor == null) {
      throw arguments.failure("byte unit " + unit + " not recognized");
    }
    return RegoNumber.of(written.amount().multiply(factor).toBigInteger());
  }
}
