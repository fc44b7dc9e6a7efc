package dev.lockstep.dialects.jdbc;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.project.ConnectionDefinition;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Is where a database server listens and which database is meant, from typed fields or a URL of
/// the form `jdbc:NAME://host[:port][,host[:port]…]/database[?key=value[&…]]`.
///
/// @param hosts one or more, each with its port where one is given, separated by commas
/// @param options everything else that was given
public record Address(String hosts, String database, SequencedMap<String, String> options) {
  /// What to do about credentials that stand in the open.
  static final String CREDENTIALS =
      "Use the fields username and password of lockstep.yaml, the password by reference, for"
          + " example <+env.NAME>; for an address on the command line, ?user=NAME and the variable"
          + " LOCKSTEP_PASSWORD.";

  private static final Pattern HOSTS =
      Pattern.compile(
          "(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.%a-z]+\\])(?::[0-9]{1,5})?"
              + "(?:,(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.%a-z]+\\])(?::[0-9]{1,5})?)*");
  private static final Pattern REST =
      Pattern.compile("//([^/?#]*)(?:/([^?#;]*))?(?:\\?([^#]*))?", Pattern.DOTALL);

  public Address {
    options = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(options));
  }

  /// Reads the definition's URL, or its fields when it has none.
  ///
  /// @param prefix of the URL, for example `jdbc:postgresql:`
  ///
  ///   *Errors*: `CONFIGURATION`; the URL itself is not repeated, for it may hold a password.
  public static Address of(ConnectionDefinition definition, String prefix) {
    String url = definition.url();
    return url == null ? ofFields(definition) : ofUrl(url, prefix, definition.options());
  }

  /// Returns `hosts/database`, fit for a URL.
  public String encoded() {
    return hosts + "/" + URLEncoder.encode(database, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /// Returns how messages name this place.
  public String describe(String user) {
    return hosts + "/" + HostileText.clean(database) + " as " + HostileText.clean(user);
  }

  private static Address ofFields(ConnectionDefinition definition) {
    String host = definition.host();
    String database = definition.database();
    if (host == null || database == null) {
      throw new LockstepException(
          ErrorCode.CONFIGURATION,
          "The instance names no " + (host == null ? "host" : "database") + ".",
          "Give host and database, or a url.");
    }
    String bracketed = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    String hosts = definition.port() == 0 ? bracketed : bracketed + ":" + definition.port();
    return new Address(checked(hosts), database, definition.options());
  }

  private static Address ofUrl(String url, String prefix, SequencedMap<String, String> further) {
    Matcher parts = REST.matcher(url.startsWith(prefix) ? url.substring(prefix.length()) : "");
    if (!parts.matches()) {
      throw new LockstepException(
          ErrorCode.CONFIGURATION,
          "The url of the instance is not of the form "
              + prefix
              + "//host:port/database?key=value.",
          "Correct the url, or give host, port and database instead.");
    }
    SequencedMap<String, String> options = new LinkedHashMap<>();
    String query = parts.group(3);
    if (query != null) {
      readOptions(query, options);
    }
    options.putAll(further);
    String database = parts.group(2);
    return new Address(checked(parts.group(1)), database == null ? "" : decode(database), options);
  }

  private static void readOptions(String query, SequencedMap<String, String> options) {
    for (String pair : query.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String key = decode(equals < 0 ? pair : pair.substring(0, equals));
        options.put(key, equals < 0 ? "" : decode(pair.substring(equals + 1)));
      }
    }
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw new LockstepException(
          ErrorCode.CONFIGURATION,
          "The url of the instance holds a % that is not followed by two hexadecimal digits.",
          "Write % as %25.",
          malformed);
    }
  }

  private static String checked(String hosts) {
    if (hosts.contains("@")) {
      throw new LockstepException(
          ErrorCode.CONFIGURATION, "The address of the database holds credentials.", CREDENTIALS);
    }
    if (!HOSTS.matcher(hosts).matches()) {
      throw new LockstepException(
          ErrorCode.CONFIGURATION,
          "The host of the instance is not a host name or address, with a port at most.",
          "Write it as db.internal or db.internal:5432.");
    }
    return hosts;
  }
}
