package dev.lockstep.cli;

import dev.lockstep.deploy.Deployer;
import dev.lockstep.deploy.DeploymentResult;
import dev.lockstep.deploy.Work;
import dev.lockstep.dialects.SupportedSchemas;
import dev.lockstep.dialects.schema.SchemaDialect;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.Fault;
import dev.lockstep.error.LockstepException;
import dev.lockstep.migration.Assessment;
import dev.lockstep.migration.EngineRequest;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.project.ConnectionDefinition;
import dev.lockstep.project.InstanceDefinition;
import dev.lockstep.project.SchemaDefinition;
import dev.lockstep.project.SecretReference;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.scratch.Observer;
import dev.lockstep.scratch.Planning;
import dev.lockstep.scratch.ScratchServer;
import dev.lockstep.scratch.ScratchServer.ScratchDatabase;
import dev.lockstep.scratch.Scratches;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Is a scratch database in the place of an instance: the same files, the same settings, nobody's
/// data.
final class ScratchTarget implements AutoCloseable {
  private final ScratchDatabase database;
  private final SchemaDialect dialect;
  private final Work work;
  private final Observer observer = new Observer();
  private final Deployer deployer;
  private final Predicate<ObjectId> bookkeeping;

  private final ScratchServer server;
  private final Wiring wiring;

  private ScratchTarget(ScratchServer server, Wiring wiring, Work work, @Nullable String target) {
    this.server = server;
    this.wiring = wiring;
    this.database = server.create();
    this.dialect = SupportedSchemas.named(work.request().schema().dialect());
    this.work = at(work, database.address(), target);
    this.deployer = wiring.scratchDeployer(String.valueOf(database.address().password()), observer);
    this.bookkeeping = wiring.bookkeeping(work.request());
  }

  /// Makes an empty one.
  ///
  /// @param target the last change to consider; null for all
  static ScratchTarget open(
      Scratches scratches, Wiring wiring, Work work, @Nullable String target) {
    SchemaDefinition schema = work.request().schema();
    return new ScratchTarget(wiring.scratch(scratches, schema), wiring, work, target);
  }

  Work work() {
    return work;
  }

  Deployer deployer() {
    return deployer;
  }

  ScratchDatabase database() {
    return database;
  }

  /// Returns what sees the statements that [#run] sends, once it was told to begin.
  Observer observer() {
    return observer;
  }

  SchemaDialect dialect() {
    return dialect;
  }

  /// Is what is there at some point, with which object is which, as far as the product tells.
  record Standing(DatabaseSchema schema, Map<ObjectId, String> identities) {}

  /// Looks at what is there.
  Standing standing() {
    try {
      return new Standing(schema(), dialect.identities(database.connection()));
    } catch (SQLException e) {
      throw ScratchServer.failed(e);
    }
  }

  /// Turns around what a change did here.
  DerivedWay wayBack(Standing before, Standing after, PlannedMigration change) {
    return DerivedWay.between(
        new Planning(dialect, () -> server, /* online= */ false, /* prove= */ false),
        kinship(before, after, change),
        change);
  }

  private Kinship kinship(Standing before, Standing after, PlannedMigration change) {
    if (!before.identities().isEmpty() || !LintLanguages.reviews(dialect.name())) {
      return Kinship.of(before.schema(), after.schema(), before.identities(), after.identities());
    }
    return new Kinship(
        before.schema(),
        after.schema(),
        ChangeRenames.originals(
            change,
            new LintLanguages(wiring::splitter).of(dialect.name(), /* version= */ "").reader(),
            before.schema()));
  }

  /// Makes the schema that the migrations work in, where a new database lacks it.
  void prepare() throws SQLException {
    String schema = work.request().instance().connection().schema();
    if (schema != null && dialect.name().equals("postgresql") && !schema.equals("public")) {
      database.execute("CREATE SCHEMA \"" + schema.replace("\"", "\"\"") + "\"");
    }
  }

  /// Tells whether an object is an engine's or Lockstep's own.
  boolean isBookkeeping(ObjectId id) {
    return bookkeeping.test(id);
  }

  /// Runs some of the pending migrations; returns why it failed, empty when it did not. Roles,
  /// which belong to a server and not to a schema, are made as they are needed.
  Optional<String> run(Predicate<PlannedMigration> wanted) {
    Optional<String> failure = failure(deployer.replay(work, wanted));
    while (failure.isPresent() && madeRole(failure.get())) {
      failure = failure(deployer.replay(work, wanted));
    }
    return failure;
  }

  private boolean madeRole(String failure) {
    try {
      return database.makeRole(failure);
    } catch (SQLException e) {
      return false;
    }
  }

  /// Lists the pending migrations.
  ///
  /// *Errors*: `VALIDATION_FAILED` when they cannot run at all.
  List<PlannedMigration> pending() {
    return assessment().pending();
  }

  /// Returns what the engine says of the files.
  ///
  /// *Errors*: `VALIDATION_FAILED` when they cannot run at all.
  Assessment assessment() {
    Assessment assessment = deployer.look(work).assessment();
    if (!assessment.faults().isEmpty()) {
      Fault fault = assessment.faults().getFirst();
      throw new LockstepException(
          ErrorCode.VALIDATION_FAILED,
          "The changes of " + work.schema() + " cannot run: " + fault.describe() + ".",
          fault.nextStep());
    }
    return assessment;
  }

  /// Returns where the history ends.
  @Nullable String position() {
    return deployer.look(work).assessment().position();
  }

  /// Returns a pending migration with what it would run.
  Optional<PlannedMigration> pending(String id) {
    return deployer.look(work).assessment().pending().stream()
        .filter(planned -> planned.migration().id().equals(id))
        .findFirst();
  }

  static Optional<String> failure(DeploymentResult result) {
    return switch (result) {
      case DeploymentResult.Succeeded _ -> Optional.empty();
      case DeploymentResult.Stopped stopped -> Optional.of(stopped.failure().message());
      case DeploymentResult.Refused refused -> Optional.of(refused.faults().getFirst().message());
      case DeploymentResult.NoWayBack _ -> Optional.of("it has no way back");
    };
  }

  /// Reads what is there, without the histories of engines.
  ///
  /// *Errors*: `RESOURCE_EXHAUSTED` when the scratch database is gone.
  DatabaseSchema schema() {
    try {
      return dialect.inspect(database.connection()).without(bookkeeping);
    } catch (SQLException e) {
      throw ScratchServer.failed(e);
    }
  }

  private static Work at(Work work, ScratchServer.Address address, @Nullable String target) {
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
            address.options());
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
            target,
            EngineRequest.Order.OUT_OF_ORDER_ALLOWED),
        work.settings());
  }

  @Override
  public void close() throws SQLException {
    database.close();
  }
}
