package dev.lockstep.rego.eval;

import dev.lockstep.rego.value.RegoObject;
import dev.lockstep.rego.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Is what a policy looks at.
///
/// @param input null when there is none
/// @param data what is there beside rules
/// @param mask what of the rules is hidden
record Documents(@Nullable Value input, Value data, Mask mask) {
  Documents withInput(List<Value> path, Value value) {
    return new Documents(put(input, path, 0, value), data, mask);
  }

  Documents withData(List<Value> path, Value value) {
    return new Documents(input, put(data, path, 0, value), mask.hiding(path));
  }

  private static Value put(@Nullable Value into, List<Value> path, int at, Value value) {
    if (at == path.size()) {
      return value;
    }
    RegoObject object = into instanceof RegoObject known ? known : RegoObject.EMPTY;
    Value key = path.get(at);
    return object.with(key, put(object.get(key), path, at + 1, value));
  }
}
