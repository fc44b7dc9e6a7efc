package dev.lockstep.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Looks at a JDBC URL without connecting: does it hold credentials, is it of the right product.
final class JdbcUrlText {
  private static final Pattern CREDENTIALS_BEFORE_HOST =
      Pattern.compile(
          "^jdbc:[a-z0-9:+]*//[^/]*@.*|^jdbc:oracle:[a-z0-9]+:[^@]+@.*", Pattern.DOTALL);
  private static final List<String> CREDENTIAL_KEYS =
      List.of("user", "username", "uid", "pwd", "token", "accesstoken");

  private JdbcUrlText() {}

  static boolean holdsCredentials(String url) {
    if (CREDENTIALS_BEFORE_HOST.matcher(url).matches()) {
      return true;
    }
    String[] parts = url.split("[?&;]", -1);
    for (int i = 1; i < parts.length; i++) {
      if (isCredential(parts[i].split("=", 2)[0])) {
        return true;
      }
    }
    return false;
  }

  /// Tells whether a driver property of that name is a user name or a secret.
  static boolean isCredential(String key) {
    String lower = key.strip().toLowerCase(Locale.ROOT);
    return CREDENTIAL_KEYS.contains(lower)
        || lower.contains("password")
        || lower.contains("secret");
  }

  /// Returns the beginnings that fit a dialect, or empty when the URL has one of them or the
  /// dialect is none.
  static Optional<List<String>> expectedPrefixes(String url, String dialect) {
    List<String> prefixes =
        switch (dialect) {
          case "mysql", "mariadb" -> List.of("jdbc:mysql:", "jdbc:mariadb:");
          case "postgresql", "sqlite", "sqlserver", "oracle", "h2" ->
              List.of("jdbc:" + dialect + ":");
          default -> List.of("");
        };
    return prefixes.stream().anyMatch(url::startsWith) ? Optional.empty() : Optional.of(prefixes);
  }
}
