package dev.lockstep.source;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.util.Optional;

/// Judges whether a path may be looked up in a tree at all.
///
/// *Shape*: a good path is relative, has `/` between its parts, no empty part, no `.`, `..` or
/// `.git` part in any case, no backslash and no control character. Because of that it cannot leave
/// the tree on any file system.
public final class TreePath {
  private static final int MAX_LENGTH = 4096;

  private TreePath() {}

  /// Returns what is wrong with the path of a file, as the end of a sentence, or empty.
  public static Optional<String> problem(String path) {
    if (path.isEmpty()) {
      return Optional.of("is empty");
    }
    if (path.length() > MAX_LENGTH) {
      return Optional.of("is longer than " + MAX_LENGTH + " characters");
    }
    if (path.startsWith("/") || startsWithDrive(path)) {
      return Optional.of("is not relative to the root of the repository");
    }
    for (int i = 0; i < path.length(); i++) {
      char unit = path.charAt(i);
      if (unit < ' ' || unit == 0x7F || unit == '\\' || isLoneSurrogate(path, i)) {
        return Optional.of("holds a character that no path may have");
      }
    }
    // Listings ask this for every file, so parts are cut by hand and not by a regular expression.
    int start = 0;
    while (start <= path.length()) {
      int slash = path.indexOf('/', start);
      int end = slash < 0 ? path.length() : slash;
      Optional<String> problem = problemOfPart(path.substring(start, end));
      if (problem.isPresent()) {
        return problem;
      }
      start = end + 1;
    }
    return Optional.empty();
  }

  private static Optional<String> problemOfPart(String part) {
    if (part.equals("..")) {
      return Optional.of("leaves the repository");
    }
    if (part.isEmpty() || part.equals(".")) {
      return Optional.of("has an empty part");
    }
    return isGitFolder(part) ? Optional.of("goes into Git's own folder") : Optional.empty();
  }

  private static boolean startsWithDrive(String path) {
    return path.length() > 1 && path.charAt(1) == ':' && Character.isLetter(path.charAt(0));
  }

  /// Tells whether a part of a path is Git's own folder, as any file system may spell it.
  public static boolean isGitFolder(String part) {
    return part.equalsIgnoreCase(".git") || part.equalsIgnoreCase("git~1");
  }

  /// Returns the path when it is good.
  ///
  /// *Errors*: `CHANGE_FILE`.
  public static String checked(String path) {
    Optional<String> problem = problem(path);
    if (problem.isPresent()) {
      throw new LockstepException(
          ErrorCode.CHANGE_FILE,
          "The path " + shown(path) + " " + problem.get() + ".",
          "Use a path below the root of the repository, with / between its parts.");
    }
    return path;
  }

  /// Like [#checked], for folders, of which the root is the empty one.
  public static String checkedFolder(String folder) {
    return folder.isEmpty() ? folder : checked(folder);
  }

  /// Returns the path for a message: shortened, without anything that moves a terminal's cursor.
  public static String shown(String path) {
    StringBuilder shown = new StringBuilder("\"");
    path.codePoints()
        .limit(200)
        .map(point -> Character.isISOControl(point) || isInvisible(point) ? '?' : point)
        .forEach(shown::appendCodePoint);
    return shown.append('"').toString();
  }

  private static boolean isInvisible(int point) {
    int type = Character.getType(point);
    return type == Character.FORMAT
        || type == Character.SURROGATE
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }

  private static boolean isLoneSurrogate(String path, int index) {
    char unit = path.charAt(index);
    if (Character.isHighSurrogate(unit)) {
      return index + 1 == path.length() || !Character.isLowSurrogate(path.charAt(index + 1));
    }
    return Character.isLowSurrogate(unit)
        && (index == 0 || !Character.isHighSurrogate(path.charAt(index - 1)));
  }
}
