package dev.lockstep.migration;

import java.util.List;

/// Are scripts that an engine runs around what is pending, whenever something is.
///
/// *Shape*: each has its event as the id, and nothing that history would say. `before` are those
/// that run ahead of the first migration or of each, `after` all others, in the order of events.
public record Hooks(List<PlannedMigration> before, List<PlannedMigration> after) {
  public static final Hooks NONE = new Hooks(List.of(), List.of());

  public Hooks {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }
}
