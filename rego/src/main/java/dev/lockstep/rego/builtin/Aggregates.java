package dev.lockstep.rego.builtin;

import static dev.lockstep.rego.builtin.Builtin.pure;

import dev.lockstep.rego.value.RegoArray;
import dev.lockstep.rego.value.RegoBoolean;
import dev.lockstep.rego.value.RegoNumber;
import dev.lockstep.rego.value.RegoObject;
import dev.lockstep.rego.value.RegoSet;
import dev.lockstep.rego.value.RegoString;
import dev.lockstep.rego.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Makes one value of many.
final class Aggregates {
  static final List<Builtin> ALL =
      List.of(
          pure("count", 1, arguments -> RegoNumber.of(count(arguments))),
          pure("sum", 1, arguments -> Numbers.sum(numbers(arguments))),
          pure("product", 1, arguments -> Numbers.product(numbers(arguments))),
          pure(
              "max",
              1,
              arguments -> {
                Collection<Value> values = arguments.elements(0);
                // Of those that are the same, the last one counts.
                return values.stream().reduce((a, b) -> a.compareTo(b) <= 0 ? b : a).orElse(null);
              }),
          pure(
              "min",
              1,
              arguments -> {
                Collection<Value> values = arguments.elements(0);
                return values.stream().reduce((a, b) -> a.compareTo(b) >= 0 ? b : a).orElse(null);
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

  private static List<RegoNumber> numbers(Arguments arguments) {
    List<RegoNumber> numbers = new ArrayList<>();
    for (Value value : arguments.elements(0)) {
      if (!(value instanceof RegoNumber number)) {
        String type = arguments.value(0).typeName();
        throw arguments.ofType(
            "operand 1 must be %s of numbers but got %s containing %s"
                .formatted(type, type, value.typeName()));
      }
      numbers.add(number);
    }
    return numbers;
  }
}
