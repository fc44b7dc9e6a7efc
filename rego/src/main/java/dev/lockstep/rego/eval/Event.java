package dev.lockstep.rego.eval;

import dev.lockstep.rego.syntax.Place;

/// Is something that happens in an evaluation.
///
/// @param place of the rule or statement
/// @param depth how many rules it happens in
/// @param text of a note; else empty
public record Event(Kind kind, Place place, int depth, String text) {
  /// Says what happens.
  public enum Kind {
    /// A definition of a rule is tried.
    ENTER,
    /// Its body holds.
    EXIT,
    /// A statement is looked at.
    EVAL,
    /// It does not hold.
    FAIL,
    /// The policy calls `trace`.
    NOTE
  }
}
