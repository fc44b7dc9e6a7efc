package dev.lockstep.parsers.postgres;

import dev.lockstep.parsers.tree.Keywords;
import dev.lockstep.parsers.tree.Symbols;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

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

  private Grammar(ByteBuffer content) {
    int[] constants = numbers(content);
    finalState = constants[0];
    terminals = constants[1];
    noAction = constants[2];
    errorAction = constants[3];
    pact = numbers(content);
    defact = numbers(content);
    pgoto = numbers(content);
    defgoto = numbers(content);
    table = numbers(content);
    check = numbers(content);
    ruleSymbols = numbers(content);
    ruleLengths = numbers(content);
    symbols = lines(content);
    numbers = HashMap.newHashMap(symbols.length);
    for (int symbol = 0; symbol < symbols.length; symbol++) {
      numbers.put(symbols[symbol], symbol);
    }
    keywords = Keywords.of(List.of(lines(content)));
    for (int c = 0; c < characters.length; c++) {
      characters[c] = numbers.getOrDefault(String.valueOf((char) c), UNDEFINED);
    }
  }

  /// Loads the tables of a major version that this jar holds.
  static Grammar load(int major) {
    try (InputStream resource = Grammar.class.getResourceAsStream(major + ".tables.gz")) {
      if (resource == null) {
        throw new IllegalArgumentException("There are no tables for PostgreSQL " + major + ".");
      }
      return new Grammar(ByteBuffer.wrap(new GZIPInputStream(resource, 1 << 16).readAllBytes()));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static int[] numbers(ByteBuffer content) {
    int count = content.getInt();
    byte[] bytes = new byte[3 * count];
    content.get(bytes);
    int[] values = new int[count];
    for (int i = 0; i < count; i++) {
      values[i] =
          (bytes[i] << 16) | ((bytes[count + i] & 0xFF) << 8) | (bytes[2 * count + i] & 0xFF);
    }
    return values;
  }

  private static String[] lines(ByteBuffer content) {
    byte[] bytes = new byte[content.getInt()];
    content.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8).split("\n", -1);
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
