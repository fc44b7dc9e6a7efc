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
import dev.lockstep.project.ConnectionDefinition;
import dev.lockstep.project.InstanceDefinition;
import dev.lockstep.project.SecretReference;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.scratch.ScratchServer;
import dev.lockstep.scratch.ScratchServer.ScratchDatabase;
import dev.lockstep.scratch.Scratches;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
    SchemaDialect dialect = SupportedSchemas.named(work.request().schema().dialect());
    ScratchServer scratch = scratches.of(dialect.name());
    ScratchServer.Address address = scratch.createNamed();
    try (ScratchDatabase database = scratch.connect(address)) {
      String schema = work.request().instance().connection().schema();
      if (schema != null && !schema.equals("public")) {
        database.execute("CREATE SCHEMA \"" + schema.replace("\"", "\"\"") + "\"");
      }
      Deployer deployer = wiring.scratchDeployer(String.valueOf(address.password()));
      DeploymentResult result =
          deployer.replay(at(work, address), planned -> applied.contains(planned.migration().id()));
      switch (result) {
        case DeploymentResult.Succeeded _ -> {}
        case DeploymentResult.Stopped stopped -> throw failed(work, stopped.failure().message());
        case DeploymentResult.Refused refused ->
            throw failed(work, refused.faults().getFirst().message());
        case DeploymentResult.NoWayBack _ -> throw failed(work, "it has no way back");
      }
      return dialect.inspect(database.connection()).without(Bookkeeping::contains);
    } catch (SQLException e) {
      throw failed(work, String.valueOf(e.getMessage()));
    }
  }

  private static LockstepException failed(Work work, String why) {
    return new LockstepException(
        ErrorCode.VALIDATION_FAILED,
        "What is recorded in " + work.instance() + " does not run on a scratch database: " + why,
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
