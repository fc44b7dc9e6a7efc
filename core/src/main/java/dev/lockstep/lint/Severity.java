package dev.lockstep.lint;

/// Says how much a finding matters, from the least.
public enum Severity {
  /// Worth knowing.
  NOTICE,
  /// Likely to hurt a database in use.
  WARNING,
  /// Loses data, breaks what uses the database, or cannot run.
  ERROR
}
