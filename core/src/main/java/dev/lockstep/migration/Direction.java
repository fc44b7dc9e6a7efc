package dev.lockstep.migration;

/// Tells whether a planned migration goes forward or back.
public enum Direction {
  APPLY,
  UNDO
}
