package dev.lockstep.engines.liquibase.formatted;

import java.util.regex.Pattern;

/// Lets through paths that have one spelling only.
final class CleanPath {
  private static final Pattern CLEAN = Pattern.compile("[\\w-][\\w.-]*(?:/[\\w-][\\w.-]*)*");

  /// What the column FILENAME holds.
  private static final int LONGEST = 255;

  private CleanPath() {}

  static String require(String path) {
    if (path.length() > LONGEST || !CLEAN.matcher(path).matches()) {
      throw new NotOurs("an uncommon path");
    }
    return path;
  }
}
