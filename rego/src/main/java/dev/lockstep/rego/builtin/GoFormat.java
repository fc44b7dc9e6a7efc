package dev.lockstep.rego.builtin;

import dev.lockstep.rego.value.Budget;
import dev.lockstep.rego.value.GoQuote;
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
  private static final int WIDEST_WRITTEN = 20_000_000;

  private static final int SHORTEST_PLAIN = 6;

  private final String format;
  private final List<Value> arguments;
  private final StringBuilder out = new StringBuilder();
  private int at;
  private int used;

  /// Whether an argument has been named by its place, after which none is too many.
  private boolean reordered;

  /// Whether the place that the verb at hand names is there.
  private boolean goodPlace;

  /// Whether the verb at hand is not for its argument.
  private boolean wrong;

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
      int letter) {
    Verb as(char other) {
      return new Verb(left, plus, zero, sharp, space, width, precision, other);
    }
  }

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
    if (!reordered && used < arguments.size()) {
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
    goodPlace = true;
    boolean placed = place();
    boolean starred = isStar();
    int width = number("%!(BADWIDTH)");
    goodPlace &= starred || width < 0 || !placed;
    if (starred) {
      left |= width < -1;
      width = Math.abs(width);
      placed = false;
    }
    int precision = -1;
    if (at + 1 <= format.length() && format.charAt(at) == '.') {
      at++;
      goodPlace &= !placed;
      placed = place();
      starred = isStar();
      precision = number("%!(BADPREC)");
      if (starred) {
        placed = false;
        if (precision < -1) {
          out.append("%!(BADPREC)");
        }
      }
      precision = starred ? Math.max(-1, precision) : Math.max(0, precision);
    }
    if (!placed) {
      place();
    }
    int letter = 0;
    if (at < format.length()) {
      letter = format.codePointAt(at);
      at += Character.charCount(letter);
    }
    return new Verb(left, plus, zero && !left, sharp, space, Math.max(0, width), precision, letter);
  }

  private boolean isStar() {
    return at < format.length() && format.charAt(at) == '*';
  }

  /// Reads `[2]`, which says which argument comes next; returns whether it stands there.
  private boolean place() {
    if (at >= format.length() || format.charAt(at) != '[') {
      return false;
    }
    reordered = true;
    int end = format.indexOf(']', at);
    String number = end < 0 ? "" : format.substring(at + 1, end);
    at = end < 0 ? at + 1 : end + 1;
    boolean good =
        number.matches("\\d{1,7}")
            && Integer.parseInt(number) >= 1
            && Integer.parseInt(number) <= arguments.size();
    if (good) {
      used = Integer.parseInt(number) - 1;
    }
    goodPlace &= good;
    return true;
  }

  /// Reads a number, or takes it from an argument; -1 for none.
  private int number(String bad) {
    if (at < format.length() && format.charAt(at) == '*') {
      at++;
      Value value = used < arguments.size() ? arguments.get(used++) : RegoString.EMPTY;
      int number =
          value instanceof RegoNumber one && one.isPlain()
              ? one.asInt().orElse(WIDEST + 1)
              : WIDEST + 1;
      if (Math.abs((long) number) > WIDEST) {
        out.append(bad);
        return -1;
      }
      return number == -1 ? -2 : number;
    }
    int start = at;
    long number = 0;
    while (at < format.length() && format.charAt(at) >= '0' && format.charAt(at) <= '9') {
      number = Math.min(WIDEST_WRITTEN, number * 10 + format.charAt(at++) - '0');
    }
    return at == start ? -1 : (int) number;
  }

  private void verb(Verb verb) {
    String name = Character.toString(verb.letter());
    if (verb.letter() == '%') {
      out.append('%');
    } else if (verb.letter() == 0) {
      out.append("%!(NOVERB)");
    } else if (!goodPlace) {
      out.append("%!").append(name).append("(BADINDEX)");
    } else if (used >= arguments.size()) {
      out.append("%!").append(name).append("(MISSING)");
    } else {
      Value value = arguments.get(used++);
      if (value instanceof RegoNumber number && isTooLarge(number)) {
        value = new RegoString(number.toString());
      }
      Budget.text(Math.max(verb.width(), verb.precision()));
      wrong = false;
      String text = written(verb, value);
      if (wrong) {
        String type = typed(value);
        Verb plain = verb.as('v');
        out.append("%!").append(name).append('(').append(type, 0, type.indexOf('=') + 1);
        pad(plain, written(plain, value), value instanceof RegoNumber);
        out.append(')');
      } else {
        pad(verb, text, value instanceof RegoNumber);
      }
    }
  }

  private String written(Verb verb, Value value) {
    return value instanceof RegoNumber number
        ? number.isPlain() ? whole(verb, number) : fraction(verb, number)
        : text(verb, value);
  }

  /// Tells whether it is neither written as a whole number nor as one that a double can be.
  private static boolean isTooLarge(RegoNumber number) {
    return !number.isPlain() && Double.isInfinite(number.asDouble());
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
          number.isPlain()
              ? (number.isSmall() ? "int64=" : "big.Int=") + number
              : "float64=" + general(number.decimal(), -1);
      case RegoString string -> "string=" + string.text();
      default -> "string=" + value;
    };
  }

  private String wrong() {
    wrong = true;
    return "";
  }

  private String text(Verb verb, Value value) {
    String text = value instanceof RegoString string ? string.text() : value.toString();
    if (verb.precision() >= 0 && "svqxX".indexOf(verb.letter()) >= 0) {
      int points = Math.min(verb.precision(), text.codePointCount(0, text.length()));
      text = text.substring(0, text.offsetByCodePoints(0, points));
    }
    return switch (verb.letter()) {
      case 's', 'v' -> verb.sharp() && verb.letter() == 'v' ? GoQuote.of(text, '"', false) : text;
      case 'q' ->
          verb.sharp() && GoQuote.isPlain(text)
              ? "`" + text + "`"
              : GoQuote.of(text, '"', verb.plus());
      case 'x', 'X' -> {
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        String start = verb.sharp() && bytes.length > 0 ? "0x" : "";
        String hex =
            verb.space()
                ? start + HexFormat.ofDelimiter(" " + start).formatHex(bytes)
                : start + HexFormat.of().formatHex(bytes);
        yield verb.letter() == 'X' ? hex.toUpperCase(Locale.ROOT) : hex;
      }
      default -> wrong();
    };
  }

  private static String sign(Verb verb, int signum) {
    return signum < 0 ? "-" : verb.plus() ? "+" : verb.space() ? " " : "";
  }

  private String whole(Verb verb, RegoNumber number) {
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
      case 'c' -> character(integer);
      case 'q' -> GoQuote.of(character(integer), '\'', verb.plus());
      case 'U' ->
          "U+%04X".formatted(integer.intValue())
              + (verb.sharp() ? " '" + character(integer) + "'" : "");
      case 'T' -> number.isSmall() ? "int64" : "*big.Int";
      case 's' -> number.isSmall() ? wrong() : sign + size;
      default -> wrong();
    };
  }

  private static String character(BigInteger point) {
    return point.signum() >= 0
            && point.bitLength() <= 21
            && point.intValue() <= Character.MAX_CODE_POINT
        ? Character.toString(point.intValue())
        : "\ufffd";
  }

  private static String digits(Verb verb, String digits) {
    if (verb.precision() == 0 && digits.equals("0")) {
      return "";
    }
    return verb.precision() > digits.length()
        ? "0".repeat(verb.precision() - digits.length()) + digits
        : digits;
  }

  private String fraction(Verb verb, RegoNumber number) {
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
      default -> wrong();
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
    int most = precision < 0 ? SHORTEST_PLAIN : Math.max(1, precision);
    return exponent < -4 || exponent >= most
        ? scientific(shortest, shortest.precision() - 1)
        : shortest.toPlainString();
  }
}
