package dev.lockstep.parsers.sqlite;

import dev.lockstep.parsers.tree.Keywords;
import dev.lockstep.parsers.tree.Symbols;
import dev.lockstep.parsers.tree.Tables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Holds the tables that Lemon makes of SQLite's grammar.
///
/// *Shape*: symbols are numbered from 0, terminals first. Rules are numbered from 1, one more than
/// Lemon does. An action is the next state, a reduction that follows a shift at once, or a
/// reduction; each has its range of numbers.
///
/// *Source*: SQLite, `tool/lempar.c`; the names of the tables are Lemon's own.
final class Grammar implements Symbols {
  static final int END_OF_INPUT = 0;

  private final int terminals;
  private final int wildcard;
  private final int maxShift;
  private final int minShiftReduce;
  private final int maxShiftReduce;
  private final int accept;
  private final int minReduce;
  private final int[] action;
  private final int[] lookahead;
  private final int[] shiftOffset;
  private final int[] reduceOffset;
  private final int[] defaults;
  private final int[] fallback;
  private final int[] ruleSymbols;
  private final int[] ruleLengths;
  private final String[] symbols;
  private final Map<String, Integer> numbers;
  private final Keywords keywords;

  private Grammar(Tables content) {
    int[] constants = content.numbers();
    terminals = constants[0];
    wildcard = constants[1];
    maxShift = constants[2];
    minShiftReduce = constants[3];
    maxShiftReduce = constants[4];
    accept = constants[5];
    minReduce = constants[6];
    action = content.numbers();
    lookahead = content.numbers();
    shiftOffset = content.numbers();
    reduceOffset = content.numbers();
    defaults = content.numbers();
    fallback = content.numbers();
    ruleSymbols = content.numbers();
    ruleLengths = content.numbers();
    symbols = content.lines();
    numbers = HashMap.newHashMap(symbols.length);
    for (int symbol = 0; symbol < symbols.length; symbol++) {
      numbers.put(symbols[symbol], symbol);
    }
    keywords = Keywords.of(List.of(content.lines()));
  }

  static Grammar load() {
    return new Grammar(Tables.of(Grammar.class, "sqlite.tables.gz"));
  }

  Keywords keywords() {
    return keywords;
  }

  /// Returns the action for a terminal. Where there is none, the terminal counts as the one that it
  /// falls back to, such as a keyword as a name.
  int action(int state, int terminal) {
    if (state > maxShift) {
      return state;
    }
    int offset = shiftOffset[state];
    int symbol = terminal;
    while (lookahead[offset + symbol] != symbol) {
      int next = fallback[symbol];
      if (next == 0) {
        return lookahead[offset + wildcard] == wildcard && symbol > 0
            ? action[offset + wildcard]
            : defaults[state];
      }
      symbol = next;
    }
    return action[offset + symbol];
  }

  /// Returns the state that follows when the symbol of a rule has been found in a state.
  int next(int state, int rule) {
    return action[reduceOffset[state] + ruleSymbols[rule - 1]];
  }

  boolean isReduce(int action) {
    return action >= minReduce;
  }

  boolean isShift(int action) {
    return action <= maxShiftReduce;
  }

  boolean isAccept(int action) {
    return action == accept;
  }

  /// Returns the rule to reduce by.
  int rule(int action) {
    return action - minReduce + 1;
  }

  /// Returns what stands on the stack after a shift: a state, or the reduction that follows.
  int shifted(int action) {
    return action > maxShift ? action + minReduce - minShiftReduce : action;
  }

  /// Tells whether a terminal can be a name.
  boolean fallsBackTo(int terminal, int other) {
    return fallback[terminal] == other;
  }

  @Override
  public String name(int symbol) {
    return symbols[symbol];
  }

  @Override
  public int symbol(String name) {
    return numbers.getOrDefault(name, -1);
  }

  @Override
  public boolean isTerminal(int symbol) {
    return symbol < terminals;
  }

  @Override
  public int ruleSymbol(int rule) {
    return ruleSymbols[rule - 1];
  }

  @Override
  public int ruleLength(int rule) {
    return ruleLengths[rule - 1];
  }

  /// Names keep the case in which they are written; a string may stand for one.
  @Override
  public String decodedName(String token) {
    return switch (token.isEmpty() ? ' ' : token.charAt(0)) {
      case '[' -> token.substring(1, token.length() - 1);
      case '"', '`', '\'' -> decodedString(token);
      default -> token;
    };
  }

  @Override
  public String decodedString(String token) {
    String quote = token.substring(0, 1);
    return token.substring(1, token.length() - 1).replace(quote + quote, quote);
  }
}
