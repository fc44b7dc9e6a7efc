package dev.lockstep.parsers.tree;

import java.util.Arrays;

/// Appends the nodes of a tree in the order in which the parser completes them.
public final class TreeBuilder {
  /// Bounds what one text may take: 128 MiB.
  static final int MOST_NODES = 1 << 23;

  private final String text;
  private final Symbols symbols;
  private int[] nodes;
  private int count;

  public TreeBuilder(String text, Symbols symbols) {
    this.text = text;
    this.symbols = symbols;
    // enough for most statements: about one node for each character
    this.nodes = new int[SyntaxTree.STRIDE * Math.clamp(text.length(), 64, 1 << 16)];
  }

  public int count() {
    return count;
  }

  public void addToken(int terminal, int start, int end) {
    add(terminal, start, end, 1);
  }

  /// Appends the node of a rule, whose subtree begins with the given node.
  public void addRule(int rule, int start, int end, int first) {
    add(symbols.ruleSymbol(rule) | (rule << 16), start, end, count - first + 1);
  }

  private void add(int kind, int start, int end, int size) {
    int at = count * SyntaxTree.STRIDE;
    if (at == nodes.length) {
      grow();
    }
    nodes[at] = kind;
    nodes[at + SyntaxTree.START] = start;
    nodes[at + SyntaxTree.END] = end;
    nodes[at + SyntaxTree.SIZE] = size;
    count++;
  }

  private void grow() {
    if (count == MOST_NODES) {
      throw SyntaxFailure.tooLong();
    }
    nodes = Arrays.copyOf(nodes, Math.min(nodes.length * 2, MOST_NODES * SyntaxTree.STRIDE));
  }

  /// Returns the node that was appended last, in a tree that may still grow.
  public SyntaxNode last() {
    return new SyntaxNode(new SyntaxTree(text, symbols, nodes, count), count - 1);
  }

  public SyntaxTree build() {
    return new SyntaxTree(text, symbols, Arrays.copyOf(nodes, count * SyntaxTree.STRIDE), count);
  }
}
