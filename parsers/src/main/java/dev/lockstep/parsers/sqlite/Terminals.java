package dev.lockstep.parsers.sqlite;

import java.util.HashMap;
import java.util.Map;

/// Names the terminals that the scanner tells apart by their form.
///
/// *Shape*: the number of each in the grammar.
record Terminals(
    int id,
    int string,
    int integer,
    int real,
    int separatedNumber,
    int blob,
    int variable,
    int semicolon,
    int lp,
    int rp,
    int as,
    int joinKeyword,
    int window,
    int over,
    int filter,
    Map<String, Integer> symbols) {
  Terminals {
    symbols = Map.copyOf(symbols);
  }

  private static final Map<String, String> SYMBOLS =
      Map.ofEntries(
          Map.entry("-", "MINUS"),
          Map.entry("->", "PTR"),
          Map.entry("->>", "PTR"),
          Map.entry("(", "LP"),
          Map.entry(")", "RP"),
          Map.entry(";", "SEMI"),
          Map.entry("+", "PLUS"),
          Map.entry("*", "STAR"),
          Map.entry("/", "SLASH"),
          Map.entry("%", "REM"),
          Map.entry("=", "EQ"),
          Map.entry("==", "EQ"),
          Map.entry("<", "LT"),
          Map.entry("<=", "LE"),
          Map.entry("<>", "NE"),
          Map.entry("<<", "LSHIFT"),
          Map.entry(">", "GT"),
          Map.entry(">=", "GE"),
          Map.entry(">>", "RSHIFT"),
          Map.entry("!=", "NE"),
          Map.entry("|", "BITOR"),
          Map.entry("||", "CONCAT"),
          Map.entry(",", "COMMA"),
          Map.entry("&", "BITAND"),
          Map.entry("~", "BITNOT"),
          Map.entry(".", "DOT"));

  static Terminals of(Grammar grammar) {
    Map<String, Integer> symbols = HashMap.newHashMap(SYMBOLS.size());
    SYMBOLS.forEach((text, name) -> symbols.put(text, grammar.symbol(name)));
    return new Terminals(
        grammar.symbol("ID"),
        grammar.symbol("STRING"),
        grammar.symbol("INTEGER"),
        grammar.symbol("FLOAT"),
        grammar.symbol("QNUMBER"),
        grammar.symbol("BLOB"),
        grammar.symbol("VARIABLE"),
        grammar.symbol("SEMI"),
        grammar.symbol("LP"),
        grammar.symbol("RP"),
        grammar.symbol("AS"),
        grammar.symbol("JOIN_KW"),
        grammar.symbol("WINDOW"),
        grammar.symbol("OVER"),
        grammar.symbol("FILTER"),
        symbols);
  }

  /// Returns the terminal of characters that stand for themselves, or -1.
  int symbol(String text) {
    return symbols.getOrDefault(text, -1);
  }
}
