package dev.lockstep.plan;

import dev.lockstep.schema.ObjectId;
import java.util.List;

/// Is what one step of a plan does to one object.
///
/// @param statements in order, without terminators
/// @param online does the same while others go on reading and writing, or is refused where it would
///   do more than was seen; empty when there is no such way, or no need
/// @param losses what nothing brings back, in words
/// @param failsIf what rows may hold that makes the server refuse it, in words
public record SchemaChange(
    Action action,
    ObjectId object,
    List<String> statements,
    List<String> online,
    List<String> losses,
    List<String> failsIf) {
  public SchemaChange {
    statements = List.copyOf(statements);
    online = List.copyOf(online);
    losses = List.copyOf(losses);
    failsIf = List.copyOf(failsIf);
  }

  public SchemaChange withStatements(List<String> others) {
    return new SchemaChange(action, object, others, online, losses, failsIf);
  }

  public SchemaChange withOnline(List<String> others) {
    return new SchemaChange(action, object, statements, others, losses, failsIf);
  }

  /// Returns the same change in its online form, where it has one.
  public SchemaChange preferringOnline() {
    return online.isEmpty() ? this : withStatements(online);
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
