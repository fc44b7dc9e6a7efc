package dev.lockstep.config;

import dev.lockstep.source.TreePath;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Brings the location of changes into the form that file trees use.
///
/// @param path relative to the root, without `.` and `..`; the root itself is the empty path; a
///   package of Java migrations keeps its `classpath:`; null when there is a problem
/// @param problem a sentence for the user, null when there is none
/// @param nextStep what to do about it
record LocationText(@Nullable String path, @Nullable String problem, @Nullable String nextStep) {

  static LocationText parse(String text) {
    if (text.startsWith("filesystem:")) {
      return parse(text.substring("filesystem:".length()));
    }
    if (text.matches("classpath:[A-Za-z0-9_./$-]+") && !text.contains("..")) {
      // Java migrations come from jars that the engine's own options name.
      return new LocationText(text, null, null);
    }
    if (text.matches("[A-Za-z0-9]{2,}:.*")) {
      return faulty(
          "The location " + Words.quote(text) + " is no folder or file of this repository.",
          "Name the folder or file that holds the changes, such as"
              + " src/main/resources/db/migration.");
    }
    if (text.startsWith("/") || text.startsWith("~") || text.matches("[A-Za-z]:.*")) {
      return outside(text);
    }
    Deque<String> parts = new ArrayDeque<>();
    for (String part : text.split("/", -1)) {
      if (part.equals("..")) {
        if (parts.isEmpty()) {
          return outside(text);
        }
        parts.removeLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    String path = String.join("/", parts);
    Optional<String> problem = path.isEmpty() ? Optional.empty() : TreePath.problem(path);
    return problem
        .map(words -> faulty("The location " + Words.quote(text) + " " + words + ".", null))
        .orElseGet(() -> new LocationText(path, null, null));
  }

  private static LocationText outside(String text) {
    return faulty(
        "The location " + Words.quote(text) + " leaves the repository.",
        "Name a folder or file below the root of the repository.");
  }

  private static LocationText faulty(String problem, @Nullable String nextStep) {
    return new LocationText(null, problem, nextStep);
  }
}
