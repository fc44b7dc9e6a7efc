package dev.lockstep.rego.builtin;

import static dev.lockstep.rego.builtin.Builtin.pure;

import dev.lockstep.rego.value.Budget;
import dev.lockstep.rego.value.RegoArray;
import dev.lockstep.rego.value.RegoNumber;
import dev.lockstep.rego.value.RegoSet;
import dev.lockstep.rego.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BinaryOperator;

/// Calculates.
final class Numbers {
  /// OPA divides with as many bits as a `long` has.
  private static final MathContext DIVISION = new MathContext(20, RoundingMode.HALF_EVEN);

  private static final BigInteger MOST_BITS = BigInteger.valueOf(100_000);

  static final List<Builtin> ALL =
      List.of(
          pure("plus", 2, arguments -> plus(arguments.number(0), arguments.number(1))),
          pure("minus", 2, Numbers::minus),
          pure("mul", 2, arguments -> times(arguments.number(0), arguments.number(1))),
          pure("div", 2, Numbers::divided),
          pure("rem", 2, Numbers::remainder),
          pure("abs", 1, arguments -> RegoNumber.of(arguments.number(0).decimal().abs())),
          rounded("round", RoundingMode.HALF_UP),
          rounded("ceil", RoundingMode.CEILING),
          rounded("floor", RoundingMode.FLOOR),
          bits("bits.or", BigInteger::or),
          bits("bits.and", BigInteger::and),
          bits("bits.xor", BigInteger::xor),
          pure("bits.negate", 1, arguments -> RegoNumber.of(integer(arguments, 0).not())),
          pure("bits.lsh", 2, arguments -> shifted(arguments, true)),
          pure("bits.rsh", 2, arguments -> shifted(arguments, false)),
          pure("numbers.range", 2, arguments -> range(arguments, BigInteger.ONE)),
          pure(
              "numbers.range_step",
              3,
              arguments -> {
                BigInteger step = integer(arguments, 2);
                if (step.signum() <= 0) {
                  throw arguments.failure("step must be a positive integer");
                }
                return range(arguments, step);
              }),
          new Builtin("rand.intn", 2, (Builtin.Situated) Numbers::random));

  private Numbers() {}

  static RegoNumber plus(RegoNumber left, RegoNumber right) {
    return RegoNumber.of(left.decimal().add(right.decimal()));
  }

  static RegoNumber times(RegoNumber left, RegoNumber right) {
    return RegoNumber.of(left.decimal().multiply(right.decimal()));
  }

  private static Value minus(Arguments arguments) {
    Value left = arguments.value(0);
    Value right = arguments.value(1);
    if (left instanceof RegoNumber one && right instanceof RegoNumber other) {
      return RegoNumber.of(one.decimal().subtract(other.decimal()));
    }
    if (left instanceof RegoSet one && right instanceof RegoSet other) {
      Set<Value> rest = new HashSet<>(one.sorted());
      other.forEach(rest::remove);
      return RegoSet.of(rest);
    }
    if (!(left instanceof RegoNumber) && !(left instanceof RegoSet)) {
      throw arguments.wrongType(0, "one of {number, set}");
    }
    throw arguments.wrongType(1, left.typeName());
  }

  private static Value divided(Arguments arguments) {
    BigDecimal left = arguments.number(0).decimal();
    BigDecimal right = arguments.number(1).decimal();
    if (right.signum() == 0) {
      throw arguments.failure("divide by zero");
    }
    return RegoNumber.of(left.divide(right, DIVISION));
  }

  private static Value remainder(Arguments arguments) {
    RegoNumber left = arguments.number(0);
    RegoNumber right = arguments.number(1);
    if (!left.isWhole() || !right.isWhole()) {
      throw arguments.failure("modulo on floating-point number");
    }
    if (right.signum() == 0) {
      throw arguments.failure("modulo by zero");
    }
    return RegoNumber.of(left.integer().remainder(right.integer()));
  }

  private static Builtin rounded(String name, RoundingMode mode) {
    return pure(
        name, 1, arguments -> RegoNumber.of(arguments.number(0).decimal().setScale(0, mode)));
  }

  static BigInteger integer(Arguments arguments, int place) {
    RegoNumber number = arguments.number(place);
    if (!number.isWhole()) {
      throw arguments.ofType(
          "operand %d must be integer number but got floating-point number".formatted(place + 1));
    }
    return number.integer();
  }

  private static Builtin bits(String name, BinaryOperator<BigInteger> work) {
    return pure(
        name,
        2,
        arguments -> RegoNumber.of(work.apply(integer(arguments, 0), integer(arguments, 1))));
  }

  private static Value shifted(Arguments arguments, boolean left) {
    BigInteger number = integer(arguments, 0);
    BigInteger by = integer(arguments, 1);
    if (by.signum() < 0) {
      throw arguments.ofType(
          "operand 2 must be an unsigned integer number but got a negative integer");
    }
    if (left && number.signum() != 0 && by.compareTo(MOST_BITS) > 0) {
      Budget.refuse("a number of the policy has more than %,d bits".formatted(MOST_BITS));
    }
    if (by.bitLength() >= Integer.SIZE || number.signum() == 0) {
      return RegoNumber.of(number.signum() < 0 ? -1 : 0);
    }
    return RegoNumber.of(left ? number.shiftLeft(by.intValue()) : number.shiftRight(by.intValue()));
  }

  private static Value range(Arguments arguments, BigInteger step) {
    BigInteger from = integer(arguments, 0);
    BigInteger to = integer(arguments, 1);
    boolean down = from.compareTo(to) > 0;
    BigInteger count = from.subtract(to).abs().divide(step);
    Budget.make(count.bitLength() > 31 ? Long.MAX_VALUE : count.longValue() + 1);
    List<Value> numbers = new ArrayList<>();
    BigInteger number = from;
    for (int i = 0; i <= count.intValue(); i++) {
      numbers.add(RegoNumber.of(number));
      number = down ? number.subtract(step) : number.add(step);
    }
    return new RegoArray(numbers);
  }

  private static Value random(Arguments arguments, Builtin.Surroundings around) {
    String seed = arguments.text(0);
    int below = Math.abs(arguments.integer(1));
    return below == 0
        ? RegoNumber.ZERO
        : (Value)
            around.once(
                "rand.intn " + below + " " + seed,
                () -> RegoNumber.of(new Random().nextInt(below)));
  }
}
