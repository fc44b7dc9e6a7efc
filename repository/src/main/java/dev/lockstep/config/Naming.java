package dev.lockstep.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Finds names for what has none of its own.
final class Naming {
  private static final Set<String> SAYS_NOTHING =
      Set.of(
          "",
          "src",
          "main",
          "resources",
          "db",
          "database",
          "sql",
          "migration",
          "migrations",
          "changelog",
          "changelogs",
          "liquibase",
          "flyway",
          "scripts",
          "schema",
          "java",
          "app",
          "postgresql",
          "postgres",
          "mysql",
          "mariadb",
          "sqlite",
          "sqlserver",
          "oracle",
          "h2");

  private Naming() {}

  /// Returns the last part of a path that says something, or nothing.
  static String ofPath(String path) {
    String[] parts = path.split("/");
    for (int i = parts.length - 1; i >= 0; i--) {
      if (!SAYS_NOTHING.contains(parts[i].toLowerCase(Locale.ROOT))) {
        return safe(parts[i], "");
      }
    }
    return "";
  }

  /// Returns text with everything replaced that a name may not hold.
  static String safe(String text, String otherwise) {
    String safe = text.replaceAll("[^A-Za-z0-9_.-]+", "-").replaceAll("^[.-]+|-+$", "");
    String cut = safe.substring(0, Math.min(safe.length(), 60));
    return cut.isEmpty() ? otherwise : cut;
  }

  /// Gives nameless schemas the project's name, and twins a number.
  static List<FoundSchema> unique(List<FoundSchema> found, String project) {
    Set<String> taken = new HashSet<>();
    List<FoundSchema> named = new ArrayList<>();
    for (FoundSchema schema : found) {
      String wanted = schema.name().isEmpty() ? project : schema.name();
      String name = wanted;
      for (int number = 2; !taken.add(name); number++) {
        name = wanted + "-" + number;
      }
      named.add(schema.named(name));
    }
    return named;
  }
}
