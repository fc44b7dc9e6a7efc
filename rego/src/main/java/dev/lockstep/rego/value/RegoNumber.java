package dev.lockstep.rego.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Is a number of any size and precision; `1` and `1.0` are the same, but keep how they are
/// written.
///
/// *Shape*: whole numbers that fit are kept as `long`, for most are.
public final class RegoNumber implements Value {
  public static final RegoNumber ZERO = of(0);
  public static final RegoNumber ONE = of(1);

  /// Beyond this, digits alone would take more memory and time than a policy may.
  private static final int MOST_DIGITS = 40_000;

  private static final int BITS_OF_A_DIGIT = 4;
  private static final Pattern JSON =
      Pattern.compile("-?(0|[1-9]\\d*+)(\\.\\d++)?+([eE][+-]?\\d++)?+");

  private final long whole;
  private final @Nullable BigDecimal large;
  private final @Nullable String written;

  private RegoNumber(long whole, @Nullable BigDecimal large, @Nullable String written) {
    this.whole = whole;
    this.large = large;
    this.written = written;
  }

  public static RegoNumber of(long value) {
    return new RegoNumber(value, null, null);
  }

  public static RegoNumber of(BigInteger value) {
    if (value.bitLength() < Long.SIZE) {
      return of(value.longValue());
    }
    requireShort(value.bitLength() / BITS_OF_A_DIGIT);
    return of(new BigDecimal(value));
  }

  public static RegoNumber of(BigDecimal value) {
    if (value.signum() == 0) {
      return ZERO;
    }
    BigDecimal plain = value.stripTrailingZeros();
    if (plain.scale() <= 0 && plain.precision() - plain.scale() <= 19) {
      BigInteger integer = plain.toBigIntegerExact();
      if (integer.bitLength() < Long.SIZE) {
        return of(integer.longValue());
      }
    }
    requireShort(Math.max(Math.abs((long) plain.scale()), plain.precision()));
    return new RegoNumber(0, plain, null);
  }

  /// Ends the evaluation for a number of too many digits.
  ///
  /// *Errors*: `NumberFormatException` where there is none.
  public static void requireShort(long digits) {
    if (digits > MOST_DIGITS) {
      String message = "a number has more than %,d digits".formatted(MOST_DIGITS);
      Budget.refuse(message);
      throw new NumberFormatException(message);
    }
  }

  /// Makes it of a double, written as Go writes one in JSON.
  public static RegoNumber of(double value) {
    BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    int exponent = decimal.precision() - decimal.scale() - 1;
    boolean usual = exponent < 21 && exponent >= -6;
    return of(decimal).as(usual ? decimal.toPlainString() : scientific(decimal));
  }

  private RegoNumber as(String text) {
    return text.equals(toString()) ? this : new RegoNumber(whole, large, text);
  }

  /// Reads a number as JSON writes it.
  ///
  /// *Errors*: `NumberFormatException`, also for what would need thousands of digits.
  public static RegoNumber parse(String text) {
    if (text.length() < 18 && isDigits(text)) {
      return of(Long.parseLong(text));
    }
    int exponent = Math.max(text.indexOf('e'), text.indexOf('E'));
    boolean huge = exponent > 0 && text.substring(exponent + 1).matches("[+-]?\\d{8,}");
    requireShort(huge ? Long.MAX_VALUE : text.length());
    // Reading takes time that grows with the square of the digits.
    Budget.spend(((long) text.length() * text.length()) >> 12);
    RegoNumber number = of(new BigDecimal(text));
    return JSON.matcher(text).matches() ? number.as(text) : number;
  }

  private static boolean isDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && !(i == 0 && c == '-' && text.length() > 1)) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  public boolean isSmall() {
    return large == null;
  }

  /// Tells whether it is written with digits alone.
  public boolean isPlain() {
    return isWhole() && written == null;
  }

  /// Tells whether it has no fraction.
  public boolean isWhole() {
    return large == null || large.scale() <= 0;
  }

  public BigDecimal decimal() {
    return large == null ? BigDecimal.valueOf(whole) : large;
  }

  /// Returns it without its fraction.
  public BigInteger integer() {
    return large == null ? BigInteger.valueOf(whole) : large.toBigInteger();
  }

  public OptionalLong asLong() {
    return large == null ? OptionalLong.of(whole) : OptionalLong.empty();
  }

  public OptionalInt asInt() {
    return large == null && whole == (int) whole
        ? OptionalInt.of((int) whole)
        : OptionalInt.empty();
  }

  public int signum() {
    return large == null ? Long.signum(whole) : large.signum();
  }

  public double asDouble() {
    return large == null ? whole : large.doubleValue();
  }

  @Override
  public int rank() {
    return 2;
  }

  @Override
  public String typeName() {
    return "number";
  }

  @Override
  public int compareSame(Value other) {
    RegoNumber that = (RegoNumber) other;
    return large == null && that.large == null
        ? Long.compare(whole, that.whole)
        : decimal().compareTo(that.decimal());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RegoNumber that && compareSame(that) == 0;
  }

  @Override
  public int hashCode() {
    return large == null ? Long.hashCode(whole) : large.hashCode();
  }

  /// Writes it as it was written; what was calculated as Go writes a `big.Float`.
  @Override
  public String toString() {
    if (written != null) {
      return written;
    }
    if (large == null) {
      return Long.toString(whole);
    }
    return isWhole() ? large.toPlainString() : shortest(large);
  }

  /// Writes a number as Go's `fmt` writes a `big.Float`.
  public static String shortest(BigDecimal value) {
    BigDecimal plain = value.stripTrailingZeros();
    int exponent = plain.precision() - plain.scale() - 1;
    boolean usual = exponent < 6 && exponent >= -4;
    return usual ? plain.toPlainString() : scientific(plain);
  }

  private static String scientific(BigDecimal value) {
    String digits = value.unscaledValue().abs().toString();
    int exponent = value.precision() - value.scale() - 1;
    return (value.signum() < 0 ? "-" : "")
        + digits.charAt(0)
        + (digits.length() > 1 ? "." + digits.substring(1) : "")
        + "e%s%02d".formatted(exponent < 0 ? "-" : "+", Math.abs(exponent));
  }
}
