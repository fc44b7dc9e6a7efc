package dev.lockstep.rego.compile;

import dev.lockstep.rego.value.RegoArray;
import dev.lockstep.rego.value.RegoObject;
import dev.lockstep.rego.value.RegoSet;
import dev.lockstep.rego.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes values of terms all of whose parts are values, once and not with every evaluation.
final class Folding {
  private Folding() {}

  private static @Nullable List<Value> values(List<Expr> exprs) {
    List<Value> values = new ArrayList<>();
    for (Expr expr : exprs) {
      if (!(expr instanceof Expr.Constant(Value value))) {
        return null;
      }
      values.add(value);
    }
    return values;
  }

  static Expr array(List<Expr> items) {
    List<Value> values = values(items);
    return values == null ? new Expr.ArrayOf(items) : new Expr.Constant(new RegoArray(values));
  }

  static Expr set(List<Expr> items) {
    List<Value> values = values(items);
    return values == null ? new Expr.SetOf(items) : new Expr.Constant(RegoSet.of(values));
  }

  static Expr object(List<Expr> keys, List<Expr> values) {
    List<Value> known = values(keys);
    List<Value> content = values(values);
    if (known == null || content == null) {
      return new Expr.ObjectOf(keys, values);
    }
    Map<Value, Value> entries = new LinkedHashMap<>();
    for (int i = 0; i < known.size(); i++) {
      entries.put(known.get(i), content.get(i));
    }
    return new Expr.Constant(RegoObject.of(entries));
  }
}
