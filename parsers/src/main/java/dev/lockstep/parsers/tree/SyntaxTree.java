package dev.lockstep.parsers.tree;

/// Holds the syntax tree of a text.
///
/// *Shape*: nodes lie in the order in which they were completed, children before their parent, four
/// numbers each: symbol and rule, start, end, and how many nodes the subtree has. The children of a
/// node are found by stepping back over whole subtrees. No walk needs the stack, however deep the
/// tree, and a node costs 16 bytes.
public final class SyntaxTree {
  static final int STRIDE = 4;
  static final int START = 1;
  static final int END = 2;
  static final int SIZE = 3;

  private final String text;
  private final Symbols symbols;
  private final int[] nodes;
  private final int count;

  SyntaxTree(String text, Symbols symbols, int[] nodes, int count) {
    this.text = text;
    this.symbols = symbols;
    this.nodes = nodes;
    this.count = count;
  }

  public String text() {
    return text;
  }

  /// Returns the node of the whole text.
  public SyntaxNode root() {
    return new SyntaxNode(this, count - 1);
  }

  int symbol(int node) {
    return nodes[node * STRIDE] & 0xFFFF;
  }

  int rule(int node) {
    return nodes[node * STRIDE] >>> 16;
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

  int childCount(int node) {
    int rule = rule(node);
    return rule == 0 ? 0 : symbols.ruleLength(rule);
  }

  String name(int symbol) {
    return symbols.name(symbol);
  }

  Symbols symbols() {
    return symbols;
  }

  /// Returns the number of a symbol, or -1 when this version of the grammar has none of that name.
  int symbol(String name) {
    return symbols.symbol(name);
  }

  boolean isToken(int node) {
    return symbols.isTerminal(symbol(node));
  }
}
