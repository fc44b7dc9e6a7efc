package dev.lockstep.engines.liquibase;

import dev.lockstep.engines.liquibase.bridge.ChangesetKey;
import java.util.ArrayDeque;
import java.util.Deque;

/// Compares changesets and rows as Liquibase does: by path, id and author, with paths in one form.
final class ChangesetIdentity {
  private static final String CLASSPATH = "classpath:";

  private ChangesetIdentity() {}

  static String of(ChangesetKey key) {
    return of(normalize(key.path()), key.id(), key.author());
  }

  static String of(String normalizedPath, String id, String author) {
    return normalizedPath + "::" + id + "::" + author;
  }

  /// Drops what differs between Liquibase versions in how the same path is stored: `classpath:`,
  /// backslashes, a drive letter, a leading slash, and parts that lead nowhere.
  static String normalize(String stored) {
    if (isNormal(stored)) {
      return stored;
    }
    String path = stored.startsWith(CLASSPATH) ? stored.substring(CLASSPATH.length()) : stored;
    path = path.replace('\\', '/');
    if (path.indexOf(':') == 1) {
      path = path.substring(2);
    }
    Deque<String> parts = new ArrayDeque<>();
    for (String part : path.split("/")) {
      if (part.equals("..") && !parts.isEmpty() && !"..".equals(parts.peekLast())) {
        parts.removeLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return String.join("/", parts);
  }

  /// Tells whether nothing is to be dropped, for nearly every path is so and a history has
  /// thousands.
  private static boolean isNormal(String path) {
    boolean partBegins = true;
    for (int at = 0; at < path.length(); at++) {
      char c = path.charAt(at);
      if (c == '\\' || c == ':' || (partBegins && (c == '/' || c == '.'))) {
        return false;
      }
      partBegins = c == '/';
    }
    return !partBegins;
  }
}
