package dev.lockstep.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tells what the address of a database or the name of a folder says about the product.
final class ConnectionHint {
  private static final Map<String, String> BY_PREFIX =
      Map.of(
          "postgresql", "postgresql",
          "mysql", "mysql",
          "mariadb", "mariadb",
          "sqlite", "sqlite",
          "sqlserver", "sqlserver",
          "oracle", "oracle",
          "h2", "h2");
  private static final Map<String, String> BY_FOLDER =
      Map.of(
          "postgresql", "postgresql",
          "postgres", "postgresql",
          "pg", "postgresql",
          "mysql", "mysql",
          "mariadb", "mariadb",
          "sqlite", "sqlite",
          "sqlserver", "sqlserver",
          "mssql", "sqlserver",
          "oracle", "oracle",
          "h2", "h2");

  private ConnectionHint() {}

  static @Nullable String dialectOfUrl(@Nullable String url) {
    if (url == null || !url.startsWith("jdbc:")) {
      return null;
    }
    return BY_PREFIX.get(url.substring("jdbc:".length()).split(":", 2)[0]);
  }

  static @Nullable String dialectOfFolder(String path) {
    for (String part : List.of(path.toLowerCase(Locale.ROOT).split("/")).reversed()) {
      String dialect = BY_FOLDER.get(part);
      if (dialect != null) {
        return dialect;
      }
    }
    return null;
  }

  /// Returns the URL without options when Lockstep would accept it, or null.
  static @Nullable String usable(@Nullable String url) {
    if (url == null || dialectOfUrl(url) == null || JdbcUrlText.holdsCredentials(url)) {
      return null;
    }
    String bare = url.split("[?;]", 2)[0];
    boolean complete = !bare.endsWith(":") && !url.contains(";");
    return complete && bare.matches("[A-Za-z0-9:/@._,~\\[\\]-]+") ? bare : null;
  }
}
