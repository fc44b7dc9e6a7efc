package dev.lockstep.plan;

import dev.lockstep.schema.ObjectId;
import java.util.List;

/// Is what one step of a plan does to one object.
///
/// @param statements in order, without terminators
/// @param losses what nothing brings back, in words
public record SchemaChange(
    Action action, ObjectId object, List<String> statements, List<String> losses) {
  public SchemaChange {
    statements = List.copyOf(statements);
    losses = List.copyOf(losses);
  }

  /// Says what happens to the object.
  public enum Action {
    DROP,
    CREATE,
    ALTER
  }
}
