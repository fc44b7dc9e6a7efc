package dev.lockstep.cli;

import dev.lockstep.dialects.SupportedProducts;
import dev.lockstep.dialects.jdbc.Connector;
import dev.lockstep.project.ConnectionDefinition;
import dev.lockstep.project.ExecutionSettings;
import dev.lockstep.project.SecretReference;
import dev.lockstep.project.SecretSource;
import dev.lockstep.scratch.GivenScratch;
import dev.lockstep.scratch.ScratchServer.Address;
import java.sql.Connection;
import java.util.LinkedHashMap;

/// Is the way to the scratch server that a project names for one of its schemas.
///
/// @param server has a URL
record ProjectScratch(
    String dialect, ConnectionDefinition server, Connector connector, SecretSource secrets)
    implements GivenScratch.Server {
  @Override
  public Address address(String database) {
    String url = String.valueOf(server.url());
    SecretReference password = server.password();
    return new Address(
        database.isEmpty() ? url : new JdbcAddress(dialect, url, null, null).withDatabase(database),
        server.username(),
        password == null ? null : secrets.resolve(password));
  }

  @Override
  public Connection open(Address address) {
    ConnectionDefinition database =
        new ConnectionDefinition(
            address.url(),
            null,
            0,
            null,
            null,
            server.username(),
            server.password(),
            new LinkedHashMap<>());
    return connector
        .open(
            SupportedProducts.all().named(dialect), database, ExecutionSettings.DEFAULT, "scratch")
        .raw();
  }
}
