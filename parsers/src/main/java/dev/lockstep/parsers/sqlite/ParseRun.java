package dev.lockstep.parsers.sqlite;

import dev.lockstep.parsers.tree.SyntaxFailure;
import dev.lockstep.parsers.tree.SyntaxTree;
import dev.lockstep.parsers.tree.TreeBuilder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Is the parsing of one text: Lemon's automaton with its stack in arrays.
///
/// *Shape*: at the end of the text a `;` is read that is not there, unless one is.
final class ParseRun {
  /// What is nested deeper SQLite refuses as well, by its limit `SQLITE_LIMIT_PARSER_DEPTH`.
  private static final int DEEPEST = 2_500;

  private final String text;
  private final Grammar grammar;
  private final Terminals terminals;
  private final Scanner scanner;
  private final TreeBuilder tree;
  private final Refusals refusals;
  private int[] states = new int[64];
  private int[] firstNodes = new int[64];
  private int[] starts = new int[64];
  private int depth;
  private int shiftedTo;

  /// What SQLite refuses in the action of a rule; a syntax error at the same token comes before it.
  private @Nullable SyntaxFailure refused;

  ParseRun(String text, Grammar grammar, Terminals terminals, Refusals refusals) {
    this.text = text;
    this.grammar = grammar;
    this.terminals = terminals;
    this.refusals = refusals;
    this.scanner = new Scanner(text, grammar, terminals);
    this.tree = new TreeBuilder(text, grammar);
  }

  SyntaxTree parse() {
    int last = Grammar.END_OF_INPUT;
    while (true) {
      int terminal = scanner.next();
      boolean over = terminal == Grammar.END_OF_INPUT;
      if (over && last != terminals.semicolon()) {
        feed(terminals.semicolon());
      }
      feed(terminal);
      if (over) {
        return tree.build();
      }
      last = terminal;
    }
  }

  private void feed(int terminal) {
    int action = grammar.action(states[depth], terminal);
    while (grammar.isReduce(action)) {
      reduce(grammar.rule(action));
      action = grammar.action(states[depth], terminal);
    }
    if (!grammar.isShift(action) && !grammar.isAccept(action)) {
      throw scanner.start() == text.length()
          ? new SyntaxFailure("incomplete input", text.length())
          : near();
    }
    if (refused != null) {
      throw refused;
    }
    if (grammar.isShift(action)) {
      push(grammar.shifted(action), tree.count(), scanner.start());
      tree.addToken(terminal, scanner.start(), scanner.end());
      shiftedTo = scanner.end();
    }
  }

  private SyntaxFailure near() {
    return new SyntaxFailure(
        "near \"" + text.substring(scanner.start(), scanner.end()) + "\": syntax error",
        scanner.start());
  }

  private void reduce(int rule) {
    int length = grammar.ruleLength(rule);
    int bottom = depth - length + 1;
    int first = length == 0 ? tree.count() : firstNodes[bottom];
    int start = firstStart(bottom);
    tree.addRule(rule, start < 0 ? shiftedTo : start, shiftedTo, first);
    SyntaxFailure found = refusals.check(rule, tree);
    refused = found == null ? refused : found;
    depth -= length;
    push(grammar.next(states[depth], rule), first, start);
  }

  /// Returns where the first part begins that is not empty, or -1.
  private int firstStart(int bottom) {
    for (int i = bottom; i <= depth; i++) {
      if (starts[i] >= 0) {
        return starts[i];
      }
    }
    return -1;
  }

  private void push(int state, int firstNode, int start) {
    if (++depth == states.length) {
      int size = Math.min(states.length * 2, DEEPEST);
      states = Arrays.copyOf(states, size);
      firstNodes = Arrays.copyOf(firstNodes, size);
      starts = Arrays.copyOf(starts, size);
    }
    states[depth] = state;
    firstNodes[depth] = firstNode;
    starts[depth] = start;
    if (depth == DEEPEST - 1) {
      throw new SyntaxFailure("Recursion limit", scanner.start());
    }
  }
}
