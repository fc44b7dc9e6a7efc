package dev.lockstep.parsers.postgres;

import dev.lockstep.parsers.tree.SyntaxTree;
import dev.lockstep.parsers.tree.TreeBuilder;
import java.util.Arrays;

/// Is the parsing of one text: bison's automaton with its stack in arrays.
final class ParseRun {
  /// Is bison's own bound, hence also the server's: what is nested deeper is refused there too.
  private static final int DEEPEST = 10_000;

  private static final int NONE = -1;

  private final Grammar grammar;
  private final TokenStream tokens;
  private final TreeBuilder tree;
  private final Refusals refusals;
  private int[] states = new int[64];
  private int[] firstNodes = new int[64];
  private int[] starts = new int[64];
  private int depth;
  private int terminal = NONE;
  private int shiftedTo;

  ParseRun(Grammar grammar, TokenStream tokens, TreeBuilder tree, Refusals refusals) {
    this.grammar = grammar;
    this.tokens = tokens;
    this.tree = tree;
    this.refusals = refusals;
  }

  SyntaxTree parse() {
    while (!grammar.isFinal(states[depth])) {
      int action = action();
      if (action > 0) {
        shift(action);
      } else if (action < 0) {
        reduce(-action);
      } else {
        throw tokens.failure("syntax error");
      }
    }
    return tree.build();
  }

  /// Reads on only when the next token matters, so that complaints come in the server's order.
  private int action() {
    int state = states[depth];
    if (grammar.ignoresNext(state)) {
      return grammar.defaultAction(state);
    }
    if (terminal == NONE) {
      terminal = tokens.next();
    }
    return grammar.action(state, terminal);
  }

  private void shift(int state) {
    push(state, tree.count(), tokens.start());
    if (terminal != Grammar.END_OF_INPUT) {
      tree.addToken(terminal, tokens.start(), tokens.end());
    }
    shiftedTo = tokens.end();
    terminal = NONE;
  }

  private void reduce(int rule) {
    int length = grammar.ruleLength(rule);
    int bottom = depth - length + 1;
    int first = length == 0 ? tree.count() : firstNodes[bottom];
    int start = firstStart(bottom);
    tree.addRule(rule, start < 0 ? shiftedTo : start, shiftedTo, first);
    refusals.check(rule, tree, tokens);
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
      throw tokens.failure("memory exhausted");
    }
  }
}
