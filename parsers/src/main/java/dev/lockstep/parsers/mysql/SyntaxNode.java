package dev.lockstep.parsers.mysql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Is one node of a syntax tree: a rule of a grammar with its parts, or a token.
///
/// *Units*: UTF-16 units of the text that was parsed, `end` is behind the last one.
public final class SyntaxNode {
  private final SyntaxTree tree;
  private final int index;

  SyntaxNode(SyntaxTree tree, int index) {
    this.tree = tree;
    this.index = index;
  }

  /// Returns the name of the rule, or the token's text in upper case.
  public String symbol() {
    return isToken() ? text().toUpperCase(Locale.ROOT) : tree.rule(index);
  }

  /// Tells whether this is one of these rules.
  public boolean isOf(Predicate<String> rules) {
    return !isToken() && rules.test(tree.rule(index));
  }

  public boolean isToken() {
    return tree.isToken(index);
  }

  /// Tells whether this is a token that reads so, in letters of either case.
  public boolean isWord(String word) {
    return isToken()
        && end() - start() == word.length()
        && tree.text().regionMatches(true, start(), word, 0, word.length());
  }

  public int start() {
    return tree.start(index);
  }

  public int end() {
    return tree.end(index);
  }

  /// Returns the text as it was written, comments in it included.
  public String text() {
    return tree.text().substring(start(), end());
  }

  /// Returns the text from this node to the end of a later one.
  public String textTo(SyntaxNode last) {
    return tree.text().substring(start(), last.end());
  }

  /// Returns the place behind this node and all below.
  private int behind() {
    return index + tree.size(index);
  }

  /// Lists the parts that hold at least a token.
  public List<SyntaxNode> children() {
    List<SyntaxNode> children = new ArrayList<>();
    for (int child = index + 1; child < behind(); child += tree.size(child)) {
      children.add(new SyntaxNode(tree, child));
    }
    return children;
  }

  /// Tells whether this has no parts.
  public boolean isLeaf() {
    return tree.size(index) == 1;
  }

  /// Walks over this node and all below, each before its parts.
  public Stream<SyntaxNode> subtree() {
    return subtree(_ -> false);
  }

  /// Walks over this node and those below, but not below nodes where it is to stop.
  public Stream<SyntaxNode> subtree(Predicate<SyntaxNode> stop) {
    int end = behind();
    return Stream.iterate(
        this,
        node -> node.index < end,
        node -> new SyntaxNode(tree, stop.test(node) ? node.behind() : node.index + 1));
  }

  /// Lists the tokens in their order.
  public Stream<SyntaxNode> tokens() {
    return subtree().filter(SyntaxNode::isToken);
  }

  /// Finds the first node below, or this one, that is of one of these rules.
  public Optional<SyntaxNode> first(Predicate<String> rules) {
    int last = behind();
    for (int node = index; node < last; node++) {
      if (!tree.isToken(node) && rules.test(tree.rule(node))) {
        return Optional.of(new SyntaxNode(tree, node));
      }
    }
    return Optional.empty();
  }

  /// Lists the nodes below, or this one, that are of one of these rules.
  public Stream<SyntaxNode> all(Predicate<String> rules) {
    return subtree().filter(node -> node.isOf(rules));
  }

  @Override
  public String toString() {
    return symbol() + " " + text();
  }
}
