package dev.lockstep.rego.builtin;

import static dev.lockstep.rego.builtin.Builtin.pure;

import dev.lockstep.rego.value.RegoArray;
import dev.lockstep.rego.value.RegoBoolean;
import dev.lockstep.rego.value.RegoNumber;
import dev.lockstep.rego.value.RegoObject;
import dev.lockstep.rego.value.RegoSet;
import dev.lockstep.rego.value.RegoString;
import dev.lockstep.rego.value.Value;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/// Makes one value of many.
final class Aggregates {
  static final List<Builtin> ALL =
      List.of(
          pure("count", 1, arguments -> RegoNumber.of(count(arguments))),
          pure(
              "sum",
              1,
              arguments -> {
                RegoNumber sum = RegoNumber.ZERO;
                for (Value value : arguments.elements(0)) {
                  sum = Numbers.plus(sum, number(arguments, value));
                }
                return sum;
              }),
          pure(
              "product",
              1,
              arguments -> {
                RegoNumber product = RegoNumber.ONE;
                for (Value value : arguments.elements(0)) {
                  product = Numbers.times(product, number(arguments, value));
                }
                return product;
              }),
          pure(
              "max",
              1,
              arguments -> {
                Collection<Value> values = arguments.elements(0);
                return values.isEmpty() ? null : Collections.max(values);
              }),
          pure(
              "min",
              1,
              arguments -> {
                Collection<Value> values = arguments.elements(0);
                return values.isEmpty() ? null : Collections.min(values);
              }),
          pure(
              "sort",
              1,
              arguments -> new RegoArray(arguments.elements(0).stream().sorted().toList())),
          pure(
              "all",
              1,
              arguments ->
                  RegoBoolean.of(
                      arguments.elements(0).stream().allMatch(RegoBoolean.TRUE::equals))),
          pure(
              "any",
              1,
              arguments ->
                  RegoBoolean.of(
                      arguments.elements(0).stream().anyMatch(RegoBoolean.TRUE::equals))));

  private Aggregates() {}

  private static long count(Arguments arguments) {
    return switch (arguments.value(0)) {
      case RegoArray array -> array.size();
      case RegoObject object -> object.size();
      case RegoSet set -> set.size();
      case RegoString string -> string.text().codePointCount(0, string.text().length());
      default -> throw arguments.wrongType(0, "one of {array, object, set, string}");
    };
  }

  private static RegoNumber number(Arguments arguments, Value value) {
    if (value instanceof RegoNumber number) {
      return number;
    }
    String type = arguments.value(0).typeName();
    throw arguments.ofType(
        "operand 1 must be %s of numbers but got %s containing %s"
            .formatted(type, type, value.typeName()));
  }
}
