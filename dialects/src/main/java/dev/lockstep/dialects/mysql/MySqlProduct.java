package dev.lockstep.dialects.mysql;

import dev.lockstep.dialect.RowWrite;
import dev.lockstep.dialect.Server;
import dev.lockstep.dialects.jdbc.ConnectionPlan;
import dev.lockstep.dialects.jdbc.DriverLocator;
import dev.lockstep.dialects.jdbc.FailureCause;
import dev.lockstep.dialects.jdbc.Product;
import dev.lockstep.dialects.jdbc.SessionFacts;
import dev.lockstep.project.ConnectionDefinition;
import dev.lockstep.project.ExecutionSettings;
import dev.lockstep.sql.MySqlSplitter;
import dev.lockstep.sql.Splitter;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// MySQL and MariaDB.
public final class MySqlProduct implements Product {
  private static final String LOGGING_OFF = "mariadb.logging.disable";

  private final Splitter splitter = new MySqlSplitter();
  private final String name;
  private final String title;
  private final Function<Duration, String> statementTimeout;

  private MySqlProduct(String name, String title, Function<Duration, String> statementTimeout) {
    this.name = name;
    this.title = title;
    this.statementTimeout = statementTimeout;
  }

  /// *Source*:
  /// https://dev.mysql.com/doc/refman/en/server-system-variables.html#sysvar_max_execution_time
  /// (reading statements only; the server offers no more)
  public static MySqlProduct mysql() {
    return new MySqlProduct(
        "mysql", "MySQL", timeout -> "max_execution_time=" + timeout.toMillis());
  }

  /// *Source*: https://mariadb.com/kb/en/server-system-variables/#max_statement_time (seconds)
  public static MySqlProduct mariaDb() {
    return new MySqlProduct(
        "mariadb", "MariaDB", timeout -> "max_statement_time=" + timeout.toMillis() / 1000.0);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public Reach reach() {
    return Reach.NETWORK;
  }

  /// The driver prints every error of a server on the console, with its text, unless a property
  /// says otherwise before its first class is loaded; it offers no other way.
  @Override
  public Driver driver(DriverLocator locator) {
    if (System.getProperty(LOGGING_OFF) == null) {
      System.setProperty(LOGGING_OFF, "true");
    }
    return locator.find(
        "org.mariadb.jdbc.Driver", "mariadb-java-client", "org.mariadb.jdbc:mariadb-java-client");
  }

  @Override
  public ConnectionPlan plan(
      ConnectionDefinition definition, ExecutionSettings settings, String token) {
    return MySqlConnection.plan(definition, token, "jdbc:" + name + ":", variables(settings));
  }

  /// The variables that bound waiting travel with the driver's own first message.
  private String variables(ExecutionSettings settings) {
    long lockSeconds = Math.max(1, settings.lockTimeout().plusMillis(999).toSeconds());
    String bounds =
        "lock_wait_timeout="
            + lockSeconds
            + ",innodb_lock_wait_timeout="
            + lockSeconds
            + ",wait_timeout=28800";
    return settings.statementTimeout().isZero()
        ? bounds
        : bounds + "," + statementTimeout.apply(settings.statementTimeout());
  }

  @Override
  public SessionFacts begin(Connection connection, ExecutionSettings settings) throws SQLException {
    DatabaseMetaData driver = connection.getMetaData();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT DATABASE(), CURRENT_USER(), CONNECTION_ID(), @@sql_mode, @@time_zone,"
                    + " @@character_set_client, @@collation_connection, @@foreign_key_checks,"
                    + " @@unique_checks")) {
      row.next();
      String database = row.getString(1);
      Server server =
          new Server(
              driver.getDatabaseProductName(),
              driver.getDatabaseProductVersion(),
              driver.getDatabaseMajorVersion(),
              driver.getDatabaseMinorVersion(),
              database == null ? "" : database,
              row.getString(2),
              database);
      connection.setNetworkTimeout(Runnable::run, 0);
      return new SessionFacts(server, row.getLong(3), null, restoration(row, settings, database));
    }
  }

  /// A dump switches these off for its own run and does not always get to switch them on again.
  private List<String> restoration(
      ResultSet row, ExecutionSettings settings, @Nullable String database) throws SQLException {
    List<String> statements = new ArrayList<>();
    if (database != null) {
      statements.add("USE " + quote(database));
    }
    statements.add("UNLOCK TABLES");
    statements.add(
        "SET NAMES " + literal(row.getString(6)) + " COLLATE " + literal(row.getString(7)));
    statements.add(
        "SET sql_mode="
            + literal(row.getString(4))
            + ",time_zone="
            + literal(row.getString(5))
            + ",foreign_key_checks="
            + row.getInt(8)
            + ",unique_checks="
            + row.getInt(9)
            + ","
            + variables(settings));
    return statements;
  }

  @Override
  public FailureCause cause(SQLException failure) {
    return MySqlErrors.cause(failure);
  }

  @Override
  public boolean isMissingTable(SQLException failure) {
    return MySqlErrors.isMissingTable(failure);
  }

  @Override
  public int blamedOffset(SQLException failure, String statement) {
    return MySqlErrors.blamedOffset(failure, statement);
  }

  @Override
  public @Nullable String serverMessage(SQLException failure) {
    return MySqlErrors.serverMessage(failure);
  }

  @Override
  public Splitter splitter() {
    return splitter;
  }

  @Override
  public boolean transactionalDdl() {
    return false;
  }

  @Override
  public boolean tellsElapsed() {
    return true;
  }

  @Override
  public String quote(String identifier) {
    return MySqlText.quote(identifier);
  }

  @Override
  public String literal(@Nullable Object value) {
    return MySqlText.literal(value);
  }

  @Override
  public String render(RowWrite write) {
    return MySqlText.render(this, write);
  }
}
