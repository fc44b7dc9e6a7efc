package dev.lockstep.dialects.oracle;

import dev.lockstep.dialect.Dialect;
import dev.lockstep.dialects.jdbc.Address;
import dev.lockstep.dialects.jdbc.ConnectionPlan;
import dev.lockstep.dialects.jdbc.DriverOptions;
import dev.lockstep.project.ConnectionDefinition;
import dev.lockstep.project.ExecutionSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Builds what Oracle's thin driver needs to connect; `database` is the service name.
///
/// *Source*: https://docs.oracle.com/en/database/oracle/oracle-database/23/jajdb/
final class OracleConnection {
  private static final String PREFIX = "jdbc:oracle:thin:@";
  private static final DriverOptions OPTIONS =
      new DriverOptions(
          "Oracle",
          List.of(
              "oracle.net.CONNECT_TIMEOUT",
              "oracle.net.ssl_server_cert_dn",
              "oracle.net.ssl_server_dn_match",
              "oracle.net.ssl_version"),
          List.of(
              "user",
              "password",
              "javax.net.ssl.keyStorePassword",
              "javax.net.ssl.trustStorePassword"));

  private OracleConnection() {}

  static ConnectionPlan plan(
      ConnectionDefinition definition, ExecutionSettings settings, String token, Dialect dialect) {
    Address address = Address.of(definition, PREFIX);
    OPTIONS.check(address.options());
    SequencedMap<String, String> properties = new LinkedHashMap<>();
    properties.put("oracle.net.CONNECT_TIMEOUT", "10000");
    properties.put("oracle.net.keepAlive", "true");
    properties.put("v$session.program", "lockstep " + token);
    properties.putAll(address.options());
    String user = definition.username();
    if (user != null) {
      properties.put("user", user);
    }
    List<String> opening = new ArrayList<>();
    opening.add(
        "ALTER SESSION SET DDL_LOCK_TIMEOUT = "
            + settings.lockTimeout().plusMillis(999).toSeconds());
    String schema = definition.schema();
    if (schema != null) {
      opening.add("ALTER SESSION SET CURRENT_SCHEMA = " + dialect.quote(schema));
    }
    return new ConnectionPlan(
        PREFIX + "//" + address.encoded(),
        properties,
        address.describe(user == null ? "nobody" : user),
        opening);
  }
}
