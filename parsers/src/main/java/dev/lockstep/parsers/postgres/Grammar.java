package dev.lockstep.parsers.postgres;

import dev.lockstep.parsers.tree.Keywords;
import dev.lockstep.parsers.tree.Symbols;
import dev.lockstep.parsers.tree.Tables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Holds the tables that bison makes of the grammar of one major version.
///
/// *Shape*: symbols are numbered from 0, terminals first. Rules are numbered from 1.
///
/// *Source*: bison 3.8, "The Bison Parser Algorithm"; the names of the tables are bison's own.
final class Grammar implements Symbols {
  static final int END_OF_INPUT = 0;
  static final int UNDEFINED = 2;

  private final int finalState;
  private final int terminals;
  private final int noAction;
  private final int errorAction;
  private final int[] pact;
  private final int[] defact;
  private final int[] pgoto;
  private final int[] defgoto;
  private final int[] table;
  private final int[] check;
  private final int[] ruleSymbols;
  private final int[] ruleLengths;
  private final String[] symbols;
  private final Map<String, Integer> numbers;
  private final Keywords keywords;
  private final int[] characters = new int[128];

  private Grammar(Tables content) {
    int[] constants = content.numbers();
    finalState = constants[0];
    terminals = constants[1];
    noAction = constants[2];
    errorAction = constants[3];
    pact = content.numbers();
    defact = content.numbers();
    pgoto = content.numbers();
    defgoto = content.numbers();
    table = content.numbers();
    check = content.numbers();
    ruleSymbols = content.numbers();
    ruleLengths = content.numbers();
    symbols = content.lines();
    numbers = HashMap.newHashMap(symbols.length);
    for (int symbol = 0; symbol < symbols.length; symbol++) {
      numbers.put(symbols[symbol], symbol);
    }
    keywords = Keywords.of(List.of(content.lines()));
    for (int c = 0; c < characters.length; c++) {
      characters[c] = numbers.getOrDefault(String.valueOf((char) c), UNDEFINED);
    }
  }

  /// Loads the tables of a major version that this jar holds.
  static Grammar load(int major) {
    return new Grammar(Tables.of(Grammar.class, major + ".tables.gz"));
  }

  Keywords keywords() {
    return keywords;
  }

  @Override
  public String name(int symbol) {
    return symbols[symbol];
  }

  @Override
  public int symbol(String name) {
    return numbers.getOrDefault(name, -1);
  }

  /// Returns the terminal of a character that stands for itself.
  int character(char c) {
    return c < characters.length ? characters[c] : UNDEFINED;
  }

  int symbolCount() {
    return symbols.length;
  }

  @Override
  public boolean isTerminal(int symbol) {
    return symbol < terminals;
  }

  boolean isFinal(int state) {
    return state == finalState;
  }

  /// Tells whether a state goes on in the same way whatever comes next.
  boolean ignoresNext(int state) {
    return pact[state] == noAction;
  }

  /// Returns the state to shift to, the negated rule to reduce by, or 0 for a syntax error.
  int action(int state, int terminal) {
    int at = pact[state] + terminal;
    if (at < 0 || at >= table.length || check[at] != terminal) {
      return defaultAction(state);
    }
    return table[at] == errorAction ? 0 : table[at];
  }

  int defaultAction(int state) {
    return -defact[state];
  }

  /// Returns the state that follows when the symbol of a rule has been found in a state.
  int next(int state, int rule) {
    int symbol = ruleSymbols[rule] - terminals;
    int at = pgoto[symbol] + state;
    return at >= 0 && at < table.length && check[at] == state ? table[at] : defgoto[symbol];
  }

  @Override
  public int ruleSymbol(int rule) {
    return ruleSymbols[rule];
  }

  /// Returns one more than the number of the last rule.
  int ruleCount() {
    return ruleLengths.length;
  }

  @Override
  public int ruleLength(int rule) {
    return ruleLengths[rule];
  }

  @Override
  public String decodedName(String token) {
    return Quoted.decodedName(token);
  }

  @Override
  public String decodedString(String token) {
    return Quoted.decodedString(token);
  }
}
