package dev.lockstep.rego.builtin;

import dev.lockstep.rego.value.Budget;
import dev.lockstep.rego.value.RegoNumber;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/// Is a number of 64 binary digits and a binary exponent, which OPA calculates with where a
/// fraction takes part.
///
/// *Source*: Go's `big.Float` with the precision that it takes by itself; each result is rounded to
/// the nearest, a tie to the even one. A decimal becomes one as `SetString` has it, and one a
/// decimal as `Text` with the fewest digits.
///
/// @param mantissa times 2^exponent
record BigFloat(BigInteger mantissa, int exponent) {
  private static final int BITS = 64;
  private static final int FEWER_BITS = 53;

  /// Powers of five are multiplied with these many bits.
  private static final int MORE_BITS = 128;

  private static final int MOST_BITS = 192;
  private static final int EXACT_POWER = 27;
  private static final int LARGE = 1 << 10;
  private static final BigInteger FIVE = BigInteger.valueOf(5);
  static final BigFloat HALF = new BigFloat(BigInteger.ONE, -1);
  static final BigFloat ZERO = new BigFloat(BigInteger.ZERO, 0);
  static final BigFloat ONE = new BigFloat(BigInteger.ONE, 0);

  static BigFloat of(RegoNumber number) {
    BigDecimal decimal = number.decimal();
    BigFloat digits = new BigFloat(decimal.unscaledValue(), 0);
    int tens = -decimal.scale();
    pay(tens);
    if (tens == 0) {
      return digits.rounded(BITS, false);
    }
    BigFloat power = powerOfFive(Math.abs(tens));
    BigFloat result = tens > 0 ? digits.exactly(power).rounded(BITS, false) : digits.over(power);
    return new BigFloat(result.mantissa, result.exponent + tens);
  }

  private static void pay(int exponent) {
    if (Math.abs(exponent) > LARGE) {
      Budget.spend(((long) exponent * exponent) >> 14);
    }
  }

  private static BigFloat powerOfFive(int power) {
    BigFloat result = new BigFloat(FIVE.pow(Math.min(power, EXACT_POWER)), 0);
    BigFloat factor = new BigFloat(FIVE, 0);
    for (int left = power - EXACT_POWER; left > 0; left >>= 1) {
      if ((left & 1) != 0) {
        result = result.exactly(factor).rounded(MORE_BITS, false);
      }
      factor = factor.exactly(factor).rounded(MOST_BITS, false);
    }
    return result;
  }

  /// @param more whether there is a little more than the mantissa says
  private BigFloat rounded(int bits, boolean more) {
    int drop = mantissa.abs().bitLength() - bits;
    if (drop <= 0) {
      return this;
    }
    BigInteger size = mantissa.abs();
    BigInteger kept = size.shiftRight(drop);
    boolean half = size.testBit(drop - 1);
    boolean exact = !more && size.getLowestSetBit() >= drop - 1;
    if (half && (!exact || kept.testBit(0))) {
      kept = kept.add(BigInteger.ONE);
    }
    return new BigFloat(mantissa.signum() < 0 ? kept.negate() : kept, exponent + drop);
  }

  private BigFloat exactly(BigFloat other) {
    return new BigFloat(mantissa.multiply(other.mantissa), exponent + other.exponent);
  }

  /// Multiplies as `product` does, which keeps fewer bits.
  BigFloat timesShort(BigFloat other) {
    return exactly(other).rounded(FEWER_BITS, false);
  }

  BigFloat times(BigFloat other) {
    return exactly(other).rounded(BITS, false);
  }

  BigFloat plus(BigFloat other) {
    if (mantissa.signum() == 0 || other.mantissa.signum() == 0) {
      return mantissa.signum() == 0 ? other : this;
    }
    boolean isLarger = top() >= other.top();
    BigFloat large = isLarger ? this : other;
    BigFloat small = isLarger ? other : this;
    int apart = large.exponent - small.exponent;
    if (apart > BITS * 4) {
      // What is far below only tells on which side of a tie the sum is.
      BigInteger hint = BigInteger.valueOf(small.mantissa.signum());
      return new BigFloat(large.mantissa.shiftLeft(BITS * 4).add(hint), large.exponent - BITS * 4)
          .rounded(BITS, false);
    }
    int least = Math.min(exponent, other.exponent);
    return new BigFloat(
            mantissa
                .shiftLeft(exponent - least)
                .add(other.mantissa.shiftLeft(other.exponent - least)),
            least)
        .rounded(BITS, false);
  }

  private int top() {
    return mantissa.bitLength() + exponent;
  }

  BigFloat minus(BigFloat other) {
    return plus(new BigFloat(other.mantissa.negate(), other.exponent));
  }

  BigFloat over(BigFloat other) {
    int shift = Math.max(0, BITS + 2 + other.mantissa.bitLength() - mantissa.bitLength());
    BigInteger[] parts = mantissa.shiftLeft(shift).divideAndRemainder(other.mantissa);
    int exponents = exponent - other.exponent - shift;
    return new BigFloat(parts[0], exponents).rounded(BITS, parts[1].signum() != 0);
  }

  int signum() {
    return mantissa.signum();
  }

  /// Returns it without its fraction.
  BigInteger whole() {
    RegoNumber.requireShort(Math.abs((long) exponent) / 4);
    return exponent >= 0
        ? mantissa.shiftLeft(exponent)
        : mantissa.abs().shiftRight(-exponent).multiply(BigInteger.valueOf(mantissa.signum()));
  }

  boolean isWhole() {
    return exponent >= 0 || mantissa.signum() == 0 || mantissa.getLowestSetBit() >= -exponent;
  }

  RegoNumber number() {
    return number(BITS);
  }

  /// Returns what was made by [#timesShort].
  RegoNumber shortNumber() {
    return number(FEWER_BITS);
  }

  /// Returns the decimal of the fewest digits that is read as this.
  private RegoNumber number(int bits) {
    if (mantissa.signum() == 0) {
      return RegoNumber.ZERO;
    }
    RegoNumber.requireShort(Math.abs((long) exponent) / 4);
    pay(exponent);
    BigInteger size = mantissa.abs();
    // The last bit is to be worth half of what the last one of those kept is.
    int shift = bits + 1 - size.bitLength();
    BigInteger doubled = shift >= 0 ? size.shiftLeft(shift) : size.shiftRight(-shift);
    int last = exponent - shift;
    BigDecimal decimal =
        shortest(
            exact(doubled, last),
            exact(doubled.subtract(BigInteger.ONE), last),
            exact(doubled.add(BigInteger.ONE), last),
            !doubled.testBit(1));
    return RegoNumber.of(mantissa.signum() < 0 ? decimal.negate() : decimal);
  }

  private static BigDecimal exact(BigInteger mantissa, int exponent) {
    BigDecimal value =
        exponent >= 0
            ? new BigDecimal(mantissa.shiftLeft(exponent))
            : new BigDecimal(mantissa.multiply(FIVE.pow(-exponent)), -exponent);
    return value.stripTrailingZeros();
  }

  /// Rounds at the first digit at which the result is still within the limits.
  private static BigDecimal shortest(
      BigDecimal value, BigDecimal lower, BigDecimal upper, boolean inclusive) {
    String digits = value.unscaledValue().toString();
    String low = lower.unscaledValue().toString();
    String high = upper.unscaledValue().toString();
    for (int i = 0; i < digits.length(); i++) {
      char digit = digits.charAt(i);
      char above = at(high, i);
      boolean down = at(low, i) != digit || (inclusive && i + 1 == low.length());
      boolean up = digit != above && (inclusive || digit + 1 < above || i + 1 < high.length());
      if (down || up) {
        RoundingMode mode =
            down && up ? RoundingMode.HALF_EVEN : down ? RoundingMode.DOWN : RoundingMode.UP;
        return value.round(new MathContext(i + 1, mode));
      }
    }
    return value;
  }

  private static char at(String digits, int place) {
    return place < digits.length() ? digits.charAt(place) : '0';
  }
}
