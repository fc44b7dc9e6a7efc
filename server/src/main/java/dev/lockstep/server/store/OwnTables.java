package dev.lockstep.server.store;

import dev.lockstep.deploy.DeployRequest;
import dev.lockstep.deploy.Deployer;
import dev.lockstep.deploy.DeploymentListener;
import dev.lockstep.deploy.DeploymentResult;
import dev.lockstep.deploy.Identity;
import dev.lockstep.deploy.Losses;
import dev.lockstep.deploy.PolicyGuard;
import dev.lockstep.deploy.Work;
import dev.lockstep.dialects.SupportedProducts;
import dev.lockstep.dialects.SupportedTargets;
import dev.lockstep.dialects.jdbc.Connector;
import dev.lockstep.dialects.jdbc.DriverLocator;
import dev.lockstep.dialects.target.ClientProcess;
import dev.lockstep.dialects.target.PipelineView;
import dev.lockstep.dialects.target.Sleeper;
import dev.lockstep.dialects.target.Surroundings;
import dev.lockstep.engines.flyway.EngineContext;
import dev.lockstep.engines.flyway.FlywayEngine;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.Fault;
import dev.lockstep.error.LockstepException;
import dev.lockstep.migration.EngineRequest;
import dev.lockstep.project.ConnectionDefinition;
import dev.lockstep.project.ExecutionSettings;
import dev.lockstep.project.InstanceDefinition;
import dev.lockstep.project.SchemaDefinition;
import dev.lockstep.project.SecretReference;
import dev.lockstep.runs.Runs;
import dev.lockstep.source.FileTree;
import dev.lockstep.source.TreeWithFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Brings the tables of the server's database to where this release needs them, as Lockstep does to
/// any other database: under the fence, so that of several servers that start at once one does it.
public final class OwnTables {
  private static final String NAME = "server";
  private static final String FOLDER = "migrations";
  private static final List<String> MIGRATIONS =
      List.of(
          "V1_1__server.sql",
          "V1_2__run_commits.sql",
          "V1_11__gates.sql",
          "V1_12__triggers.sql",
          "V1_14__scopes_of_runs.sql");

  private OwnTables() {}

  /// Runs what is pending.
  ///
  /// *Errors*: those of a deployment; `VALIDATION_FAILED` for a database that another release has
  /// brought further.
  public static void migrate(Database.Address address, String who) {
    InstantSource clock = InstantSource.system();
    Connector connector =
        new Connector(
            SupportedProducts.all(), _ -> password(address), new DriverLocator(List.of()));
    Deployer deployer =
        new Deployer(
            SupportedTargets.factory(
                connector,
                new Surroundings(
                    clock, Sleeper.REAL, RandomGenerator.getDefault(), ClientProcess.here()),
                PipelineView.PLAIN),
            _ -> new FlywayEngine(EngineContext.ofThisMachine()),
            new Identity(who, clock, () -> clock.instant() + "-" + UUID.randomUUID()));
    DeploymentResult result =
        deployer.deploy(
            work(address),
            new DeployRequest(null, Losses.ACCEPT, null, PolicyGuard.NONE),
            DeploymentListener.SILENT);
    switch (result) {
      case DeploymentResult.Succeeded _ -> {}
      case DeploymentResult.Refused(_, List<Fault> faults) ->
          throw failure(faults.getFirst().describe());
      case DeploymentResult.Stopped stopped ->
          throw failure(String.valueOf(stopped.failure().message()));
      case DeploymentResult.NoWayBack _ ->
          throw new IllegalStateException("nothing was taken back");
    }
  }

  private static String password(Database.Address address) {
    String password = address.password();
    return password == null ? "" : password;
  }

  private static LockstepException failure(String reason) {
    return new LockstepException(
        ErrorCode.VALIDATION_FAILED,
        "The tables of the server's database cannot be brought up to date: " + reason,
        "Use a database of its own for the server, and the newest release that has used it.");
  }

  private static Work work(Database.Address address) {
    @Nullable SecretReference password =
        address.password() == null
            ? null
            : new SecretReference.Environment("LOCKSTEP_DATABASE_PASSWORD");
    InstanceDefinition instance =
        new InstanceDefinition(
            NAME,
            NAME,
            NAME,
            new ConnectionDefinition(
                address.url(),
                null,
                0,
                null,
                null,
                address.user(),
                password,
                new LinkedHashMap<>()),
            null,
            List.of(),
            null,
            new LinkedHashMap<>());
    SchemaDefinition schema =
        new SchemaDefinition(NAME, "flyway", "postgresql", List.of(FOLDER), new LinkedHashMap<>());
    return new Work(
        new EngineRequest(schema, instance, files(), null, EngineRequest.Order.STRICT),
        ExecutionSettings.DEFAULT);
  }

  private static FileTree files() {
    SequencedMap<String, byte[]> files = new LinkedHashMap<>();
    Runs.migrations().forEach(name -> files.put(FOLDER + "/" + name, read(Runs.class, name)));
    MIGRATIONS.forEach(name -> files.put(FOLDER + "/" + name, read(OwnTables.class, name)));
    return new TreeWithFiles(FileTree.EMPTY, files);
  }

  private static byte[] read(Class<?> beside, String name) {
    try (InputStream stream = beside.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException(name + " is missing");
      }
      return stream.readAllBytes();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
