package dev.lockstep.bench.row;

/// Holds one target against what was measured.
///
/// @param target the target in words
/// @param measured what was found, in words
public record Verdict(String target, Outcome outcome, String measured) {

  /// Says whether a target was reached.
  public enum Outcome {
    MET,
    MISSED,
    NOT_MEASURED
  }

  static Verdict of(String target, boolean met, String measured) {
    return new Verdict(target, met ? Outcome.MET : Outcome.MISSED, measured);
  }

  static Verdict notMeasured(String target, String why) {
    return new Verdict(target, Outcome.NOT_MEASURED, why);
  }
}
