package dev.lockstep.sql;

/// Marks a place in a script.
///
/// *Units*: `offset` counts UTF-16 units from 0; `line` and `column` start at 1, a column is one
/// UTF-16 unit.
public record Position(int offset, int line, int column) {}
