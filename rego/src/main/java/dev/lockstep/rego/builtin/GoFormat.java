package dev.lockstep.rego.builtin;

import dev.lockstep.rego.value.Budget;
import dev.lockstep.rego.value.RegoNumber;
import dev.lockstep.rego.value.RegoString;
import dev.lockstep.rego.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/// Formats text as Go's `fmt` does, which `sprintf` is.
///
/// *Source*: documentation of Go's package `fmt`.
final class GoFormat {
  private static final int WIDEST = 1_000_000;

  private final String format;
  private final List<Value> arguments;
  private final StringBuilder out = new StringBuilder();
  private int at;
  private int used;

  private GoFormat(String format, List<Value> arguments) {
    this.format = format;
    this.arguments = arguments;
  }

  /// Is how a verb is to be written.
  private record Verb(
      boolean left,
      boolean plus,
      boolean zero,
      boolean sharp,
      boolean space,
      int width,
      int precision,
      char letter) {}

  static String format(String format, List<Value> arguments) {
    return new GoFormat(format, arguments).all();
  }

  private String all() {
    while (at < format.length()) {
      Budget.text(out.length());
      char c = format.charAt(at++);
      if (c != '%') {
        out.append(c);
      } else if (at >= format.length()) {
        out.append("%!(NOVERB)");
      } else {
        verb(next());
      }
    }
    if (used < arguments.size()) {
      out.append("%!(EXTRA ");
      for (int i = used; i < arguments.size(); i++) {
        out.append(i > used ? ", " : "").append(typed(arguments.get(i)));
      }
      out.append(')');
    }
    return out.toString();
  }

  private Verb next() {
    boolean left = false;
    boolean plus = false;
    boolean zero = false;
    boolean sharp = false;
    boolean space = false;
    while (at < format.length() && "-+0# ".indexOf(format.charAt(at)) >= 0) {
      switch (format.charAt(at++)) {
        case '-' -> left = true;
        case '+' -> plus = true;
        case '0' -> zero = true;
        case '#' -> sharp = true;
        default -> space = true;
      }
    }
    int width = number(0);
    int precision = -1;
    if (at < format.length() && format.charAt(at) == '.') {
      at++;
      precision = number(0);
    }
    char letter = at < format.length() ? format.charAt(at++) : 0;
    return new Verb(left, plus, zero && !left, sharp, space, width, precision, letter);
  }

  private int number(int standard) {
    if (at < format.length() && format.charAt(at) == '*') {
      at++;
      Value value = used < arguments.size() ? arguments.get(used++) : RegoNumber.ZERO;
      return value instanceof RegoNumber number
          ? Math.clamp(number.asInt().orElse(0), 0, WIDEST)
          : standard;
    }
    int number = standard;
    while (at < format.length() && Character.isDigit(format.charAt(at))) {
      number = Math.min(WIDEST, number * 10 + format.charAt(at++) - '0');
    }
    return number;
  }

  private void verb(Verb verb) {
    if (verb.letter() == '%') {
      out.append('%');
      return;
    }
    if (verb.letter() == 0) {
      out.append("%!(NOVERB)");
      return;
    }
    if (used >= arguments.size()) {
      out.append("%!").append(verb.letter()).append("(MISSING)");
      return;
    }
    Value value = arguments.get(used++);
    String text =
        value instanceof RegoNumber number
            ? number.isWhole() ? whole(verb, number) : fraction(verb, number)
            : text(verb, value);
    pad(verb, text, value instanceof RegoNumber);
  }

  private void pad(Verb verb, String text, boolean number) {
    int missing = verb.width() - text.codePointCount(0, text.length());
    if (missing <= 0) {
      out.append(text);
    } else if (verb.left()) {
      out.append(text).append(" ".repeat(missing));
    } else if (verb.zero()) {
      boolean signed = number && (text.startsWith("-") || text.startsWith("+"));
      out.append(signed ? text.substring(0, 1) : "")
          .append("0".repeat(missing))
          .append(signed ? text.substring(1) : text);
    } else {
      out.append(" ".repeat(missing)).append(text);
    }
  }

  private static String typed(Value value) {
    return switch (value) {
      case RegoNumber number ->
          number.isWhole()
              ? (number.isSmall() ? "int=" : "big.Int=") + number
              : "float64=" + general(number.decimal(), -1);
      case RegoString string -> "string=" + string.text();
      default -> "string=" + value;
    };
  }

  private static String wrong(Verb verb, Value value) {
    return "%!" + verb.letter() + "(" + typed(value) + ")";
  }

  private static String text(Verb verb, Value value) {
    String text = value instanceof RegoString string ? string.text() : value.toString();
    if (verb.precision() >= 0 && "svq".indexOf(verb.letter()) >= 0) {
      int points = Math.min(verb.precision(), text.codePointCount(0, text.length()));
      text = text.substring(0, text.offsetByCodePoints(0, points));
    }
    return switch (verb.letter()) {
      case 's', 'v' ->
          verb.sharp() && verb.letter() == 'v' ? new RegoString(text).toString() : text;
      case 'q' -> new RegoString(text).toString();
      case 'x', 'X' -> {
        StringBuilder hex = new StringBuilder();
        for (byte b : text.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
          hex.append(HexFormat.of().toHexDigits(b));
        }
        yield verb.letter() == 'X' ? hex.toString().toUpperCase(Locale.ROOT) : hex.toString();
      }
      default -> wrong(verb, value);
    };
  }

  private static String sign(Verb verb, int signum) {
    return signum < 0 ? "-" : verb.plus() ? "+" : verb.space() ? " " : "";
  }

  private static String whole(Verb verb, RegoNumber number) {
    BigInteger integer = number.integer();
    BigInteger size = integer.abs();
    String sign = sign(verb, integer.signum());
    return switch (verb.letter()) {
      case 'd', 'v' -> sign + digits(verb, size.toString());
      case 'b' -> sign + (verb.sharp() ? "0b" : "") + digits(verb, size.toString(2));
      case 'o' -> sign + (verb.sharp() ? "0" : "") + digits(verb, size.toString(8));
      case 'O' -> sign + "0o" + digits(verb, size.toString(8));
      case 'x' -> sign + (verb.sharp() ? "0x" : "") + digits(verb, size.toString(16));
      case 'X' ->
          sign
              + (verb.sharp() ? "0X" : "")
              + digits(verb, size.toString(16).toUpperCase(Locale.ROOT));
      case 'c' ->
          Character.isValidCodePoint(integer.intValue())
              ? Character.toString(integer.intValue())
              : "\ufffd";
      case 'q' -> "'" + Character.toString(Math.max(0, integer.intValue())) + "'";
      case 'U' -> "U+%04X".formatted(integer.intValue());
      case 's' -> number.isSmall() ? wrong(verb, number) : sign + size;
      default -> wrong(verb, number);
    };
  }

  private static String digits(Verb verb, String digits) {
    return verb.precision() > digits.length()
        ? "0".repeat(verb.precision() - digits.length()) + digits
        : digits;
  }

  private static String fraction(Verb verb, RegoNumber number) {
    BigDecimal value = number.decimal().abs();
    String sign = sign(verb, number.signum());
    int precision = verb.precision();
    return switch (verb.letter()) {
      case 'f', 'F' -> sign + fixed(value, precision < 0 ? 6 : precision);
      case 'e', 'E' -> {
        String text = scientific(value, precision < 0 ? 6 : precision);
        yield sign + (verb.letter() == 'E' ? text.toUpperCase(Locale.ROOT) : text);
      }
      case 'g', 'v' -> sign + general(value, precision);
      case 'G' -> sign + general(value, precision).toUpperCase(Locale.ROOT);
      default -> wrong(verb, number);
    };
  }

  private static String fixed(BigDecimal value, int digits) {
    int known = Math.clamp(value.scale(), 0, digits);
    String text = value.setScale(known, RoundingMode.HALF_EVEN).toPlainString();
    return text + (known == 0 && digits > 0 ? "." : "") + "0".repeat(digits - known);
  }

  private static String scientific(BigDecimal value, int digits) {
    BigDecimal rounded = value.round(new MathContext(digits + 1, RoundingMode.HALF_EVEN));
    String unscaled = rounded.unscaledValue().toString();
    int exponent = rounded.precision() - rounded.scale() - 1;
    StringBuilder text = new StringBuilder(unscaled);
    text.append("0".repeat(Math.max(0, digits + 1 - text.length())));
    if (digits > 0) {
      text.insert(1, '.');
    }
    return text + "e%s%02d".formatted(exponent < 0 ? "-" : "+", Math.abs(exponent));
  }

  /// Writes it as short as can be, with an exponent where it is very large or small.
  private static String general(BigDecimal value, int precision) {
    BigDecimal shortest =
        precision < 0
            ? new BigDecimal(Double.toString(value.doubleValue())).stripTrailingZeros()
            : value
                .round(new MathContext(Math.max(1, precision), RoundingMode.HALF_EVEN))
                .stripTrailingZeros();
    int exponent = shortest.precision() - shortest.scale() - 1;
    int most = precision < 0 ? 21 : Math.max(1, precision);
    return exponent < -4 || exponent >= most
        ? scientific(shortest, shortest.precision() - 1)
        : shortest.toPlainString();
  }
}
