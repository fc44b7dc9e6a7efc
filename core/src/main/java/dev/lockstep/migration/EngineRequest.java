package dev.lockstep.migration;

import dev.lockstep.project.InstanceDefinition;
import dev.lockstep.project.SchemaDefinition;
import dev.lockstep.source.FileTree;
import org.jspecify.annotations.Nullable;

/// Says which files an engine is to look at, for which target and under which options.
///
/// @param target the last version or changeset to consider; null for all
/// @param order whether a version below the highest applied one may still run; the schema's own
///   `outOfOrder` option has the same effect
public record EngineRequest(
    SchemaDefinition schema,
    InstanceDefinition instance,
    FileTree files,
    @Nullable String target,
    Order order) {

  /// Says what happens to versions that arrive late.
  public enum Order {
    STRICT,
    OUT_OF_ORDER_ALLOWED
  }
}
