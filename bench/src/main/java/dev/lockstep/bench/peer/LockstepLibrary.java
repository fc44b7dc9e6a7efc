package dev.lockstep.bench.peer;

import dev.lockstep.bench.history.ChangeHistory;
import dev.lockstep.deploy.DeployRequest;
import dev.lockstep.deploy.Deployer;
import dev.lockstep.deploy.DeploymentListener;
import dev.lockstep.deploy.DeploymentResult;
import dev.lockstep.deploy.DriftGuard;
import dev.lockstep.deploy.Losses;
import dev.lockstep.deploy.PolicyGuard;
import dev.lockstep.deploy.Work;
import dev.lockstep.git.WorkingTree;
import dev.lockstep.migration.EngineRequest;
import dev.lockstep.project.ConnectionDefinition;
import dev.lockstep.project.ExecutionSettings;
import dev.lockstep.project.InstanceDefinition;
import dev.lockstep.project.SchemaDefinition;
import dev.lockstep.project.SecretReference;
import dev.lockstep.testkit.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/// Is Lockstep in this JVM, with the same rooms and settings as its command line.
///
/// @param deployer made by [LockstepRooms]
public record LockstepLibrary(Deployer deployer, EngineFiles files, Sight sight)
    implements LibraryTool {

  @Override
  public String name() {
    return "Lockstep, " + files.words() + sight.words();
  }

  @Override
  public String historyTable() {
    return files.historyTable();
  }

  @Override
  public void deploy(ChangeHistory history, TestDatabase database) throws Exception {
    Path password = history.folder().resolve(LockstepCommand.PASSWORD);
    if (!Files.exists(password)) {
      Files.writeString(password, database.password());
    }
    DeploymentResult result =
        deployer.deploy(
            work(history, database, password),
            new DeployRequest(null, Losses.REFUSE, new Unchanged(), PolicyGuard.NONE),
            DeploymentListener.SILENT);
    if (!(result instanceof DeploymentResult.Succeeded)) {
      throw new IllegalStateException(String.valueOf(result));
    }
  }

  private Work work(ChangeHistory history, TestDatabase database, Path password) {
    SchemaDefinition schema =
        new SchemaDefinition(
            "tables", files.engine(), "postgresql", List.of(files.location()), files.options());
    ConnectionDefinition connection =
        new ConnectionDefinition(
            null,
            database.host(),
            database.port(),
            database.database(),
            null,
            database.user(),
            new SecretReference.File(password.toString()),
            new LinkedHashMap<>());
    InstanceDefinition instance =
        new InstanceDefinition(
            database.database(),
            schema.name(),
            "bench",
            connection,
            null,
            List.of(),
            null,
            new LinkedHashMap<>());
    return new Work(
        new EngineRequest(
            schema, instance, new WorkingTree(history.folder()), null, EngineRequest.Order.STRICT),
        ExecutionSettings.DEFAULT);
  }

  /// Lets the catalogs be compared and recorded as every deployment does; nothing drifts here.
  private record Unchanged() implements DriftGuard {
    @Override
    public String terms(Work work) {
      return "";
    }

    @Override
    public boolean always() {
      return false;
    }

    @Override
    public Finding look(Work work) {
      return new Finding(List.of(), Set.of(), true);
    }
  }
}
