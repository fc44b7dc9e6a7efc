package dev.lockstep.engines.flyway;

import dev.lockstep.dialect.RowWrite;
import dev.lockstep.dialects.SupportedProducts;
import dev.lockstep.dialects.jdbc.Connector;
import dev.lockstep.dialects.jdbc.DriverLocator;
import dev.lockstep.dialects.jdbc.JdbcSession;
import dev.lockstep.error.Fault;
import dev.lockstep.migration.Assessment;
import dev.lockstep.migration.Engine.RunListener;
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
import dev.lockstep.source.FileTree;
import dev.lockstep.testkit.TestDatabase;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.postgresql.PGConnection;

/// Works on one test database in both ways: with the engine here, and with the library alone.
final class Lab implements AutoCloseable {
  private final TestDatabase database;
  private final JdbcSession session;
  private final FlywayEngine engine = new FlywayEngine(EngineContext.ofThisMachine());
  private final Map<String, String> options = new LinkedHashMap<>();
  private final String dialect;

  private Lab(String dialect, TestDatabase database) {
    this.dialect = dialect;
    this.database = database;
    this.session = open();
  }

  static Lab on(String dialect, TestDatabase database) {
    return new Lab(dialect, database);
  }

  Lab option(String key, String value) {
    options.put(key, value);
    return this;
  }

  JdbcSession open() {
    ConnectionDefinition definition = definition();
    return new Connector(
            SupportedProducts.all(), reference -> database.password(), new DriverLocator(List.of()))
        .open(schema(), instance(definition), ExecutionSettings.DEFAULT, "test");
  }

  private ConnectionDefinition definition() {
    if (database.host().isEmpty()) {
      return new ConnectionDefinition(
          database.jdbcUrl(), null, 0, null, null, null, null, new LinkedHashMap<>());
    }
    return new ConnectionDefinition(
        null,
        database.host(),
        database.port(),
        database.database(),
        null,
        database.user(),
        new SecretReference.Environment("PASSWORD"),
        new LinkedHashMap<>());
  }

  private SchemaDefinition schema() {
    return new SchemaDefinition(
        "shop", "flyway", dialect, List.of("db"), new LinkedHashMap<>(options));
  }

  private static InstanceDefinition instance(ConnectionDefinition connection) {
    return new InstanceDefinition(
        "shop-test", "shop", "test", connection, null, List.of(), null, new LinkedHashMap<>());
  }

  EngineRequest request(FileTree files) {
    return new EngineRequest(
        schema(), instance(definition()), files, null, EngineRequest.Order.STRICT);
  }

  FlywayEngine engine() {
    return engine;
  }

  JdbcSession session() {
    return session;
  }

  Assessment assess(FileTree files) {
    return engine.assess(request(files), session);
  }

  /// Deploys as the product does and fails on faults.
  void deploy(FileTree files) {
    Assessment assessment = assess(files);
    if (!assessment.faults().isEmpty()) {
      throw new AssertionError(assessment.faults().stream().map(Fault::describe).toList());
    }
    List<String> setup = assessment.setup();
    List<PlannedMigration> pending = assessment.pending();
    int next = 0;
    while (next < pending.size()) {
      int end = next;
      boolean direct = pending.get(next).execution() instanceof Execution.Direct;
      while (end < pending.size()
          && pending.get(end).execution() instanceof Execution.Direct == direct) {
        end++;
      }
      List<PlannedMigration> stretch = pending.subList(next, end);
      if (direct) {
        setup.forEach(this::execute);
        stretch.forEach(this::execute);
      } else {
        engine.run(request(files), session, stretch, new Silent());
      }
      setup = List.of();
      next = end;
    }
  }

  void execute(PlannedMigration migration) {
    if (!(migration.execution() instanceof Execution.Direct direct)) {
      throw new AssertionError(migration.execution());
    }
    Connection connection = session.raw();
    boolean single = direct.mode() == Execution.TransactionMode.SINGLE;
    try {
      connection.setAutoCommit(!single);
      for (PlannedStatement statement : migration.statements()) {
        send(connection, statement);
      }
      for (RowWrite write : migration.history()) {
        execute(session.dialect().render(measured(write)));
      }
      if (single) {
        connection.commit();
      }
    } catch (SQLException | IOException e) {
      throw new AssertionError(e);
    } finally {
      rest(connection);
    }
  }

  // Only PostgreSQL can tell the elapsed time by itself; elsewhere the executor measures it.
  private static RowWrite measured(RowWrite write) {
    if (!(write instanceof RowWrite.Insert insert)) {
      return write;
    }
    LinkedHashMap<String, RowWrite.Value> values = new LinkedHashMap<>(insert.values());
    values.replaceAll((column, value) ->
        value instanceof RowWrite.Value.ElapsedMillis ? new RowWrite.Value.Literal(5) : value);
    return new RowWrite.Insert(insert.table(), values);
  }

  private static void send(Connection connection, PlannedStatement statement)
      throws SQLException, IOException {
    String data = statement.sql().inlineData();
    if (data != null) {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(statement.sql().text(), new StringReader(data));
      return;
    }
    try (Statement send = connection.createStatement()) {
      send.execute(statement.sql().text());
    }
  }

  private static void rest(Connection connection) {
    try {
      if (!connection.getAutoCommit()) {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  void execute(HistoryPlan plan) {
    plan.setup().forEach(this::execute);
    plan.writes().forEach(write -> execute(session.dialect().render(write)));
  }

  void execute(String sql) {
    try (Statement statement = session.raw().createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  List<String> rows(String sql) {
    List<String> rows = new ArrayList<>();
    try (Statement statement = session.raw().createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= columns; i++) {
          row.append(i == 1 ? "" : " | ").append(result.getString(i));
        }
        rows.add(row.toString());
      }
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
    return rows;
  }

  /// Lists the history without the times, which differ from run to run.
  List<String> history() {
    List<String> columns =
        List.of(
            "installed_rank",
            "version",
            "description",
            "type",
            "script",
            "checksum",
            "installed_by",
            "success");
    return rows(
        "SELECT %s FROM %s ORDER BY 1"
            .formatted(
                String.join(", ", columns.stream().map(session.dialect()::quote).toList()),
                session.dialect().quote("flyway_schema_history")));
  }

  /// Describes every object of a PostgreSQL database that is not the server's own.
  List<String> catalogue() {
    String own = " NOT IN ('pg_catalog', 'information_schema', 'pg_toast')";
    List<String> all = new ArrayList<>();
    all.addAll(
        rows(
            "SELECT table_schema, table_name, column_name, ordinal_position, data_type,"
                + " character_maximum_length, is_nullable, column_default FROM"
                + " information_schema.columns WHERE table_schema"
                + own
                + " ORDER BY 1, 2, 4"));
    all.addAll(rows("SELECT indexdef FROM pg_indexes WHERE schemaname" + own + " ORDER BY 1"));
    all.addAll(
        rows(
            "SELECT c.conrelid::regclass::text, c.conname, pg_get_constraintdef(c.oid) FROM"
                + " pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace WHERE n.nspname"
                + own
                + " ORDER BY 1, 2"));
    all.addAll(
        rows(
            "SELECT schemaname, viewname, definition FROM pg_views WHERE schemaname"
                + own
                + " ORDER BY 1, 2"));
    all.addAll(
        rows(
            "SELECT pg_get_functiondef(p.oid) FROM pg_proc p JOIN pg_namespace n ON n.oid ="
                + " p.pronamespace WHERE n.nspname"
                + own
                + " ORDER BY 1"));
    return all;
  }

  /// Returns the library, set up as a careful user would.
  Flyway library(MemoryTree files, Path folder) {
    return configuration(files, folder).load();
  }

  FluentConfiguration configuration(MemoryTree files, Path folder) {
    files.writeTo(folder);
    FluentConfiguration configuration =
        Flyway.configure()
            .loggers(QuietLogCreator.class.getName())
            .dataSource(database.jdbcUrl(), database.user(), database.password())
            .locations("filesystem:" + folder.resolve("db"));
    Map<String, String> settings = new LinkedHashMap<>();
    options.forEach((key, value) -> {
      if (!key.equals("jars") && !key.equals("undoSqlMigrationPrefix")) {
        settings.put("flyway." + key, value);
      }
    });
    configuration.configuration(settings);
    if (dialect.equals("postgresql")) {
      configuration
          .getPluginRegister()
          .getExact(PostgreSQLConfigurationExtension.class)
          .setTransactionalLock(false);
    }
    return configuration;
  }

  @Override
  public void close() {
    session.close();
  }

  private static final class Silent implements RunListener {
    @Override
    public void started(PlannedMigration migration) {}

    @Override
    public void finished(PlannedMigration migration) {}
  }
}
