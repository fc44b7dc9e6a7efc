package dev.lockstep.rego.eval;

import dev.lockstep.rego.value.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Says below which places `with` hides what rules make.
///
/// @param whole whether everything here is hidden
record Mask(boolean whole, Map<Value, Mask> below) {
  static final Mask NONE = new Mask(false, Map.of());
  private static final Mask ALL = new Mask(true, Map.of());

  @Nullable Mask at(Value key) {
    return below.get(key);
  }

  Mask hiding(List<Value> path) {
    if (path.isEmpty() || whole) {
      return ALL;
    }
    Map<Value, Mask> copy = new HashMap<>(below);
    copy.merge(
        path.getFirst(),
        NONE.hiding(path.subList(1, path.size())),
        (known, _) -> known.hiding(path.subList(1, path.size())));
    return new Mask(false, copy);
  }
}
