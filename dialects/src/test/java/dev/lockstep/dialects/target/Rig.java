package dev.lockstep.dialects.target;

import dev.lockstep.deploy.DeploymentListener;
import dev.lockstep.deploy.Executor.Failure;
import dev.lockstep.deploy.Executor.RunOutcome;
import dev.lockstep.deploy.Fence;
import dev.lockstep.deploy.Ledger;
import dev.lockstep.deploy.Target;
import dev.lockstep.dialect.Dialect;
import dev.lockstep.dialects.SupportedProducts;
import dev.lockstep.dialects.SupportedTargets;
import dev.lockstep.dialects.jdbc.Connector;
import dev.lockstep.dialects.jdbc.DriverLocator;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.project.ConnectionDefinition;
import dev.lockstep.project.ExecutionSettings;
import dev.lockstep.project.InstanceDefinition;
import dev.lockstep.project.SchemaDefinition;
import dev.lockstep.project.SecretReference;
import dev.lockstep.testkit.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/// Opens targets on a test database the way the product does, and deploys to them.
record Rig(
    String dialect, ConnectionDefinition connection, String password, ExecutionSettings settings) {
  static final String SCHEMA = "orders";
  private static final AtomicInteger IDS = new AtomicInteger();
  static final ExecutionSettings QUICK =
      new ExecutionSettings(
          Duration.ofMillis(300), Duration.ZERO, 2, Duration.ofMillis(50), Duration.ofSeconds(20));

  static Rig postgres(TestDatabase database) {
    return postgres(database, database.user(), database.password());
  }

  static Rig postgres(TestDatabase database, String user, String password) {
    return server("postgresql", database, user, password);
  }

  static Rig mariaDb(TestDatabase database) {
    return server("mariadb", database, database.user(), database.password());
  }

  static Rig sqlite(Path file) {
    return new Rig(
        "sqlite",
        new ConnectionDefinition(
            null, null, 0, file.toString(), null, null, null, new LinkedHashMap<>()),
        "",
        QUICK);
  }

  static Rig h2(String name) {
    return new Rig(
        "h2",
        new ConnectionDefinition(
            "jdbc:h2:mem:" + name, null, 0, null, null, "sa", null, new LinkedHashMap<>()),
        "",
        QUICK);
  }

  private static Rig server(String dialect, TestDatabase database, String user, String password) {
    return new Rig(
        dialect,
        new ConnectionDefinition(
            null,
            database.host(),
            database.port(),
            database.database(),
            null,
            user,
            new SecretReference.Environment("PASSWORD"),
            new LinkedHashMap<>()),
        password,
        QUICK);
  }

  Rig through(int port) {
    return new Rig(
        dialect,
        new ConnectionDefinition(
            null,
            connection.host(),
            port,
            connection.database(),
            null,
            connection.username(),
            connection.password(),
            connection.options()),
        password,
        settings);
  }

  Rig with(ExecutionSettings other) {
    return new Rig(dialect, connection, password, other);
  }

  Dialect product() {
    return SupportedProducts.all().named(dialect);
  }

  Plans plans() {
    return Plans.on(product());
  }

  Target open() {
    return open(Sleeper.REAL);
  }

  Target open(Sleeper sleeper) {
    Connector connector =
        new Connector(SupportedProducts.all(), _ -> password, new DriverLocator(List.of()));
    Surroundings surroundings =
        new Surroundings(
            InstantSource.system(), sleeper, RandomGenerator.getDefault(), ClientProcess.here());
    SchemaDefinition schema =
        new SchemaDefinition(SCHEMA, "flyway", dialect, List.of("db"), new LinkedHashMap<>());
    InstanceDefinition instance =
        new InstanceDefinition(
            "orders-test",
            SCHEMA,
            "test",
            connection,
            null,
            List.of(),
            null,
            new LinkedHashMap<>());
    return SupportedTargets.factory(connector, surroundings).open(schema, instance, settings);
  }

  /// Deploys under the fence as the product does and returns the outcome.
  RunOutcome deploy(List<PlannedMigration> migrations) {
    try (Target target = open()) {
      return deploy(target, migrations);
    }
  }

  RunOutcome deploy(Target target, List<PlannedMigration> migrations) {
    try (Fence.Hold _ =
        target.fence().acquire(SCHEMA, "tester", settings.fenceWait(), DeploymentListener.SILENT)) {
      return run(target, migrations);
    }
  }

  /// Runs over a connection that will be lost, so the ledger entry stays open.
  RunOutcome deployLosing(List<PlannedMigration> migrations) {
    try (Target target = open()) {
      Ledger.Deployment deployment = deployment();
      target.ledger().begin(deployment);
      return target
          .executor()
          .run(deployment.id(), List.of(plans().setup()), migrations, DeploymentListener.SILENT);
    }
  }

  private RunOutcome run(Target target, List<PlannedMigration> migrations) {
    target.ledger().closeInterrupted(SCHEMA);
    Ledger.Deployment deployment = deployment();
    target.ledger().begin(deployment);
    RunOutcome outcome =
        target
            .executor()
            .run(deployment.id(), List.of(plans().setup()), migrations, DeploymentListener.SILENT);
    target
        .ledger()
        .finish(
            deployment.id(),
            outcome.failure() == null ? Ledger.Outcome.SUCCEEDED : Ledger.Outcome.FAILED,
            null,
            outcome.applied().size(),
            outcome.failure() == null ? "" : outcome.failure().message());
    return outcome;
  }

  /// Deploys what the history does not hold yet, as an engine would plan it.
  RunOutcome deployPending(List<PlannedMigration> migrations) {
    try (Target target = open()) {
      try (Fence.Hold _ =
          target
              .fence()
              .acquire(SCHEMA, "tester", settings.fenceWait(), DeploymentListener.SILENT)) {
        List<String> applied =
            target.session().queryIfPresent("SELECT id FROM history").orElse(List.of()).stream()
                .map(row -> String.valueOf(row.text("id")))
                .toList();
        return run(
            target,
            migrations.stream()
                .filter(migration -> !applied.contains(migration.migration().id()))
                .toList());
      }
    }
  }

  /// Returns the failure that a test expects.
  static Failure failure(RunOutcome outcome) {
    return Objects.requireNonNull(outcome.failure(), "the run did not fail");
  }

  static Ledger.Deployment deployment() {
    return new Ledger.Deployment(
        "d%013d-%04d".formatted(System.currentTimeMillis(), IDS.incrementAndGet()),
        SCHEMA,
        "orders-test",
        Ledger.Kind.DEPLOY,
        "flyway",
        "0123456789abcdef",
        "clean",
        "hash",
        "tester",
        Instant.EPOCH,
        null,
        Ledger.Outcome.RUNNING,
        null,
        null,
        0,
        "");
  }
}
