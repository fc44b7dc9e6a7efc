package dev.lockstep.dialects.mysql;

import dev.lockstep.dialects.jdbc.Address;
import dev.lockstep.dialects.jdbc.ConnectionPlan;
import dev.lockstep.dialects.jdbc.DriverOptions;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.project.ConnectionDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/// Builds what MariaDB Connector/J needs to connect, to MySQL as well.
///
/// *Source*: https://mariadb.com/docs/connectors/mariadb-connector-j/about-mariadb-connector-j
final class MySqlConnection {
  private static final DriverOptions OPTIONS =
      new DriverOptions(
          "MariaDB",
          List.of(
              "allowPublicKeyRetrieval",
              "connectTimeout",
              "connectionCollation",
              "connectionTimeZone",
              "enabledSslCipherSuites",
              "enabledSslProtocolSuites",
              "fallbackToSystemTrustStore",
              "forceConnectionTimeZoneToSession",
              "serverSslCert",
              "sslMode",
              "tcpKeepAlive",
              "tinyInt1isBit",
              "trustStore",
              "trustStoreType",
              "useCompression"),
          List.of("user", "password", "keyPassword", "keyStorePassword", "trustStorePassword"),
          Map.of(
              "allowPublicKeyRetrieval", DriverOptions.TRUTH,
              "connectTimeout", DriverOptions.NUMBER,
              "fallbackToSystemTrustStore", DriverOptions.TRUTH,
              "forceConnectionTimeZoneToSession", DriverOptions.TRUTH,
              "sslMode", "disable|trust|verify-ca|verify-full",
              "tcpKeepAlive", DriverOptions.TRUTH,
              "tinyInt1isBit", DriverOptions.TRUTH,
              "useCompression", DriverOptions.TRUTH));

  private static final Pattern LOOPBACK =
      Pattern.compile("(?:localhost|127\\.\\d+\\.\\d+\\.\\d+|\\[::1])(?::\\d+)?");

  private MySqlConnection() {}

  static ConnectionPlan plan(
      ConnectionDefinition definition, String token, String prefix, String variables) {
    // One driver reaches both.
    String url = definition.url();
    Address address =
        Address.of(
            definition, url != null && url.startsWith("jdbc:mariadb:") ? "jdbc:mariadb:" : prefix);
    OPTIONS.check(address.options());
    SequencedMap<String, String> properties = new LinkedHashMap<>(defaults(token, variables));
    if (LOOPBACK.matcher(address.hosts()).matches()) {
      // MySQL's usual way to authenticate encrypts the password with a key of the server, which
      // somebody on the way could replace by one of his own; here nobody is on the way.
      properties.put("allowPublicKeyRetrieval", "true");
    }
    properties.putAll(address.options());
    String user = definition.username();
    if (user != null) {
      properties.put("user", user);
    }
    String schema = definition.schema();
    if (schema != null && !schema.equals(address.database())) {
      throw new LockstepException(
          ErrorCode.CONFIGURATION,
          "The instance names the schema "
              + schema
              + " beside the database "
              + address.database()
              + ", but here a schema is a database.",
          "Leave schema out, or name the database alone.");
    }
    return new ConnectionPlan(
        "jdbc:mariadb://" + address.encoded(),
        properties,
        address.describe(user == null ? "nobody" : user));
  }

  private static SequencedMap<String, String> defaults(String token, String variables) {
    SequencedMap<String, String> properties = new LinkedHashMap<>();
    properties.put("allowLocalInfile", "false");
    // A change and its records travel in one message; the server stops at its first error.
    properties.put("allowMultiQueries", "true");
    properties.put("sessionVariables", variables);
    properties.put(
        "connectionAttributes", "program_name:lockstep " + token.replaceAll("[,:]", " "));
    // Milliseconds, for this driver.
    properties.put("connectTimeout", "10000");
    properties.put("socketTimeout", "30000");
    properties.put("tcpKeepAlive", "true");
    properties.put("tcpKeepIdle", "5");
    properties.put("tcpKeepInterval", "5");
    properties.put("tcpKeepCount", "3");
    // The driver follows a server's redirect by default; the place is the user's decision.
    properties.put("permitRedirect", "false");
    // Messages must not repeat statements: they may hold secrets.
    properties.put("dumpQueriesOnException", "false");
    return properties;
  }
}
