package dev.lockstep.bench.measure;

/// Says in one line why an attempt failed.
final class Failures {
  private static final int LIMIT = 300;

  private Failures() {}

  static String oneLine(Throwable failed) {
    String message = failed.getMessage() == null ? "" : failed.getMessage();
    String line =
        (failed.getClass().getSimpleName() + " " + message).replaceAll("\\s+", " ").strip();
    return line.length() <= LIMIT ? line : line.substring(0, LIMIT) + "…";
  }
}
