package dev.lockstep.parsers.tree;

/// Tells what the numbers in a tree mean: the symbols and rules of one grammar, and how its
/// database writes names and strings.
///
/// *Shape*: symbols are numbered from 0, rules from 1.
public interface Symbols {
  String name(int symbol);

  /// Returns the number of a symbol, or -1 when the grammar has none of that name.
  int symbol(String name);

  boolean isTerminal(int symbol);

  /// Returns the symbol that a rule spells out.
  int ruleSymbol(int rule);

  /// Returns how many parts a rule has.
  int ruleLength(int rule);

  /// Returns the name that a token is, as the database keeps it but at any length.
  String decodedName(String token);

  /// Returns the value of a string.
  String decodedString(String token);
}
