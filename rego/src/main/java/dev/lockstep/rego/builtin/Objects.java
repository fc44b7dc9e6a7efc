package dev.lockstep.rego.builtin;

import static dev.lockstep.rego.builtin.Builtin.pure;

import dev.lockstep.rego.value.Budget;
import dev.lockstep.rego.value.RegoArray;
import dev.lockstep.rego.value.RegoBoolean;
import dev.lockstep.rego.value.RegoNumber;
import dev.lockstep.rego.value.RegoObject;
import dev.lockstep.rego.value.RegoSet;
import dev.lockstep.rego.value.RegoString;
import dev.lockstep.rego.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Works on objects.
final class Objects {
  static final List<Builtin> ALL =
      List.of(
          pure("object.get", 3, Objects::get),
          pure("object.keys", 1, arguments -> RegoSet.of(arguments.object(0).keys())),
          pure(
              "object.remove",
              2,
              arguments -> {
                Map<Value, Value> rest = arguments.object(0).copy();
                keys(arguments, 1).forEach(rest::remove);
                return RegoObject.of(rest);
              }),
          pure(
              "object.filter",
              2,
              arguments -> {
                RegoObject object = arguments.object(0);
                Map<Value, Value> kept = new LinkedHashMap<>();
                for (Value key : keys(arguments, 1)) {
                  Value value = object.get(key);
                  if (value != null) {
                    kept.put(key, value);
                  }
                }
                return RegoObject.of(kept);
              }),
          pure("object.union", 2, arguments -> union(arguments.object(0), arguments.object(1))),
          pure("object.union_n", 1, Objects::unionOfAll),
          pure("object.subset", 2, Objects::subset));

  private Objects() {}

  private static Value get(Arguments arguments) {
    RegoObject object = arguments.object(0);
    if (arguments.value(1) instanceof RegoArray path) {
      Value at = object;
      for (Value key : path) {
        at = element(at, key);
        if (at == null) {
          return arguments.value(2);
        }
      }
      return at;
    }
    Value found = object.get(arguments.value(1));
    return found == null ? arguments.value(2) : found;
  }

  static @Nullable Value element(Value value, Value key) {
    return switch (value) {
      case RegoObject object -> object.get(key);
      case RegoArray array -> {
        int at = key instanceof RegoNumber number ? number.asInt().orElse(-1) : -1;
        yield at >= 0 && at < array.size() ? array.get(at) : null;
      }
      case RegoSet set -> set.contains(key) ? key : null;
      default -> null;
    };
  }

  private static Set<Value> keys(Arguments arguments, int place) {
    return switch (arguments.value(place)) {
      case RegoArray array -> new HashSet<>(array.values());
      case RegoSet set -> new HashSet<>(set.sorted());
      case RegoObject object -> new HashSet<>(object.keys());
      default -> throw arguments.wrongType(place, "one of {object, string, array, set}");
    };
  }

  static Value union(Value left, Value right) {
    if (!(left instanceof RegoObject one) || !(right instanceof RegoObject other)) {
      return right;
    }
    Map<Value, Value> all = one.copy();
    for (Value key : other.keys()) {
      all.merge(key, other.at(key), Objects::union);
    }
    return RegoObject.of(all);
  }

  private static Value unionOfAll(Arguments arguments) {
    Map<Value, Value> all = new LinkedHashMap<>();
    for (Value value : arguments.array(0)) {
      if (!(value instanceof RegoObject object)) {
        throw arguments.ofType(
            "operand 1 must be array of objects but got array containing " + value.typeName());
      }
      for (Value key : object.keys()) {
        Budget.keep(all.size());
        all.merge(key, object.at(key), Objects::union);
      }
    }
    return RegoObject.of(all);
  }

  private static Value subset(Arguments arguments) {
    Value whole = arguments.value(0);
    Value part = arguments.value(1);
    return switch (whole) {
      case RegoObject object when part instanceof RegoObject other ->
          RegoBoolean.of(isWithin(object, other));
      case RegoSet set when part instanceof RegoSet other -> RegoBoolean.of(set.containsAll(other));
      case RegoArray array when part instanceof RegoArray other ->
          RegoBoolean.of(isWithin(array, other));
      case RegoArray array when part instanceof RegoSet other ->
          RegoBoolean.of(new HashSet<>(array.values()).containsAll(other.sorted()));
      default ->
          throw arguments.ofType(
              "both arguments object.subset must be of the same type or array and set");
    };
  }

  private static boolean isWithin(RegoObject whole, RegoObject part) {
    for (Value key : part.keys()) {
      Budget.spend(1);
      Value there = whole.get(key);
      Value wanted = part.at(key);
      boolean same = there != null && (there.equals(wanted) || isPart(there, wanted));
      if (!same) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPart(Value whole, Value part) {
    return switch (whole) {
      case RegoObject object when part instanceof RegoObject other -> isWithin(object, other);
      case RegoSet set when part instanceof RegoSet other -> set.containsAll(other);
      case RegoArray array when part instanceof RegoArray other -> isWithin(array, other);
      default -> false;
    };
  }

  private static boolean isWithin(RegoArray whole, RegoArray part) {
    for (int from = 0; from <= whole.size() - part.size(); from++) {
      int same = 0;
      while (same < part.size() && whole.get(from + same).equals(part.get(same))) {
        same++;
      }
      if (same == part.size()) {
        return true;
      }
      Budget.spend(1 + same);
    }
    return false;
  }

  /// Reads a way into a document: `a/b` or an array of keys.
  static List<Value> way(Value path) {
    if (path instanceof RegoArray array) {
      return array.values();
    }
    List<Value> keys = new ArrayList<>();
    if (path instanceof RegoString string) {
      String text = string.text().startsWith("/") ? string.text().substring(1) : string.text();
      for (String part : text.split("/", -1)) {
        keys.add(new RegoString(part.replace("~1", "/").replace("~0", "~")));
      }
    }
    return keys;
  }
}
