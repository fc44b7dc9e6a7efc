package dev.lockstep.cli;

import dev.lockstep.deploy.WayBack;
import dev.lockstep.deploy.Work;
import dev.lockstep.engines.declarative.DeclarativeEngine;
import dev.lockstep.engines.declarative.DesiredFolder;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.migration.Assessment;
import dev.lockstep.migration.EngineRequest;
import dev.lockstep.migration.Migration;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.migration.RollbackPlan;
import dev.lockstep.migration.RollbackTarget;
import dev.lockstep.project.InstanceDefinition;
import dev.lockstep.project.SchemaDefinition;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.scratch.Rename;
import dev.lockstep.source.FileTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Reads a schema as its changes make it on a scratch database.
///
/// *Shape*: `NAME` or `NAME@POINT`, of a schema of the project, or of an instance, whose contexts
/// and properties count then. A point is a version or changeset, `ref:REF` for the files of a
/// branch, tag or commit, or `tag:TAG` for what an instance was given as a tag.
///
/// @param hints takes the renames that files name
record SchemaOfChanges(Workspace workspace, Replay replay, Consumer<List<Rename>> hints) {
  private static final String TAG = "tag:";
  private static final String REF = "ref:";

  /// Returns the schema whose changes are meant; empty when none is.
  static Optional<SchemaDefinition> meant(Workspace workspace, String named) {
    String name = name(named);
    Optional<SchemaDefinition> ofInstance =
        workspace.project().instance(name).map(workspace::schema);
    return ofInstance.or(() -> workspace.project().schema(name));
  }

  private static String name(String named) {
    int at = named.indexOf('@');
    return at < 0 ? named : named.substring(0, at);
  }

  /// *Errors*: `USAGE` for a point that is none; `VALIDATION_FAILED` for changes that do not run.
  DatabaseSchema read(String named) {
    String name = name(named);
    String point = name.equals(named) ? "" : named.substring(name.length() + 1);
    SchemaDefinition schema = meant(workspace, named).orElseThrow();
    Optional<InstanceDefinition> own = workspace.project().instance(name);
    InstanceDefinition instance = own.orElseGet(() -> workspace.standIn(schema));
    FileTree files = workspace.files(point.startsWith(REF) ? point.substring(REF.length()) : null);
    String version = point.startsWith(REF) || point.startsWith(TAG) ? "" : point;
    Work work =
        new Work(
            new EngineRequest(
                schema,
                instance,
                files,
                version.isEmpty() ? null : version.replaceFirst("^[vV](?=\\d)", ""),
                EngineRequest.Order.OUT_OF_ORDER_ALLOWED),
            workspace.project().execution());
    boolean declarative = schema.engine().equals(DeclarativeEngine.NAME);
    if (point.startsWith(TAG) || (declarative && !version.isEmpty())) {
      if (own.isEmpty()) {
        throw new LockstepException(
            ErrorCode.USAGE,
            "Only an instance knows "
                + (declarative && !version.isEmpty() ? "its states" : "its tags")
                + ", and "
                + name
                + " is a schema.",
            "Name one of its instances, such as " + instance.name() + "@" + point + ".");
      }
      return recorded(work, point);
    }
    if (declarative) {
      DesiredFolder folder = new DesiredFolder(replay.scratches(), work.request());
      hints.accept(folder.renames());
      return folder.schema();
    }
    return replay.upTo(work);
  }

  /// Makes again what an instance held at a point of its own history.
  private DatabaseSchema recorded(Work work, String point) {
    RollbackTarget target =
        point.startsWith(TAG)
            ? new RollbackTarget.Tag(point.substring(TAG.length()), List.of())
            : new RollbackTarget.Version(point);
    Optional<DatabaseSchema> state = workspace.deployer().recorded(work, target);
    if (state.isPresent()) {
      return state.get();
    }
    Assessment assessment = workspace.deployer().look(work).assessment();
    Replay.obstacle(assessment)
        .ifPresent(why -> {
          throw new LockstepException(
              ErrorCode.VALIDATION_FAILED,
              "The history of " + work.instance() + " cannot be made again: " + why,
              "Mend that first, or name a version of the schema: " + work.schema() + "@VERSION.");
        });
    RollbackPlan back = workspace.deployer().planRollback(work, target, WayBack.NONE);
    Set<String> later = new HashSet<>();
    Stream.concat(
            back.steps().stream().map(PlannedMigration::migration),
            back.irreversible().stream().map(RollbackPlan.Irreversible::migration))
        .map(Migration::id)
        .forEach(later::add);
    List<String> until = new ArrayList<>(Replay.applied(assessment));
    until.removeAll(later);
    return replay.schema(work, until);
  }
}
