package dev.lockstep.dialects;

import dev.lockstep.dialects.jdbc.Connector;
import dev.lockstep.dialects.jdbc.DriverLocator;
import dev.lockstep.dialects.jdbc.JdbcSession;
import dev.lockstep.dialects.jdbc.Product;
import dev.lockstep.project.ConnectionDefinition;
import dev.lockstep.project.ExecutionSettings;
import dev.lockstep.project.SecretReference;
import dev.lockstep.testkit.TestDatabase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Opens sessions to test databases through the real connector.
public final class Sessions {
  private Sessions() {}

  public static JdbcSession open(Product product, TestDatabase database) {
    return open(product, definition(database, Map.of()), database.password());
  }

  public static JdbcSession open(
      Product product, ConnectionDefinition definition, String password) {
    return open(product, definition, password, ExecutionSettings.DEFAULT);
  }

  public static JdbcSession open(
      Product product,
      ConnectionDefinition definition,
      String password,
      ExecutionSettings settings) {
    return new Connector(
            SupportedProducts.all(), reference -> password, new DriverLocator(List.of()))
        .open(product, definition, settings, "test");
  }

  public static ConnectionDefinition definition(
      TestDatabase database, Map<String, String> options) {
    return new ConnectionDefinition(
        null,
        database.host(),
        database.port(),
        database.database(),
        null,
        database.user(),
        new SecretReference.Environment("PASSWORD"),
        new LinkedHashMap<>(options));
  }
}
