package dev.lockstep.rego.builtin;

import dev.lockstep.rego.value.RegoArray;
import dev.lockstep.rego.value.RegoNumber;
import dev.lockstep.rego.value.RegoObject;
import dev.lockstep.rego.value.RegoSet;
import dev.lockstep.rego.value.RegoString;
import dev.lockstep.rego.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Changes a document.
///
/// *Source*: RFC 6902; sets can be changed too, by their members.
final class JsonPatch {
  static final List<Builtin> ALL = List.of(Builtin.pure("json.patch", 2, JsonPatch::patched));

  private JsonPatch() {}

  private static final class Impossible extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Impossible() {
      super(null, null, false, false);
    }
  }

  private static @Nullable Value patched(Arguments arguments) {
    Value document = arguments.value(0);
    for (Value one : arguments.array(1)) {
      if (!(one instanceof RegoObject operation)) {
        throw arguments.ofType("must be array of JSON-Patch objects but got " + one.typeName());
      }
      try {
        document = applied(arguments, document, operation);
      } catch (Impossible e) {
        return null;
      }
    }
    return document;
  }

  private static Value attribute(Arguments arguments, RegoObject operation, String name) {
    Value value = operation.get(name);
    if (value == null) {
      throw arguments.ofType("missing '" + name + "' attribute");
    }
    return value;
  }

  private static List<Value> way(Arguments arguments, RegoObject operation, String name) {
    Value path = attribute(arguments, operation, name);
    if (path instanceof RegoString text) {
      return text.text().isEmpty() ? List.of() : Objects.way(path);
    }
    if (path instanceof RegoArray) {
      return Objects.way(path);
    }
    throw arguments.ofType(
        "must be one of {string, array} containing string paths or array of path segments but got "
            + path.typeName());
  }

  private static Value applied(Arguments arguments, Value document, RegoObject operation) {
    String op = attribute(arguments, operation, "op") instanceof RegoString text ? text.text() : "";
    List<Value> path = way(arguments, operation, "path");
    return switch (op) {
      case "add" -> add(document, path, 0, attribute(arguments, operation, "value"));
      case "remove" -> remove(document, path, 0);
      case "replace" -> {
        Value value = attribute(arguments, operation, "value");
        at(document, path);
        yield path.isEmpty() ? value : add(remove(document, path, 0), path, 0, value);
      }
      case "move" -> {
        List<Value> from = way(arguments, operation, "from");
        Value moved = at(document, from);
        yield add(remove(document, from, 0), path, 0, moved);
      }
      case "copy" -> add(document, path, 0, at(document, way(arguments, operation, "from")));
      case "test" -> {
        if (!at(document, path).equals(attribute(arguments, operation, "value"))) {
          throw new Impossible();
        }
        yield document;
      }
      default -> throw arguments.ofType("invalid patch operation: " + op);
    };
  }

  private static Value at(Value document, List<Value> path) {
    Value value = document;
    for (Value key : path) {
      Value inner =
          value instanceof RegoArray array
              ? array.get(index(array, key, false))
              : Objects.element(value, key);
      if (inner == null) {
        throw new Impossible();
      }
      value = inner;
    }
    return value;
  }

  private static int index(RegoArray array, Value key, boolean end) {
    int index = -1;
    if (key instanceof RegoNumber number) {
      index = number.asInt().orElse(-1);
    } else if (key instanceof RegoString text) {
      if (end && text.text().equals("-")) {
        return array.size();
      }
      index = text.text().matches("0|[1-9]\\d{0,8}") ? Integer.parseInt(text.text()) : -1;
    }
    if (index < 0 || index > array.size() || (!end && index == array.size())) {
      throw new Impossible();
    }
    return index;
  }

  private static Value add(Value into, List<Value> path, int at, Value value) {
    if (at == path.size()) {
      return value;
    }
    Value key = path.get(at);
    boolean last = at == path.size() - 1;
    return switch (into) {
      case RegoObject object -> {
        Value inner = object.get(key);
        if (!last && inner == null) {
          throw new Impossible();
        }
        yield object.with(key, last || inner == null ? value : add(inner, path, at + 1, value));
      }
      case RegoArray array -> {
        List<Value> values = new ArrayList<>(array.values());
        int index = index(array, key, last);
        if (last) {
          values.add(index, value);
        } else {
          values.set(index, add(values.get(index), path, at + 1, value));
        }
        yield new RegoArray(values);
      }
      case RegoSet set -> {
        Set<Value> members = new HashSet<>(set.sorted());
        if (last) {
          if (!key.equals(value)) {
            throw new Impossible();
          }
          members.add(value);
        } else if (members.remove(key)) {
          members.add(add(key, path, at + 1, value));
        } else {
          throw new Impossible();
        }
        yield RegoSet.of(members);
      }
      default -> throw new Impossible();
    };
  }

  private static Value remove(Value from, List<Value> path, int at) {
    if (at == path.size()) {
      throw new Impossible();
    }
    Value key = path.get(at);
    boolean last = at == path.size() - 1;
    return switch (from) {
      case RegoObject object -> {
        Value inner = object.get(key);
        if (inner == null) {
          throw new Impossible();
        }
        yield last ? object.without(key) : object.with(key, remove(inner, path, at + 1));
      }
      case RegoArray array -> {
        List<Value> values = new ArrayList<>(array.values());
        int index = index(array, key, false);
        if (last) {
          values.remove(index);
        } else {
          values.set(index, remove(values.get(index), path, at + 1));
        }
        yield new RegoArray(values);
      }
      case RegoSet set -> {
        Set<Value> members = new HashSet<>(set.sorted());
        if (!members.remove(key)) {
          throw new Impossible();
        }
        if (!last) {
          members.add(remove(key, path, at + 1));
        }
        yield RegoSet.of(members);
      }
      default -> throw new Impossible();
    };
  }
}
