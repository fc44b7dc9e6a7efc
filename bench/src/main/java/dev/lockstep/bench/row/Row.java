package dev.lockstep.bench.row;

/// Is one claim about speed and the measurement that tests it.
public interface Row {
  /// Returns the word that selects it on the command line.
  String id();

  /// Returns what is measured, for people.
  String work();

  Outcome measure(Lab lab) throws Exception;
}
