package dev.lockstep.pipeline.run;

import java.util.List;

/// Is what an event made of a run.
///
/// @param changed the keys of the parts that are new or different, in the order in which they
///   changed
/// @param gone the keys of parts that are forgotten, since their group runs again
/// @param orders what is to be done, in this order
public record Advance(Run run, List<String> changed, List<String> gone, List<Order> orders) {
  public Advance {
    changed = List.copyOf(changed);
    gone = List.copyOf(gone);
    orders = List.copyOf(orders);
  }
}
