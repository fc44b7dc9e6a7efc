package dev.lockstep.dialects.jdbc;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.project.ConnectionDefinition;
import dev.lockstep.project.ExecutionSettings;
import dev.lockstep.project.InstanceDefinition;
import dev.lockstep.project.SchemaDefinition;
import dev.lockstep.project.SecretReference;
import dev.lockstep.project.SecretSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// Opens sessions.
public final class Connector {
  private final Products products;
  private final SecretSource secrets;
  private final DriverLocator drivers;
  private final Trust trust;

  /// Opens what the machine's own user asks for.
  public Connector(Products products, SecretSource secrets, DriverLocator drivers) {
    this(products, secrets, drivers, Trust.LOCAL_USER);
  }

  public Connector(Products products, SecretSource secrets, DriverLocator drivers, Trust trust) {
    this.products = products;
    this.secrets = secrets;
    this.drivers = drivers;
    this.trust = trust;
  }

  /// Says who wrote the definitions.
  public enum Trust {
    /// The user of this machine: URLs and database files are allowed.
    LOCAL_USER,
    /// Somebody on the network: typed fields of databases on servers only.
    REMOTE_USER
  }

  /// Connects to an instance's database; writes nothing there.
  ///
  /// @param token names this run in the server's list of sessions
  ///
  ///   *Errors*: `DATABASE_UNREACHABLE`, `DATABASE_DENIED`, `CONFIGURATION`; messages name host,
  ///   port and database but never the password.
  public JdbcSession open(
      SchemaDefinition schema,
      InstanceDefinition instance,
      ExecutionSettings settings,
      String token) {
    return open(products.named(schema.dialect()), instance.connection(), settings, token);
  }

  /// Connects to a database that is named by a definition alone.
  public JdbcSession open(
      Product product, ConnectionDefinition definition, ExecutionSettings settings, String token) {
    check(product, definition);
    ConnectionPlan plan = product.plan(definition, settings, token);
    Properties properties = new Properties();
    plan.properties().forEach(properties::setProperty);
    SecretReference password = definition.password();
    if (password != null) {
      properties.setProperty("password", secrets.resolve(password));
    }
    try {
      return begin(product, plan, settings, properties);
    } catch (SQLException failure) {
      throw Failures.connecting(product, failure, plan.place());
    }
  }

  private void check(Product product, ConnectionDefinition definition) {
    switch (trust) {
      case LOCAL_USER -> {}
      case REMOTE_USER -> {
        if (definition.url() != null || product.reach() == Product.Reach.LOCAL_FILES) {
          throw new LockstepException(
              ErrorCode.CONFIGURATION,
              "A server connects to databases on servers only, named by host and database.",
              "Give host and database instead of a url or a file.");
        }
      }
    }
  }

  /// A driver's own words may repeat a value, and with it what should stand elsewhere.
  private @Nullable Connection connect(Product product, ConnectionPlan plan, Properties properties)
      throws SQLException {
    try {
      return product.driver(drivers).connect(plan.url(), properties);
    } catch (IllegalArgumentException e) {
      throw new LockstepException(
          ErrorCode.CONFIGURATION,
          "The driver of "
              + product.title()
              + " does not understand an option for "
              + plan.place()
              + ".",
          "Check the values of the connection options.",
          e);
    }
  }

  private JdbcSession begin(
      Product product, ConnectionPlan plan, ExecutionSettings settings, Properties properties)
      throws SQLException {
    Connection connection = connect(product, plan, properties);
    if (connection == null) {
      throw new LockstepException(
          ErrorCode.CONFIGURATION,
          "The driver of "
              + product.title()
              + " does not accept this address: "
              + plan.place()
              + ".",
          "Check host, port and database of the instance.");
    }
    try {
      try (Statement statement = connection.createStatement()) {
        for (String sql : plan.opening()) {
          statement.execute(sql);
        }
      }
      SessionFacts facts = product.begin(connection, settings).restoredWith(plan.opening());
      return new JdbcSession(product, connection, facts, settings, plan.place());
    } catch (SQLException | RuntimeException failure) {
      connection.close();
      throw failure;
    }
  }
}
