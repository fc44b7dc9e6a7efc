package dev.lockstep.config;

import java.io.IOException;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads what can be used of a tool's own configuration: `flyway.conf`, `flyway.toml`,
/// `liquibase.properties`.
///
/// *Shape*: values of credentials are dropped while reading; only that there were any is kept.
record ToolSettings(SequencedMap<String, String> values, boolean heldCredentials) {
  private static final Pattern TOML_TABLE =
      Pattern.compile("\\s*\\[\\[?([^\\]]+)\\]\\]?\\s*(#.*)?");
  private static final Pattern TOML_VALUE =
      Pattern.compile("\\s*([A-Za-z0-9_.\"'-]+)\\s*=\\s*(.*?)\\s*");

  static ToolSettings properties(String text) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text));
    } catch (IOException | IllegalArgumentException e) {
      return keep(Map.of());
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (String key : new TreeSet<>(properties.stringPropertyNames())) {
      values.put(key, properties.getProperty(key).strip());
    }
    return keep(values);
  }

  static ToolSettings toml(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    String table = "";
    for (String line : text.lines().toList()) {
      Matcher header = TOML_TABLE.matcher(line);
      Matcher value = TOML_VALUE.matcher(line);
      if (header.matches()) {
        table = header.group(1).strip() + ".";
      } else if (value.matches()) {
        String key = value.group(1).replace("\"", "").replace("'", "");
        values.put(table + key, plain(value.group(2)));
      }
    }
    return keep(values);
  }

  @Nullable String get(String key) {
    String value = values.get(key);
    return value == null || value.isEmpty() || value.contains("${") ? null : value;
  }

  private static ToolSettings keep(Map<String, String> values) {
    SequencedMap<String, String> kept = new LinkedHashMap<>();
    boolean credentials = false;
    for (Map.Entry<String, String> entry : values.entrySet()) {
      String key = entry.getKey().toLowerCase(Locale.ROOT);
      boolean secret =
          key.contains("password")
              || key.contains("secret")
              || key.contains("token")
              || key.contains("licensekey");
      if (secret) {
        credentials |= !entry.getValue().isEmpty();
      } else if (key.endsWith("url") && JdbcUrlText.holdsCredentials(entry.getValue())) {
        credentials = true;
        kept.put(entry.getKey(), withoutCredentials(entry.getValue()));
      } else {
        kept.put(entry.getKey(), entry.getValue());
      }
    }
    return new ToolSettings(kept, credentials);
  }

  /// Returns the URL without its options, or only its product when the rest holds credentials too.
  private static String withoutCredentials(String url) {
    String bare = url.split("[?;]", 2)[0];
    if (!JdbcUrlText.holdsCredentials(bare)) {
      return bare;
    }
    String[] parts = url.split(":", 3);
    return parts[0] + ":" + parts[1] + ":";
  }

  /// Returns a TOML string or list of strings as plain text, a list with commas.
  private static String plain(String written) {
    Matcher strings = Pattern.compile("\"([^\"]*)\"|'([^']*)'").matcher(written);
    StringBuilder joined = new StringBuilder();
    while (strings.find()) {
      String text = strings.group(1) == null ? strings.group(2) : strings.group(1);
      joined.append(joined.isEmpty() ? "" : ",").append(text);
    }
    return joined.isEmpty() ? written.replaceFirst("\\s+#.*", "") : joined.toString();
  }
}
