package dev.lockstep.engines.liquibase.bridge;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/// Turns a path as changelogs write it into one inside the repository.
public final class TreePaths {
  private static final String CLASSPATH = "classpath:";

  private TreePaths() {}

  /// Returns the path as Liquibase calls the file: forward slashes, no leading slash, no
  /// `classpath:`.
  ///
  /// *Errors*: `CHANGE_FILE` for a URL or a drive letter.
  public static String logical(String written) {
    String path = written.replace('\\', '/').strip();
    if (path.toLowerCase(Locale.ROOT).startsWith(CLASSPATH)) {
      path = path.substring(CLASSPATH.length());
    } else if (path.toLowerCase(Locale.ROOT).startsWith("classpath*:")) {
      path = path.substring("classpath*:".length());
    }
    int colon = path.indexOf(':');
    int slash = path.indexOf('/');
    if (colon >= 0 && (slash < 0 || colon < slash)) {
      throw new LockstepException(
          ErrorCode.CHANGE_FILE,
          "The changelog names '"
              + printable(written)
              + "', which is not a file of the repository.",
          "Put the file into the repository and name it by its path there.");
    }
    while (path.startsWith("/")) {
      path = path.substring(1);
    }
    return path;
  }

  /// Resolves `.` and `..` below a root folder of the repository.
  ///
  /// *Errors*: `CHANGE_FILE` when the path climbs out of the repository.
  public static String inTree(String root, String logical) {
    Deque<String> parts = new ArrayDeque<>();
    for (String part : (root + "/" + logical).split("/")) {
      if (part.isEmpty() || part.equals(".")) {
        continue;
      }
      if (!part.equals("..")) {
        parts.addLast(part);
      } else if (parts.pollLast() == null) {
        throw new LockstepException(
            ErrorCode.CHANGE_FILE,
            "The changelog names '" + printable(logical) + "', which lies outside the repository.",
            "Put the file into the repository and name it by its path there.");
      }
    }
    return String.join("/", parts);
  }

  private static String printable(String path) {
    String text = path.replaceAll("\\p{Cntrl}", "?");
    return text.length() > 200 ? text.substring(0, 200) + "…" : text;
  }
}
