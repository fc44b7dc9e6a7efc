package dev.lockstep.realprojects;

/// Holds one row of the report.
///
/// @param changes rows in the engine's history
/// @param direct changes that Lockstep executed itself
/// @param byEngine changes that it gave to the engine's library
/// @param fault what went wrong, empty when all is as it should be
record Result(
    RealProject project,
    int tables,
    int changes,
    int direct,
    int byEngine,
    Times times,
    Verdict verdict,
    String fault) {

  /// Holds wall clock seconds; the first two with the start of the program.
  record Times(double firstDeploy, double secondDeploy, double engineAlone) {}

  /// Says in which respects both databases are the same.
  record Verdict(boolean schema, boolean history, boolean rows) {
    boolean all() {
      return schema && history && rows;
    }
  }

  static Result failed(RealProject project, String fault) {
    return new Result(
        project, 0, 0, 0, 0, new Times(0, 0, 0), new Verdict(false, false, false), fault);
  }

  boolean passed() {
    return fault.isEmpty() && verdict.all();
  }
}
