package dev.lockstep.dialects.postgres;

import dev.lockstep.dialects.jdbc.Address;
import dev.lockstep.dialects.jdbc.ConnectionPlan;
import dev.lockstep.dialects.jdbc.DriverOptions;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.project.ConnectionDefinition;
import dev.lockstep.project.ExecutionSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Builds what pgjdbc needs to connect.
///
/// Everything that a start-up packet can carry travels in it: it costs no round trip, survives
/// `RESET ALL` and `DISCARD ALL` in a script, and a transaction pooler refuses it at once.
///
/// *Source*: https://jdbc.postgresql.org/documentation/use/#connection-parameters
final class PostgresConnection {
  static final String PREFIX = "jdbc:postgresql:";
  private static final DriverOptions OPTIONS =
      new DriverOptions(
          "PostgreSQL",
          List.of(
              "ApplicationName",
              "channelBinding",
              "connectTimeout",
              "currentSchema",
              "gssEncMode",
              "hostRecheckSeconds",
              "options",
              "requireAuth",
              "ssl",
              "sslNegotiation",
              "sslcert",
              "sslkey",
              "sslmode",
              "sslrootcert",
              "targetServerType",
              "tcpKeepAlive"),
          List.of("user", "password", "sslpassword", "passfile"),
          Map.of(
              "channelBinding", "disable|prefer|require",
              "connectTimeout", DriverOptions.NUMBER,
              "gssEncMode", "disable|allow|prefer|require",
              "hostRecheckSeconds", DriverOptions.NUMBER,
              "ssl", DriverOptions.TRUTH,
              "sslNegotiation", "postgres|direct",
              "sslmode", "disable|allow|prefer|require|verify-ca|verify-full",
              "targetServerType",
                  "any|primary|master|slave|secondary|preferslave|prefersecondary|preferprimary",
              "tcpKeepAlive", DriverOptions.TRUTH));

  private static final Pattern SETTING = Pattern.compile("-c\\s*([A-Za-z_.]+)=([^\\s\\\\]*)\\s*");

  /// What Lockstep sets itself; a second opinion in `options` would win or lose by accident.
  private static final List<String> OWN_SETTINGS =
      List.of(
          "lock_timeout",
          "statement_timeout",
          "idle_in_transaction_session_timeout",
          "tcp_keepalives_idle",
          "tcp_keepalives_interval",
          "tcp_keepalives_count",
          "tcp_user_timeout",
          "standard_conforming_strings",
          "search_path");

  private PostgresConnection() {}

  static ConnectionPlan plan(
      ConnectionDefinition definition,
      ExecutionSettings settings,
      String token,
      PostgresFlavour flavour) {
    Address address = Address.of(definition, PREFIX);
    OPTIONS.check(address.options());
    SequencedMap<String, String> properties = new LinkedHashMap<>(defaults(token));
    properties.putAll(address.options());
    String further = address.options().get("options");
    String own = startOptions(settings, flavour);
    properties.put("options", further == null ? own : own + " " + checked(further));
    String schema = definition.schema();
    if (schema != null) {
      properties.put("currentSchema", PostgresText.quote(schema) + ", \"$user\", public");
    }
    String user = definition.username();
    if (user != null) {
      properties.put("user", user);
    }
    return new ConnectionPlan(
        PREFIX + "//" + address.encoded(),
        properties,
        address.describe(user == null ? "the operating system's user" : user));
  }

  private static SequencedMap<String, String> defaults(String token) {
    SequencedMap<String, String> properties = new LinkedHashMap<>();
    properties.put("ApplicationName", "lockstep " + token);
    properties.put("connectTimeout", "10");
    // Bounds the hand-shake against a server that accepts and then says nothing; lifted afterwards.
    properties.put("socketTimeout", "30");
    properties.put("tcpKeepAlive", "true");
    properties.put("socketFactory", KeepAliveSocketFactory.class.getName());
    properties.put("gssEncMode", "disable");
    // Lets the driver put its own settings into the start-up packet instead of asking the version.
    properties.put("assumeMinServerVersion", "12");
    // A named statement breaks when DDL changes what it reads.
    properties.put("prepareThreshold", "0");
    return properties;
  }

  private static String startOptions(ExecutionSettings settings, PostgresFlavour flavour) {
    StringBuilder options =
        new StringBuilder("-c lock_timeout=")
            .append(settings.lockTimeout().toMillis())
            .append(" -c statement_timeout=")
            .append(settings.statementTimeout().toMillis());
    flavour.startSettings().forEach(setting -> options.append(" -c ").append(setting));
    return options.toString();
  }

  private static String checked(String options) {
    Matcher setting = SETTING.matcher(options.strip());
    int end = 0;
    while (setting.find() && setting.start() == end) {
      String name = setting.group(1).toLowerCase(Locale.ROOT);
      if (OWN_SETTINGS.contains(name)) {
        throw new LockstepException(
            ErrorCode.CONFIGURATION,
            "The connection option options sets " + name + ", which Lockstep sets itself.",
            "Use the settings under execution, or the field schema for the search path.");
      }
      end = setting.end();
    }
    if (end != options.strip().length()) {
      throw new LockstepException(
          ErrorCode.CONFIGURATION,
          "The connection option options holds more than settings of the form -c name=value.",
          "Write it as -c name=value, separated by spaces.");
    }
    return options.strip();
  }
}
