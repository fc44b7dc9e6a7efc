package dev.lockstep.statement;

/// Is the sort of a constraint.
public enum ConstraintType {
  PRIMARY_KEY,
  UNIQUE,
  FOREIGN_KEY,
  CHECK,
  EXCLUSION,
  NOT_NULL
}
