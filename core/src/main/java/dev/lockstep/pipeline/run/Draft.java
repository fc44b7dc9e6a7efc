package dev.lockstep.pipeline.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Is a run while an event is worked in.
final class Draft {
  private final Map<String, Progress> parts;
  private final Set<String> changed = new LinkedHashSet<>();
  private final Set<String> gone = new LinkedHashSet<>();
  private final List<Order> orders = new ArrayList<>();

  Draft(Run run) {
    parts = run.copy();
  }

  @Nullable Progress part(String key) {
    return parts.get(key);
  }

  /// Returns a part that has begun.
  Progress known(Frame frame) {
    Progress part = parts.get(frame.key());
    if (part == null) {
      throw new IllegalStateException(frame.key() + " has not begun");
    }
    return part;
  }

  void put(String key, Progress progress) {
    parts.put(key, progress);
    changed.add(key);
  }

  void order(Order order) {
    orders.add(order);
  }

  /// Forgets what is within a part, but not the part.
  void forget(String key) {
    List<String> inner =
        parts.keySet().stream().filter(one -> !one.equals(key) && Run.isWithin(one, key)).toList();
    inner.forEach(parts::remove);
    changed.removeAll(inner);
    gone.addAll(inner);
  }

  /// Lists what is within a part, the part among them.
  List<String> within(String key) {
    return parts.keySet().stream().filter(one -> Run.isWithin(one, key)).toList();
  }

  Advance advance() {
    gone.removeAll(changed);
    return new Advance(
        new Run(new LinkedHashMap<>(parts)), List.copyOf(changed), List.copyOf(gone), orders);
  }

  Map<String, Progress> parts() {
    return parts;
  }
}
