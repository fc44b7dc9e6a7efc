package dev.lockstep.rego.compile;

import dev.lockstep.rego.syntax.Fault;
import dev.lockstep.rego.syntax.Place;
import dev.lockstep.rego.syntax.RegoFaults;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Numbers the variables of a rule; what is declared in a body hides what bears its name outside.
final class Scope {
  private final Map<String, Integer> implicit = new LinkedHashMap<>();
  private final Deque<Layer> layers = new ArrayDeque<>();
  private int slots;

  private static final class Layer {
    final Map<String, Integer> declared = new HashMap<>();
    final Set<String> assigned = new HashSet<>();
    final Set<String> seen = new HashSet<>();
  }

  void open() {
    layers.push(new Layer());
  }

  void close() {
    layers.pop();
  }

  int slots() {
    return slots;
  }

  int fresh() {
    return slots++;
  }

  /// Returns the number of a declared variable; null when there is none of that name.
  @Nullable Integer declared(String name) {
    Layer innermost = layers.peek();
    for (Layer layer : layers) {
      Integer slot = layer.declared.get(name);
      if (slot != null) {
        if (innermost != null && innermost != layer) {
          innermost.seen.add(name);
        }
        return slot;
      }
    }
    if (innermost != null) {
      innermost.seen.add(name);
    }
    return null;
  }

  /// Returns the number of a variable that nothing declares.
  int implicit(String name) {
    return implicit.computeIfAbsent(name, _ -> fresh());
  }

  /// Declares a variable of the innermost body.
  int declare(String name, Place place, boolean assigned) {
    Layer layer = layers.element();
    String fault = null;
    if (layer.declared.containsKey(name)) {
      fault = layer.assigned.contains(name) ? "assigned" : "declared";
    } else if (layer.seen.contains(name)) {
      fault = "referenced";
    }
    if (fault != null) {
      throw new RegoFaults(Fault.COMPILE, "var " + name + " " + fault + " above", place);
    }
    if (assigned) {
      layer.assigned.add(name);
    }
    int slot = fresh();
    layer.declared.put(name, slot);
    return slot;
  }

  /// Declares a variable that a caller gives a value.
  void argument(String name) {
    layers.element().declared.put(name, fresh());
  }

  /// Returns what can be asked for by name: variables of the outermost body.
  Map<String, Integer> named() {
    Map<String, Integer> named = new LinkedHashMap<>();
    implicit.forEach((name, slot) -> {
      if (!name.startsWith("_$")) {
        named.put(name, slot);
      }
    });
    layers.forEach(layer -> named.putAll(layer.declared));
    return named;
  }

  /// Gives an assigned value to a variable that was declared in the same body before.
  boolean assign(String name) {
    Layer layer = layers.element();
    return layer.declared.containsKey(name) && layer.assigned.add(name);
  }
}
