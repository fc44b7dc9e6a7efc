package dev.lockstep.parsers.postgres;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
    return Quoted.decodedName(collapsed().text());
  }

  /// Returns the value of the string that the node is.
  public String string() {
    return Quoted.decodedString(collapsed().text());
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
    for (SyntaxNode child : children()) {
      if (child.is(symbol) && !child.isEmpty()) {
        return Optional.of(child);
      }
    }
    return Optional.empty();
  }

  public boolean has(String symbol) {
    return child(symbol).isPresent();
  }

  /// Lists the nodes of a symbol in this subtree in the order in which they end.
  public Stream<SyntaxNode> all(String symbol) {
    return subtree().filter(node -> node.is(symbol));
  }

  /// Lists the tokens of this subtree in their order.
  public Stream<SyntaxNode> tokens() {
    return subtree().filter(SyntaxNode::isToken);
  }

  /// Lists all nodes of this subtree in the order in which they end, this one last.
  public Stream<SyntaxNode> subtree() {
    return IntStream.rangeClosed(index - tree.size(index) + 1, index)
        .mapToObj(node -> new SyntaxNode(tree, node));
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
