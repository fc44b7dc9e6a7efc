package dev.lockstep.engines.flyway;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Joins and takes apart paths inside a repository.
///
/// *Shape*: relative to the root, separated by `/`, without `.` and `..`; the root is empty.
final class Folders {
  private Folders() {}

  /// Resolves a written path against a folder; empty when it is absolute or leaves the repository.
  static Optional<String> resolve(String folder, String written) {
    String path = written.replace('\\', '/');
    if (path.startsWith("/") || path.matches("[A-Za-z]:.*")) {
      return Optional.empty();
    }
    Deque<String> parts = new ArrayDeque<>();
    for (String part : (folder + "/" + path).split("/")) {
      if (part.isEmpty() || part.equals(".")) {
        continue;
      }
      if (!part.equals("..")) {
        parts.addLast(part);
      } else if (parts.pollLast() == null) {
        return Optional.empty();
      }
    }
    return Optional.of(String.join("/", parts));
  }

  static String join(String folder, String name) {
    return folder.isEmpty() ? name : folder + "/" + name;
  }

  static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  /// Returns a path relative to a folder that holds it.
  static String relative(String folder, String path) {
    return folder.isEmpty() ? path : path.substring(folder.length() + 1);
  }
}
