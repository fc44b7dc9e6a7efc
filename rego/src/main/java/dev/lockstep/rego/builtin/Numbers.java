package dev.lockstep.rego.builtin;

import static dev.lockstep.rego.builtin.Builtin.pure;

import dev.lockstep.rego.value.Budget;
import dev.lockstep.rego.value.RegoArray;
import dev.lockstep.rego.value.RegoNumber;
import dev.lockstep.rego.value.RegoSet;
import dev.lockstep.rego.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/// Calculates.
final class Numbers {
  private static final BigInteger MOST_BITS = BigInteger.valueOf(100_000);

  static final List<Builtin> ALL =
      List.of(
          pure(
              "plus",
              2,
              arguments ->
                  worked(
                      arguments.number(0), arguments.number(1), BigInteger::add, BigFloat::plus)),
          pure("minus", 2, Numbers::minus),
          pure(
              "mul",
              2,
              arguments ->
                  worked(
                      arguments.number(0),
                      arguments.number(1),
                      BigInteger::multiply,
                      BigFloat::times)),
          pure("div", 2, Numbers::divided),
          pure("rem", 2, Numbers::remainder),
          pure("abs", 1, Numbers::size),
          rounded("round", Numbers::round),
          rounded("ceil", Numbers::ceil),
          rounded("floor", Numbers::floor),
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

  /// Calculates exactly where both are whole, and with 64 bits where one is not, as OPA does.
  private static RegoNumber worked(
      RegoNumber left,
      RegoNumber right,
      BinaryOperator<BigInteger> whole,
      BinaryOperator<BigFloat> otherwise) {
    return left.isWhole() && right.isWhole()
        ? RegoNumber.of(whole.apply(left.integer(), right.integer()))
        : otherwise.apply(BigFloat.of(left), BigFloat.of(right)).number();
  }

  /// Adds up; once one has a fraction, none is exact.
  static RegoNumber sum(List<RegoNumber> numbers) {
    if (numbers.stream().allMatch(RegoNumber::isWhole)) {
      return whole(numbers, RegoNumber.ZERO, BigInteger::add);
    }
    return numbers.stream().map(BigFloat::of).reduce(BigFloat.ZERO, BigFloat::plus).number();
  }

  static RegoNumber product(List<RegoNumber> numbers) {
    if (numbers.stream().allMatch(RegoNumber::isWhole)) {
      return whole(numbers, RegoNumber.ONE, BigInteger::multiply);
    }
    return numbers.stream()
        .map(BigFloat::of)
        .reduce(BigFloat.ONE, BigFloat::timesShort)
        .shortNumber();
  }

  private static RegoNumber whole(
      List<RegoNumber> numbers, RegoNumber first, BinaryOperator<BigInteger> work) {
    RegoNumber all = first;
    for (RegoNumber number : numbers) {
      all = RegoNumber.of(work.apply(all.integer(), number.integer()));
    }
    return all;
  }

  private static Value minus(Arguments arguments) {
    Value left = arguments.value(0);
    Value right = arguments.value(1);
    if (left instanceof RegoNumber one && right instanceof RegoNumber other) {
      return worked(one, other, BigInteger::subtract, BigFloat::minus);
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
    RegoNumber left = arguments.number(0);
    RegoNumber right = arguments.number(1);
    if (right.signum() == 0) {
      throw arguments.failure("divide by zero");
    }
    return BigFloat.of(left).over(BigFloat.of(right)).number();
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

  private static Value size(Arguments arguments) {
    RegoNumber number = arguments.number(0);
    if (number.signum() >= 0 && number.isPlain() && number.isSmall()) {
      return number;
    }
    BigFloat value = BigFloat.of(number);
    return (value.signum() < 0 ? BigFloat.ZERO.minus(value) : value).number();
  }

  private static Builtin rounded(String name, Function<BigFloat, BigInteger> round) {
    return pure(
        name,
        1,
        arguments ->
            arguments.number(0).isSmall()
                ? RegoNumber.of(arguments.number(0).integer())
                : RegoNumber.of(round.apply(BigFloat.of(arguments.number(0)))));
  }

  private static BigInteger round(BigFloat value) {
    return (value.signum() < 0 ? value.minus(BigFloat.HALF) : value.plus(BigFloat.HALF)).whole();
  }

  /// As OPA has it, also what is between -1 and 0 becomes 1.
  private static BigInteger ceil(BigFloat value) {
    BigInteger whole = value.whole();
    return whole.signum() < 0 || value.isWhole() ? whole : whole.add(BigInteger.ONE);
  }

  /// As OPA has it, also what is between -1 and 0 becomes 0.
  private static BigInteger floor(BigFloat value) {
    BigInteger whole = value.whole();
    return whole.signum() >= 0 || value.isWhole() ? whole : whole.subtract(BigInteger.ONE);
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
