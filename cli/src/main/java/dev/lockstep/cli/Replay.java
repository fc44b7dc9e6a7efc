package dev.lockstep.cli;

import dev.lockstep.deploy.Work;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.migration.Assessment;
import dev.lockstep.migration.MigrationState;
import dev.lockstep.migration.MigrationStatus;
import dev.lockstep.project.InstanceDefinition;
import dev.lockstep.project.SchemaDefinition;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.scratch.Scratches;
import dev.lockstep.source.FileTree;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Makes on a scratch database what the changes recorded in another one have made.
///
/// *Shape*: instances that stand alike, such as the databases of tenants, share one replay.
///
/// @param wiring deploys to the scratch database as to any other
/// @param made the schemas that were made so far
record Replay(Scratches scratches, Wiring wiring, Map<Standing, DatabaseSchema> made) {
  Replay(Scratches scratches, Wiring wiring) {
    this(scratches, wiring, new ConcurrentHashMap<>());
  }

  /// Is everything that a replay depends on.
  record Standing(
      SchemaDefinition schema,
      int majorVersion,
      List<String> beginning,
      FileTree files,
      List<String> applied,
      @Nullable String place,
      List<String> contexts,
      @Nullable String labels,
      Map<String, String> properties) {}

  private static final Set<MigrationState> APPLIED =
      Set.of(MigrationState.APPLIED, MigrationState.APPLIED_OUT_OF_ORDER);

  /// Returns a replay for databases that began as a live one did.
  Replay like(DatabaseSchema live) {
    return new Replay(scratches.like(live), wiring, made);
  }

  /// Says why a history cannot be made again; empty when it can.
  static Optional<String> obstacle(Assessment assessment) {
    for (MigrationStatus status : assessment.migrations()) {
      String name = status.migration().id();
      switch (status.state()) {
        case BASELINE -> {
          return Optional.of(
              "its history begins with a baseline, and no file tells what was there.");
        }
        case MISSING, FUTURE -> {
          return Optional.of("the file of change " + name + " is not here.");
        }
        case FAILED -> {
          return Optional.of("change " + name + " is recorded as failed.");
        }
        case OUTDATED -> {
          return Optional.of(
              "change " + name + " reads differently from what ran; deploy it first.");
        }
        case PENDING, APPLIED, APPLIED_OUT_OF_ORDER, UNDONE, SKIPPED_OUT_OF_ORDER, IGNORED -> {}
      }
    }
    return assessment.faults().isEmpty()
        ? Optional.empty()
        : Optional.of(assessment.faults().getFirst().message() + ".");
  }

  /// Makes an empty database for the changes of some work.
  ScratchTarget open(Work work) throws SQLException {
    return open(work, null);
  }

  private ScratchTarget open(Work work, @Nullable String last) throws SQLException {
    ScratchTarget target = ScratchTarget.open(scratches, wiring, work, last);
    target.prepare();
    return target;
  }

  /// Runs the applied changes and reads what is there then.
  DatabaseSchema schema(Work work, Assessment assessment) {
    return schema(work, applied(assessment));
  }

  /// Runs some of the changes and reads what is there then.
  DatabaseSchema schema(Work work, List<String> ids) {
    InstanceDefinition instance = work.request().instance();
    return made.computeIfAbsent(
        new Standing(
            work.request().schema(),
            scratches.majorVersion(),
            scratches.beginning(),
            work.request().files(),
            ids,
            instance.connection().schema(),
            instance.contexts(),
            instance.labels(),
            instance.properties()),
        _ -> make(work, Set.copyOf(ids)));
  }

  private DatabaseSchema make(Work work, Set<String> wanted) {
    try (ScratchTarget target = open(work)) {
      run(target, work, wanted);
      return target.schema();
    } catch (SQLException e) {
      throw failed(work, String.valueOf(e.getMessage()));
    }
  }

  /// Runs all changes up to the one that the request names, and reads what is there then.
  ///
  /// *Errors*: `VALIDATION_FAILED` also when there is no such change.
  DatabaseSchema upTo(Work work) {
    try (ScratchTarget target = open(work, work.request().target())) {
      target.pending();
      target
          .run(_ -> true)
          .ifPresent(why -> {
            throw failed(work, why);
          });
      return target.schema();
    } catch (SQLException e) {
      throw failed(work, String.valueOf(e.getMessage()));
    }
  }

  /// Lists the ids of the applied changes in the order in which they were applied.
  static List<String> applied(Assessment assessment) {
    return assessment.migrations().stream()
        .filter(status -> APPLIED.contains(status.state()))
        .map(status -> status.migration().id())
        .toList();
  }

  /// Runs some of the changes.
  static void run(ScratchTarget target, Work work, Set<String> ids) {
    target
        .run(planned -> ids.contains(planned.migration().id()))
        .ifPresent(why -> {
          throw failed(work, why);
        });
  }

  static LockstepException failed(Work work, String why) {
    return new LockstepException(
        ErrorCode.VALIDATION_FAILED,
        "The changes of " + work.instance() + " do not run on a scratch database: " + why,
        "Correct what the changes expect of their surroundings, such as roles or extensions.");
  }
}
