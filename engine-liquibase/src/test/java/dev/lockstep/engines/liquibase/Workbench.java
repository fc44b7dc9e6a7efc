package dev.lockstep.engines.liquibase;

import dev.lockstep.dialect.RowWrite;
import dev.lockstep.dialects.SupportedProducts;
import dev.lockstep.dialects.jdbc.Connector;
import dev.lockstep.dialects.jdbc.DriverLocator;
import dev.lockstep.dialects.jdbc.JdbcSession;
import dev.lockstep.migration.Assessment;
import dev.lockstep.migration.Engine;
import dev.lockstep.migration.EngineLock;
import dev.lockstep.migration.EngineRequest;
import dev.lockstep.migration.Execution;
import dev.lockstep.migration.HistoryPlan;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.migration.PlannedStatement;
import dev.lockstep.project.ConnectionDefinition;
import dev.lockstep.project.ExecutionSettings;
import dev.lockstep.project.InstanceDefinition;
import dev.lockstep.project.SchemaDefinition;
import dev.lockstep.project.SecretReference;
import dev.lockstep.testkit.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Deploys to a test database with the engine's plans and a small executor of its own.
record Workbench(Engine engine, EngineRequest request, TestDatabase database, String dialect) {

  static Workbench of(Engine engine, Path tree, Settings settings, TestDatabase database) {
    String dialect = database.jdbcUrl().contains("mariadb") ? "mariadb" : "postgresql";
    SchemaDefinition schema =
        new SchemaDefinition(
            "shop",
            "liquibase",
            dialect,
            List.of(settings.location()),
            new LinkedHashMap<>(settings.options()));
    InstanceDefinition instance =
        new InstanceDefinition(
            "shop-test",
            "shop",
            "test",
            definition(database, database.user()),
            null,
            settings.contexts(),
            settings.labels(),
            new LinkedHashMap<>(settings.parameters()));
    EngineRequest request =
        new EngineRequest(schema, instance, new FolderTree(tree), null, EngineRequest.Order.STRICT);
    return new Workbench(engine, request, database, dialect);
  }

  JdbcSession open() {
    return open(database.user(), database.password());
  }

  JdbcSession open(String user, String password) {
    return new Connector(SupportedProducts.all(), _ -> password, new DriverLocator(List.of()))
        .open(
            SupportedProducts.all().named(dialect),
            definition(database, user),
            ExecutionSettings.DEFAULT,
            "test");
  }

  Assessment assess() {
    try (JdbcSession session = open()) {
      return engine.assess(request, session);
    }
  }

  /// Runs everything that is pending, in the stretches that a deployment uses.
  Assessment deploy() throws SQLException {
    try (JdbcSession session = open();
        EngineLock _ = engine.lock(request, session, "test")) {
      Assessment plan = engine.assess(request, session);
      if (!plan.faults().isEmpty()) {
        throw new AssertionError("faults: " + plan.faults());
      }
      run(session, plan.setup(), plan.pending());
      return plan;
    }
  }

  void run(JdbcSession session, List<String> setup, List<PlannedMigration> migrations)
      throws SQLException {
    List<String> toSetUp = setup;
    int next = 0;
    while (next < migrations.size()) {
      PlannedMigration migration = migrations.get(next);
      switch (migration.execution()) {
        case Execution.ByEngine _ -> {
          int end = next + 1;
          while (end < migrations.size()
              && migrations.get(end).execution() instanceof Execution.ByEngine) {
            end++;
          }
          Silent listener = new Silent();
          List<PlannedMigration> stretch = migrations.subList(next, end);
          engine.run(request, session, stretch, listener);
          if (listener.finished().size() != stretch.size()) {
            throw new AssertionError("told of " + listener.finished() + " of " + stretch.size());
          }
          next = end;
        }
        case Execution.Direct direct -> {
          for (String statement : toSetUp) {
            execute(session.raw(), statement);
          }
          direct(session, session.raw(), migration, direct);
          next++;
        }
      }
      toSetUp = List.of();
    }
  }

  void write(JdbcSession session, HistoryPlan plan) throws SQLException {
    for (String statement : plan.setup()) {
      execute(session.raw(), statement);
    }
    for (RowWrite write : plan.writes()) {
      execute(session.raw(), session.dialect().render(write));
    }
  }

  private static void direct(
      JdbcSession session,
      Connection connection,
      PlannedMigration migration,
      Execution.Direct direct)
      throws SQLException {
    boolean together = direct.mode() == Execution.TransactionMode.SINGLE;
    connection.setAutoCommit(!together);
    try {
      for (PlannedStatement statement : migration.statements()) {
        execute(connection, statement.sql().text());
      }
      for (RowWrite write : migration.history()) {
        execute(connection, session.dialect().render(write));
      }
      if (together) {
        connection.commit();
      }
    } catch (SQLException e) {
      if (together) {
        connection.rollback();
      }
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    }
  }

  private static ConnectionDefinition definition(TestDatabase database, String user) {
    return new ConnectionDefinition(
        null,
        database.host(),
        database.port(),
        database.database(),
        null,
        user,
        new SecretReference.Environment("PASSWORD"),
        new LinkedHashMap<>(Map.of()));
  }

  /// Follows nothing.
  static final class Silent implements Engine.RunListener {
    private final List<String> finished = new ArrayList<>();

    @Override
    public void started(PlannedMigration migration) {}

    @Override
    public void finished(PlannedMigration migration) {
      finished.add(migration.migration().id());
    }

    List<String> finished() {
      return finished;
    }
  }
}
