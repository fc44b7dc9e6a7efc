package dev.lockstep.parsers.mysql;

import java.util.List;

/// Holds the syntax tree of a text.
///
/// *Shape*: nodes lie in the order in which they begin, each before its parts, four numbers each:
/// rule, start, end, and how many nodes the subtree has. So a subtree is a stretch of them, no walk
/// needs the stack, and a node costs 16 bytes. What holds no token has no node.
final class SyntaxTree {
  static final int STRIDE = 4;
  static final int START = 1;
  static final int END = 2;
  static final int SIZE = 3;

  /// Stands for a token where others have their rule.
  static final int TOKEN = -1;

  private final String text;
  private final List<String> rules;
  private final int[] nodes;

  /// @param rules the names of the rules by their numbers
  SyntaxTree(String text, List<String> rules, int[] nodes) {
    this.text = text;
    this.rules = rules;
    this.nodes = nodes;
  }

  String text() {
    return text;
  }

  boolean isToken(int node) {
    return nodes[node * STRIDE] == TOKEN;
  }

  /// Names the rule of a node that is no token.
  String rule(int node) {
    return rules.get(nodes[node * STRIDE]);
  }

  int start(int node) {
    return nodes[node * STRIDE + START];
  }

  int end(int node) {
    return nodes[node * STRIDE + END];
  }

  int size(int node) {
    return nodes[node * STRIDE + SIZE];
  }
}
