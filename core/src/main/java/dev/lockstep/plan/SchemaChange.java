package dev.lockstep.plan;

import dev.lockstep.schema.ObjectId;
import java.util.List;

/// Is what one step of a plan does to one object.
///
/// @param statements in order, without terminators
/// @param online does the same while others go on reading and writing; empty when there is no such
///   way, or no need
/// @param losses what nothing brings back, in words
public record SchemaChange(
    Action action,
    ObjectId object,
    List<String> statements,
    List<String> online,
    List<String> losses) {
  public SchemaChange {
    statements = List.copyOf(statements);
    online = List.copyOf(online);
    losses = List.copyOf(losses);
  }

  /// Returns the same change in its online form, where it has one.
  public SchemaChange preferringOnline() {
    return online.isEmpty() ? this : new SchemaChange(action, object, online, online, losses);
  }

  /// Tells whether the statements are those of the online form, which share no transaction.
  public boolean runsOnline() {
    return !online.isEmpty() && online.equals(statements);
  }

  /// Says what happens to the object.
  public enum Action {
    DROP,
    CREATE,
    ALTER
  }
}
