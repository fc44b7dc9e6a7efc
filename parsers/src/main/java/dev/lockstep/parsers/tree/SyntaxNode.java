package dev.lockstep.parsers.tree;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Points at one node of a tree: a token, or a symbol of the grammar with its parts.
///
/// *Shape*: `index` counts the nodes as they were completed, children before their parent. Every
/// rule of the grammar leaves a node, even one of a single child or of none; the methods that say
/// so look through the former.
public record SyntaxNode(SyntaxTree tree, int index) {

  /// Returns the grammar's name of the symbol, for example `columnDef`, `IDENT` or `(`.
  public String symbol() {
    return tree.name(tree.symbol(index));
  }

  public boolean is(String symbol) {
    return symbol().equals(symbol);
  }

  /// Returns the number of the rule, which says how the symbol was spelled out in this version of
  /// the grammar; 0 for a token.
  public int rule() {
    return tree.rule(index);
  }

  /// Returns where the first token begins; an empty node lies behind the token before it.
  ///
  /// *Units*: UTF-16 units from 0.
  public int start() {
    return tree.start(index);
  }

  /// Returns where the last token ends.
  public int end() {
    return tree.end(index);
  }

  /// Returns the text of the node as it was written, with the comments inside.
  public String text() {
    return tree.text().substring(start(), end());
  }

  /// Returns the name that the node is, as the server keeps it but at any length.
  public String name() {
    return tree.symbols().decodedName(collapsed().text());
  }

  /// Returns the value of the string that the node is.
  public String string() {
    return tree.symbols().decodedString(collapsed().text());
  }

  public boolean isToken() {
    return tree.isToken(index);
  }

  /// Tells whether no token belongs to the node.
  public boolean isEmpty() {
    return start() == end();
  }

  /// Lists the parts in their order, empty ones too.
  public List<SyntaxNode> children() {
    SyntaxNode[] children = new SyntaxNode[tree.childCount(index)];
    int child = index - 1;
    for (int i = children.length - 1; i >= 0; i--) {
      children[i] = new SyntaxNode(tree, child);
      child -= tree.size(child);
    }
    return Arrays.asList(children);
  }

  /// Lists the elements of a list, which the grammar builds one by one from the left: the parts
  /// that are neither the list so far nor a separator.
  public List<SyntaxNode> items() {
    List<SyntaxNode> items = new ArrayList<>();
    SyntaxNode list = this;
    while (list != null) {
      SyntaxNode before = null;
      for (SyntaxNode child : list.children().reversed()) {
        if (tree.symbol(child.index) == tree.symbol(index)) {
          before = child;
        } else if (!child.isToken()) {
          items.add(child);
        }
      }
      list = before;
    }
    return items.reversed();
  }

  /// Returns the first part of a symbol that is not empty.
  public Optional<SyntaxNode> child(String symbol) {
    int wanted = tree.symbol(symbol);
    int found = -1;
    int child = index - 1;
    for (int left = tree.childCount(index); left > 0; left--) {
      if (tree.symbol(child) == wanted && tree.start(child) < tree.end(child)) {
        found = child;
      }
      child -= tree.size(child);
    }
    return found < 0 ? Optional.empty() : Optional.of(new SyntaxNode(tree, found));
  }

  public boolean has(String symbol) {
    return child(symbol).isPresent();
  }

  /// Lists the nodes of any of the symbols in this subtree in the order in which they end.
  public Stream<SyntaxNode> all(String... symbols) {
    int[] wanted = new int[symbols.length];
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = tree.symbol(symbols[i]);
    }
    List<SyntaxNode> found = new ArrayList<>();
    for (int node = index - tree.size(index) + 1; node <= index; node++) {
      int symbol = tree.symbol(node);
      for (int one : wanted) {
        if (symbol == one) {
          found.add(new SyntaxNode(tree, node));
        }
      }
    }
    return found.stream();
  }

  /// Returns the first node of a symbol in this subtree that is not empty.
  public Optional<SyntaxNode> first(String symbol) {
    int wanted = tree.symbol(symbol);
    for (int node = index - tree.size(index) + 1; node <= index; node++) {
      if (tree.symbol(node) == wanted && tree.start(node) < tree.end(node)) {
        return Optional.of(new SyntaxNode(tree, node));
      }
    }
    return Optional.empty();
  }

  /// Lists the tokens of this subtree in their order.
  public Stream<SyntaxNode> tokens() {
    return IntStream.rangeClosed(index - tree.size(index) + 1, index)
        .filter(tree::isToken)
        .mapToObj(node -> new SyntaxNode(tree, node));
  }

  /// Lists all nodes of this subtree in the order in which they end, this one last.
  public List<SyntaxNode> subtree() {
    int first = index - tree.size(index) + 1;
    return new AbstractList<>() {
      @Override
      public SyntaxNode get(int at) {
        return new SyntaxNode(tree, first + Objects.checkIndex(at, size()));
      }

      @Override
      public int size() {
        return tree.size(index);
      }
    };
  }

  /// Looks through nodes that have a single part, down to a token at most.
  public SyntaxNode collapsed() {
    int node = index;
    while (tree.childCount(node) == 1) {
      node--;
    }
    return new SyntaxNode(tree, node);
  }

  @Override
  public String toString() {
    return symbol() + "@" + start();
  }
}
