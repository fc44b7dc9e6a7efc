package dev.lockstep.rego.builtin;

import dev.lockstep.rego.value.Budget;
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

/// Is what a function is called with; each is counted from 0 here and from 1 in messages.
///
/// *Errors*: a [Builtin.Failure] for an argument of another type.
public record Arguments(String function, List<Value> values) {
  public Value value(int place) {
    return values.get(place);
  }

  public int size() {
    return values.size();
  }

  public String text(int place) {
    if (values.get(place) instanceof RegoString string) {
      return string.text();
    }
    throw wrongType(place, "string");
  }

  public RegoNumber number(int place) {
    if (values.get(place) instanceof RegoNumber number) {
      return number;
    }
    throw wrongType(place, "number");
  }

  /// Returns a whole number; what an `int` cannot hold is taken for the largest or smallest.
  public int integer(int place) {
    RegoNumber number = number(place);
    if (!number.isWhole()) {
      throw ofType(
          "operand %d must be integer number but got floating-point number".formatted(place + 1));
    }
    if (!number.isSmall()) {
      throw ofType("operand %d must be integer number but got a larger one".formatted(place + 1));
    }
    return Math.clamp(number.asLong().orElse(0), -Integer.MAX_VALUE, Integer.MAX_VALUE);
  }

  public RegoBoolean bool(int place) {
    if (values.get(place) instanceof RegoBoolean value) {
      return value;
    }
    throw wrongType(place, "boolean");
  }

  public RegoArray array(int place) {
    if (values.get(place) instanceof RegoArray array) {
      return array;
    }
    throw wrongType(place, "array");
  }

  public RegoSet set(int place) {
    if (values.get(place) instanceof RegoSet set) {
      Budget.spend(set.size());
      return set;
    }
    throw wrongType(place, "set");
  }

  public RegoObject object(int place) {
    if (values.get(place) instanceof RegoObject object) {
      return object;
    }
    throw wrongType(place, "object");
  }

  /// Returns the elements of an array or set.
  public Collection<Value> elements(int place) {
    return switch (values.get(place)) {
      case RegoArray array -> {
        Budget.spend(array.size());
        yield array.values();
      }
      case RegoSet set -> set.sorted();
      default -> throw wrongType(place, "one of {array, set}");
    };
  }

  /// Returns the elements of an array or set, all of which are text.
  public List<String> texts(int place) {
    List<String> texts = new ArrayList<>();
    for (Value value : elements(place)) {
      if (!(value instanceof RegoString string)) {
        throw ofType(
            "operand %d must be %s of strings but got %s containing %s"
                .formatted(
                    place + 1,
                    values.get(place).typeName(),
                    values.get(place).typeName(),
                    value.typeName()));
      }
      texts.add(string.text());
    }
    return texts;
  }

  public Builtin.Failure wrongType(int place, String wanted) {
    return ofType(
        "operand %d must be %s but got %s"
            .formatted(place + 1, wanted, values.get(place).typeName()));
  }

  public Builtin.Failure ofType(String message) {
    return new Builtin.Failure(function + ": " + message, true);
  }

  public Builtin.Failure failure(String message) {
    return new Builtin.Failure(function + ": " + message, false);
  }
}
