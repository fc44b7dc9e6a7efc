package dev.lockstep.plan;

import dev.lockstep.schema.ObjectId;
import java.util.List;

/// Is what one step of a plan does to one object.
///
/// @param statements in order, without terminators
public record SchemaChange(Action action, ObjectId object, List<String> statements) {
  public SchemaChange {
    statements = List.copyOf(statements);
  }

  /// Says what happens to the object.
  public enum Action {
    DROP,
    CREATE,
    ALTER
  }
}
