package dev.lockstep.parsers.mysql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/// Is a node of a syntax tree: a rule of a grammar with its parts, or a token.
///
/// *Units*: UTF-16 units of the text that was parsed, `end` is behind the last one.
public final class SyntaxNode {
  private final ParseTree tree;
  private final Source source;

  /// Is what the nodes of one tree share.
  record Source(String text, List<String> rules) {
    Source {
      rules = List.copyOf(rules);
    }
  }

  SyntaxNode(ParseTree tree, Source source) {
    this.tree = tree;
    this.source = source;
  }

  /// Returns the name of the rule, or the token's text in upper case.
  public String symbol() {
    return tree instanceof ParserRuleContext rule
        ? source.rules.get(rule.getRuleIndex())
        : text().toUpperCase(Locale.ROOT);
  }

  /// Tells whether this is one of these rules.
  public boolean isOf(Predicate<String> rules) {
    return tree instanceof ParserRuleContext rule
        && rules.test(source.rules.get(rule.getRuleIndex()));
  }

  public boolean isToken() {
    return tree instanceof TerminalNode;
  }

  public boolean isEmpty() {
    return end() <= start();
  }

  public int start() {
    return switch (tree) {
      case TerminalNode leaf -> leaf.getSymbol().getStartIndex();
      case ParserRuleContext rule -> rule.getStart().getStartIndex();
      default -> 0;
    };
  }

  public int end() {
    Token last =
        switch (tree) {
          case TerminalNode leaf -> leaf.getSymbol();
          case ParserRuleContext rule -> rule.getStop();
          default -> null;
        };
    return last == null || last.getType() == Token.EOF || last.getStopIndex() < start()
        ? start()
        : last.getStopIndex() + 1;
  }

  /// Returns the text as it was written, comments in it included.
  public String text() {
    return source.text.substring(start(), end());
  }

  /// Returns the text from this node to the end of a later one.
  public String textTo(SyntaxNode last) {
    return source.text.substring(start(), last.end());
  }

  /// Lists the parts that hold at least a token.
  public List<SyntaxNode> children() {
    int count = tree.getChildCount();
    List<SyntaxNode> children = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      SyntaxNode child = new SyntaxNode(tree.getChild(i), source);
      if (!child.isEmpty()) {
        children.add(child);
      }
    }
    return children;
  }

  /// Walks over this node and all below, each before its parts.
  public Stream<SyntaxNode> subtree() {
    return subtree(_ -> false);
  }

  /// Walks over this node and those below, but not below nodes where it is to stop.
  public Stream<SyntaxNode> subtree(Predicate<SyntaxNode> stop) {
    Deque<SyntaxNode> open = new ArrayDeque<>();
    open.push(this);
    Iterator<SyntaxNode> nodes =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return !open.isEmpty();
          }

          @Override
          public SyntaxNode next() {
            SyntaxNode node = open.pop();
            if (!stop.test(node)) {
              node.children().reversed().forEach(open::push);
            }
            return node;
          }
        };
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(nodes, Spliterator.ORDERED), false);
  }

  /// Lists the tokens in their order.
  public Stream<SyntaxNode> tokens() {
    return subtree().filter(SyntaxNode::isToken);
  }

  /// Finds the first node below, or this one, that is of one of these rules.
  public Optional<SyntaxNode> first(Predicate<String> rules) {
    return subtree().filter(node -> node.isOf(rules)).findFirst();
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
