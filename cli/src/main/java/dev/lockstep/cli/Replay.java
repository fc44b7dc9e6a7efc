package dev.lockstep.cli;

import dev.lockstep.deploy.Deployer;
import dev.lockstep.deploy.DeploymentResult;
import dev.lockstep.deploy.Work;
import dev.lockstep.dialects.SupportedSchemas;
import dev.lockstep.dialects.schema.Bookkeeping;
import dev.lockstep.dialects.schema.SchemaDialect;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.migration.Assessment;
import dev.lockstep.migration.EngineRequest;
import dev.lockstep.migration.MigrationState;
import dev.lockstep.migration.MigrationStatus;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.project.ConnectionDefinition;
import dev.lockstep.project.InstanceDefinition;
import dev.lockstep.project.SecretReference;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.scratch.ScratchServer;
import dev.lockstep.scratch.ScratchServer.ScratchDatabase;
import dev.lockstep.scratch.Scratches;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Makes on a scratch database what the changes recorded in another one have made.
///
/// @param wiring deploys to the scratch database as to any other
record Replay(Scratches scratches, Wiring wiring) {
  private static final Set<MigrationState> APPLIED =
      Set.of(MigrationState.APPLIED, MigrationState.APPLIED_OUT_OF_ORDER);

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

  /// Runs the applied changes and reads what is there then.
  DatabaseSchema schema(Work work, Assessment assessment) {
    Set<String> applied =
        assessment.migrations().stream()
            .filter(status -> APPLIED.contains(status.state()))
            .map(status -> status.migration().id())
            .collect(Collectors.toSet());
    try (Site site = open(work)) {
      site.run(planned -> applied.contains(planned.migration().id()));
      return site.schema();
    }
  }

  /// Makes an empty database for the changes of some work.
  Site open(Work work) {
    SchemaDialect dialect = SupportedSchemas.named(work.request().schema().dialect());
    ScratchServer scratch = scratches.of(dialect.name());
    ScratchServer.Address address = scratch.createNamed();
    Site site =
        new Site(
            at(work, address),
            dialect,
            scratch.connect(address),
            wiring.scratchDeployer(String.valueOf(address.password())));
    String schema = work.request().instance().connection().schema();
    if (schema != null && !schema.equals("public")) {
      site.create(schema);
    }
    return site;
  }

  /// Is one scratch database with a history.
  ///
  /// @param work the same, but there
  record Site(Work work, SchemaDialect dialect, ScratchDatabase database, Deployer deployer)
      implements AutoCloseable {
    private void create(String schema) {
      try {
        database.execute("CREATE SCHEMA \"" + schema.replace("\"", "\"\"") + "\"");
      } catch (SQLException e) {
        throw failed(work, String.valueOf(e.getMessage()));
      }
    }

    /// Lists what would run.
    List<PlannedMigration> pending() {
      Assessment assessment = deployer.look(work).assessment();
      if (!assessment.faults().isEmpty()) {
        throw failed(work, assessment.faults().getFirst().message());
      }
      return assessment.pending();
    }

    /// Runs those changes that are wanted and returns where the history ends then.
    @Nullable String run(Predicate<PlannedMigration> wanted) {
      DeploymentResult result = deployer.replay(work, wanted);
      failure(result)
          .ifPresent(why -> {
            throw failed(work, why);
          });
      return result instanceof DeploymentResult.Succeeded succeeded ? succeeded.position() : null;
    }

    /// Reads what is there, without the histories of engines.
    DatabaseSchema schema() {
      try {
        return dialect.inspect(database.connection()).without(Bookkeeping::contains);
      } catch (SQLException e) {
        throw failed(work, String.valueOf(e.getMessage()));
      }
    }

    @Override
    public void close() {
      try {
        database.close();
      } catch (SQLException e) {
        throw failed(work, String.valueOf(e.getMessage()));
      }
    }
  }

  /// Says why something did not run; empty when it did.
  static Optional<String> failure(DeploymentResult result) {
    return switch (result) {
      case DeploymentResult.Succeeded _ -> Optional.empty();
      case DeploymentResult.Stopped stopped ->
          Optional.of(String.valueOf(stopped.failure().message()));
      case DeploymentResult.Refused refused -> Optional.of(refused.faults().getFirst().describe());
      case DeploymentResult.NoWayBack way -> Optional.of(way.irreversible().getFirst().reason());
    };
  }

  private static LockstepException failed(Work work, String why) {
    return new LockstepException(
        ErrorCode.VALIDATION_FAILED,
        "The changes of " + work.instance() + " do not run on a scratch database: " + why,
        "Correct what the changes expect of their surroundings, such as roles or extensions.");
  }

  private static Work at(Work work, ScratchServer.Address address) {
    EngineRequest request = work.request();
    InstanceDefinition real = request.instance();
    ConnectionDefinition connection =
        new ConnectionDefinition(
            address.url(),
            null,
            0,
            null,
            real.connection().schema(),
            address.user(),
            new SecretReference.Environment("scratch"),
            new LinkedHashMap<>());
    InstanceDefinition instance =
        new InstanceDefinition(
            real.name(),
            real.schema(),
            real.environment(),
            connection,
            real.pin(),
            real.contexts(),
            real.labels(),
            real.properties());
    return new Work(
        new EngineRequest(
            request.schema(),
            instance,
            request.files(),
            null,
            EngineRequest.Order.OUT_OF_ORDER_ALLOWED),
        work.settings());
  }
}
