package dev.lockstep.dialects.sqlserver;

import dev.lockstep.dialects.jdbc.ConnectionPlan;
import dev.lockstep.dialects.jdbc.DriverOptions;
import dev.lockstep.dialects.jdbc.HostileText;
import dev.lockstep.dialects.jdbc.SemicolonOptions;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.project.ConnectionDefinition;
import dev.lockstep.project.ExecutionSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/// Builds what Microsoft's driver needs to connect.
///
/// *Source*: https://learn.microsoft.com/sql/connect/jdbc/setting-the-connection-properties
final class SqlServerConnection {
  private static final String PREFIX = "jdbc:sqlserver://";
  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9_.-]+(?:\\\\[A-Za-z0-9_$]+)?(?::[0-9]{1,5})?");
  private static final DriverOptions OPTIONS =
      new DriverOptions(
          "SQL Server",
          List.of(
              "applicationIntent",
              "applicationName",
              "databaseName",
              "encrypt",
              "failoverPartner",
              "hostNameInCertificate",
              "instanceName",
              "loginTimeout",
              "multiSubnetFailover",
              "serverNameAsACE",
              "trustServerCertificate"),
          List.of(
              "user",
              "userName",
              "password",
              "accessToken",
              "trustStorePassword",
              "keyStoreSecret",
              "clientKeyPassword"));

  private SqlServerConnection() {}

  static ConnectionPlan plan(
      ConnectionDefinition definition, ExecutionSettings settings, String token) {
    SequencedMap<String, String> options = new LinkedHashMap<>();
    String host = host(definition, options);
    options.putAll(definition.options());
    OPTIONS.check(options);
    SequencedMap<String, String> properties = new LinkedHashMap<>();
    properties.put("applicationName", "lockstep " + token);
    properties.put("loginTimeout", "15");
    properties.putAll(options);
    properties.put("lockTimeout", Long.toString(settings.lockTimeout().toMillis()));
    if (!settings.statementTimeout().isZero()) {
      properties.put(
          "queryTimeout", Long.toString(settings.statementTimeout().plusMillis(999).toSeconds()));
    }
    String user = definition.username();
    if (user != null) {
      properties.put("user", user);
    }
    return new ConnectionPlan(
        PREFIX + host,
        properties,
        host
            + "/"
            + HostileText.clean(properties.getOrDefault("databaseName", ""))
            + " as "
            + HostileText.clean(user == null ? "nobody" : user),
        List.of("SET LOCK_TIMEOUT " + settings.lockTimeout().toMillis()));
  }

  private static String host(
      ConnectionDefinition definition, SequencedMap<String, String> options) {
    String url = definition.url();
    String host;
    if (url == null) {
      host =
          Objects.requireNonNullElse(definition.host(), "")
              + (definition.port() == 0 ? "" : ":" + definition.port());
      String database = definition.database();
      if (database != null) {
        options.put("databaseName", database);
      }
    } else {
      String rest = url.startsWith(PREFIX) ? url.substring(PREFIX.length()) : "";
      int settings = rest.indexOf(';');
      host = settings < 0 ? rest : rest.substring(0, settings);
      options.putAll(SemicolonOptions.read(settings < 0 ? "" : rest.substring(settings)));
    }
    if (!HOST.matcher(host).matches()) {
      throw new LockstepException(
          ErrorCode.CONFIGURATION,
          "The instance names no host, or not as a host name with a port at most.",
          "Give host and database, or the url " + PREFIX + "HOST:PORT;databaseName=NAME.");
    }
    return host;
  }
}
