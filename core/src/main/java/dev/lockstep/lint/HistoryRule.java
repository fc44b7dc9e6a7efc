package dev.lockstep.lint;

import dev.lockstep.lint.Rule.Description;
import java.util.Set;

/// Is a rule about a change among others, which no statement tells of.
public enum HistoryRule {
  /// A change that is known elsewhere reads differently.
  EDITED(
      "applied-change-edited",
      Severity.ERROR,
      "A change that others have already, and databases may have run, reads differently now: it"
          + " does not run there again, so they stay as they are.",
      "Take the edit back, and write it as a new change."),
  /// A change that is known elsewhere is gone.
  REMOVED(
      "applied-change-removed",
      Severity.ERROR,
      "A change that others have already, and databases may have run, is gone: new databases will"
          + " not get what it made.",
      "Put it back, and take back what it made by a new change."),
  /// Two branches have a change of one name.
  CONFLICT(
      "version-conflict",
      Severity.ERROR,
      "Two branches have a different change of the same name; only one of them can be merged.",
      "Give this one a version behind the newest."),
  /// A new change runs before known ones.
  OUT_OF_ORDER(
      "change-out-of-order",
      Severity.WARNING,
      "A new change stands before ones that others have already: a new database runs it earlier"
          + " than those that are there, or these never run it.",
      "Give it a version, or a place, behind the newest.");

  private final String title;
  private final Severity severity;
  private final String why;
  private final String instead;

  HistoryRule(String title, Severity severity, String why, String instead) {
    this.title = title;
    this.severity = severity;
    this.why = why;
    this.instead = instead;
  }

  public Description about() {
    return new Description(
        title, severity, true, Set.of("postgresql", "mysql", "mariadb", "sqlite"), why, instead);
  }
}
