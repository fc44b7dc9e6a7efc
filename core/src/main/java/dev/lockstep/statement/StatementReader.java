package dev.lockstep.statement;

/// Reads the statements of one database product in one version by its own grammar.
///
/// *Errors*: no text makes it throw. Readers hold no state of a text; any number of threads may use
/// one.
@FunctionalInterface
public interface StatementReader {
  /// Reads the text of a single statement, without its terminator.
  Reading read(String text);
}
