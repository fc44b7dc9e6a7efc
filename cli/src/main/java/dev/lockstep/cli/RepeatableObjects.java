package dev.lockstep.cli;

import dev.lockstep.deploy.Work;
import dev.lockstep.diff.Difference;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.migration.Migration;
import dev.lockstep.migration.MigrationKind;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import dev.lockstep.scratch.SchemaPlan;
import dev.lockstep.source.SourceLocation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Knows which objects the repeatable changes of a schema make, so that no other change can.
///
/// @param base what all changes together make
/// @param makers the change by the object that it makes or replaces
record RepeatableObjects(DatabaseSchema base, Map<ObjectId, Migration> makers) {
  /// Runs all pending changes and looks at what each repeatable one does.
  static RepeatableObjects run(ScratchTarget site, Work work, List<PlannedMigration> pending) {
    Map<Boolean, List<String>> ids =
        pending.stream()
            .map(PlannedMigration::migration)
            .collect(
                Collectors.partitioningBy(
                    one -> one.kind() == MigrationKind.REPEATABLE,
                    Collectors.mapping(Migration::id, Collectors.toList())));
    Replay.run(site, work, Set.copyOf(ids.getOrDefault(false, List.of())));
    DatabaseSchema base = site.schema();
    Map<ObjectId, Migration> makers = new HashMap<>();
    for (PlannedMigration planned : pending) {
      Migration migration = planned.migration();
      if (migration.kind() == MigrationKind.REPEATABLE) {
        Replay.run(site, work, Set.of(migration.id()));
        DatabaseSchema after = site.schema();
        for (Difference difference : Difference.between(base, after)) {
          // What it only adds to, such as a table's privileges, is not its own.
          if (difference instanceof Difference.Added
              || (difference instanceof Difference.Changed && !isPart(after, difference.id()))) {
            makers.put(difference.id(), migration);
          }
        }
        base = after;
      }
    }
    return new RepeatableObjects(base, makers);
  }

  private static boolean isPart(DatabaseSchema schema, ObjectId id) {
    return id.kind().equals("table") || schema.find(id).map(SchemaObject::parent).isPresent();
  }

  /// Refuses a plan that changes what a repeatable change makes: it would be made again.
  ///
  /// *Errors*: `VALIDATION_FAILED`.
  void refuse(SchemaPlan plan) {
    for (Difference difference : plan.differences()) {
      ObjectId at = difference.id();
      while (at != null) {
        Migration maker = makers.get(at);
        if (maker != null) {
          throw refusal(at, maker);
        }
        at = parent(plan, at);
      }
    }
  }

  private static @Nullable ObjectId parent(SchemaPlan plan, ObjectId id) {
    return plan.from().find(id).or(() -> plan.to().find(id)).map(SchemaObject::parent).orElse(null);
  }

  private static LockstepException refusal(ObjectId id, Migration maker) {
    SourceLocation source = maker.source();
    String file = source == null ? maker.id() : source.path();
    return new LockstepException(
        ErrorCode.VALIDATION_FAILED,
        "The "
            + id
            + " is made by the repeatable "
            + file
            + ", which would make it again after any other change, so nothing was written.",
        "Change that script to what is wanted, and run the command again for the rest.");
  }
}
