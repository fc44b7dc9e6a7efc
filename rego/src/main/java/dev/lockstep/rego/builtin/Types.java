package dev.lockstep.rego.builtin;

import static dev.lockstep.rego.builtin.Builtin.pure;

import dev.lockstep.rego.value.RegoArray;
import dev.lockstep.rego.value.RegoBoolean;
import dev.lockstep.rego.value.RegoNull;
import dev.lockstep.rego.value.RegoNumber;
import dev.lockstep.rego.value.RegoObject;
import dev.lockstep.rego.value.RegoSet;
import dev.lockstep.rego.value.RegoString;
import dev.lockstep.rego.value.Value;
import java.util.List;

/// Asks for types, and makes one of another.
final class Types {
  static final List<Builtin> ALL =
      List.of(
          pure("type_name", 1, arguments -> new RegoString(arguments.value(0).typeName())),
          is("is_null", RegoNull.class),
          is("is_boolean", RegoBoolean.class),
          is("is_number", RegoNumber.class),
          is("is_string", RegoString.class),
          is("is_array", RegoArray.class),
          is("is_object", RegoObject.class),
          is("is_set", RegoSet.class),
          pure("to_number", 1, Types::number),
          pure("cast_array", 1, arguments -> new RegoArray(List.copyOf(arguments.elements(0)))),
          pure("cast_set", 1, arguments -> RegoSet.of(arguments.elements(0))),
          same("cast_string", RegoString.class, "string"),
          same("cast_boolean", RegoBoolean.class, "boolean"),
          same("cast_null", RegoNull.class, "null"),
          same("cast_object", RegoObject.class, "object"));

  private static final String DECIMAL = "[+-]?(\\d+(_\\d+)*(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?";
  private static final String BINARY =
      "[+-]?0[xX]([0-9a-fA-F]+\\.?[0-9a-fA-F]*|\\.[0-9a-fA-F]+)[pP][+-]?\\d{1,3}";
  private static final int LONGEST = 1_000;

  private Types() {}

  private static Builtin is(String name, Class<? extends Value> type) {
    return pure(name, 1, arguments -> RegoBoolean.of(type.isInstance(arguments.value(0))));
  }

  private static Builtin same(String name, Class<? extends Value> type, String called) {
    return pure(
        name,
        1,
        arguments -> {
          if (!type.isInstance(arguments.value(0))) {
            throw arguments.wrongType(0, called);
          }
          return arguments.value(0);
        });
  }

  private static Value number(Arguments arguments) {
    return switch (arguments.value(0)) {
      case RegoNull _ -> RegoNumber.ZERO;
      case RegoBoolean value -> value == RegoBoolean.TRUE ? RegoNumber.ONE : RegoNumber.ZERO;
      case RegoNumber number -> number;
      case RegoString string -> {
        String text = string.text();
        if (text.length() <= LONGEST && text.matches(BINARY)) {
          yield RegoNumber.of(Double.parseDouble(text));
        }
        if (text.length() > LONGEST || !text.matches(DECIMAL)) {
          throw text.matches("(?i)[+-]?(nan|inf|infinity)")
              ? arguments.ofType("operand 1 must be valid number but got " + text)
              : arguments.failure(
                  "strconv.ParseFloat: parsing %s: invalid syntax".formatted(string));
        }
        RegoNumber number;
        try {
          number = RegoNumber.parse(text.replace("_", ""));
        } catch (NumberFormatException e) {
          throw arguments.failure(
              "strconv.ParseFloat: parsing %s: invalid syntax".formatted(string));
        }
        if (Double.isInfinite(number.asDouble())) {
          throw arguments.failure(
              "strconv.ParseFloat: parsing %s: value out of range".formatted(string));
        }
        yield number;
      }
      default -> throw arguments.wrongType(0, "one of {null, boolean, number, string}");
    };
  }
}
