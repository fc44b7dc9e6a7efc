package dev.lockstep.rego.builtin;

import static dev.lockstep.rego.builtin.Builtin.pure;

import dev.lockstep.rego.value.RegoBoolean;
import java.util.List;
import java.util.function.IntPredicate;

/// Compares values.
final class Comparisons {
  static final List<Builtin> ALL =
      List.of(
          compared("equal", order -> order == 0),
          compared("neq", order -> order != 0),
          compared("lt", order -> order < 0),
          compared("gt", order -> order > 0),
          compared("lte", order -> order <= 0),
          compared("gte", order -> order >= 0),
          compared("eq", order -> order == 0));

  private Comparisons() {}

  private static Builtin compared(String name, IntPredicate holds) {
    return pure(
        name,
        2,
        arguments -> RegoBoolean.of(holds.test(arguments.value(0).compareTo(arguments.value(1)))));
  }
}
