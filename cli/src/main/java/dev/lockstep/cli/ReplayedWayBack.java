package dev.lockstep.cli;

import dev.lockstep.cli.ScratchTarget.Standing;
import dev.lockstep.deploy.WayBack;
import dev.lockstep.deploy.Work;
import dev.lockstep.dialects.SupportedSchemas;
import dev.lockstep.dialects.schema.SchemaDialect;
import dev.lockstep.diff.Difference;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.migration.Assessment;
import dev.lockstep.migration.Migration;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.schema.DatabaseSchema;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Derives ways back: the recorded changes run again on a scratch database, and what one of them
/// changed there is turned around.
///
/// *Errors*: `VALIDATION_FAILED` when the history cannot be replayed, or the database holds other
/// things than its history makes, so that what is derived would not fit.
record ReplayedWayBack(Workspace workspace, Replay replay, SchemaReader reader) implements WayBack {

  @Override
  public Map<String, Way> find(Work work, List<Migration> wanted) {
    Assessment assessment = workspace.deployer().look(work).assessment();
    Replay.obstacle(assessment)
        .ifPresent(why -> {
          throw new LockstepException(
              ErrorCode.VALIDATION_FAILED,
              "No way back can be derived for " + work.instance() + ": " + why,
              "Write it by hand, or leave these changes applied with --allow-irreversible.");
        });
    Set<String> ids = wanted.stream().map(Migration::id).collect(Collectors.toSet());
    Map<String, Way> ways = new HashMap<>();
    DatabaseSchema live = reader.of(work.request().instance());
    try (ScratchTarget target = replay.like(live).open(work)) {
      for (String id : Replay.applied(assessment)) {
        if (!ids.contains(id)) {
          Replay.run(target, work, Set.of(id));
          continue;
        }
        Standing before = target.standing();
        Optional<PlannedMigration> planned = target.pending(id);
        Replay.run(target, work, Set.of(id));
        Standing after = target.standing();
        planned
            .map(one -> target.wayBack(before, after, one))
            .ifPresent(derived -> {
              derived
                  .obstacle()
                  .ifPresent(why -> {
                    throw refused(work, id, why);
                  });
              derived.way().ifPresent(way -> ways.put(id, way));
            });
      }
      requireNoDrift(work, live, target.schema());
    } catch (SQLException e) {
      throw Replay.failed(work, String.valueOf(e.getMessage()));
    }
    return ways;
  }

  private static LockstepException refused(Work work, String id, String why) {
    return new LockstepException(
        ErrorCode.VALIDATION_FAILED,
        "No way back over change "
            + id
            + " can be derived for "
            + work.instance()
            + ": "
            + why
            + ".",
        "Write it by hand, or leave this change applied with --allow-irreversible.");
  }

  private static void requireNoDrift(Work work, DatabaseSchema all, DatabaseSchema expected) {
    SchemaDialect dialect = SupportedSchemas.named(all.dialect());
    List<Difference> drift =
        Difference.between(expected, all.without(dialect.scope(List.of(expected)).negate()));
    if (!drift.isEmpty()) {
      throw new LockstepException(
          ErrorCode.VALIDATION_FAILED,
          "No way back can be derived for %s: it holds other things than its history makes, such as %s."
              .formatted(work.instance(), drift.getFirst().id()),
          "Look with lockstep drift -i " + work.instance() + ", and mend that first.");
    }
  }
}
