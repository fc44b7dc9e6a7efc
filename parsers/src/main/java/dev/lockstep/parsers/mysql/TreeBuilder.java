package dev.lockstep.parsers.mysql;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ErrorNode;
import org.antlr.v4.runtime.tree.ParseTreeListener;
import org.antlr.v4.runtime.tree.TerminalNode;

/// Appends the nodes of a tree in the order in which a parser completes them, which need not keep
/// them then.
///
/// Of a long `INSERT` all but the first rows are kept without their values, unless they hold a
/// query.
final class TreeBuilder implements ParseTreeListener {
  private static final int ROWS = 1000;

  /// From here on the memory that a tree takes counts.
  private static final int LONG = 100_000;

  /// Bounds what one text may take: 64 MiB.
  private static final int MOST_NODES = 1 << 22;

  private final String text;
  private final Kinds kinds;
  private int[] nodes;
  private int count;
  private int rows;

  /// where the query that begins last does so
  private int query = -1;

  /// Knows the rules of a grammar by their numbers.
  ///
  /// @param names of the rules
  /// @param rows which of them hold a row of an `INSERT`
  /// @param queries which of them hold a query
  record Kinds(List<String> names, BitSet rows, BitSet queries) {
    static Kinds of(Grammar grammar) {
      List<String> names = grammar.rules();
      return new Kinds(
          names,
          numbers(names, grammar.rows()::contains),
          numbers(names, name -> name.startsWith("querySpecification")));
    }

    private static BitSet numbers(List<String> names, Predicate<String> wanted) {
      BitSet numbers = new BitSet();
      IntStream.range(0, names.size())
          .filter(number -> wanted.test(names.get(number)))
          .forEach(numbers::set);
      return numbers;
    }
  }

  TreeBuilder(String text, Kinds kinds) {
    this.text = text;
    this.kinds = kinds;
    // enough for most statements: about two nodes for each character
    this.nodes = new int[SyntaxTree.STRIDE * Math.clamp(2L * text.length(), 64, 1 << 16)];
  }

  @Override
  public void enterEveryRule(ParserRuleContext context) {
    // a rule is known when it ends: by then it may be another alternative
  }

  @Override
  public void exitEveryRule(ParserRuleContext context) {
    int start = context.getStart().getStartIndex();
    int first = count;
    while (first > 0 && start(first - 1) >= start) {
      first -= size(first - 1);
    }
    if (first == count) {
      return;
    }
    int rule = context.getRuleIndex();
    int end = nodes[(count - 1) * SyntaxTree.STRIDE + SyntaxTree.END];
    if (kinds.queries().get(rule)) {
      query = Math.max(query, start);
    }
    if (kinds.rows().get(rule) && ++rows > ROWS && text.length() > LONG && query < start) {
      count = first;
    }
    add(rule, start, end, count - first + 1);
  }

  @Override
  public void visitTerminal(TerminalNode leaf) {
    Token token = leaf.getSymbol();
    if (token.getType() != Token.EOF) {
      add(SyntaxTree.TOKEN, token.getStartIndex(), token.getStopIndex() + 1, 1);
    }
  }

  @Override
  public void visitErrorNode(ErrorNode node) {
    // there is none: the first error ends the parse
  }

  private int start(int node) {
    return nodes[node * SyntaxTree.STRIDE + SyntaxTree.START];
  }

  private int size(int node) {
    return nodes[node * SyntaxTree.STRIDE + SyntaxTree.SIZE];
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
      throw Complaint.tooLong();
    }
    nodes = Arrays.copyOf(nodes, Math.min(nodes.length * 2, MOST_NODES * SyntaxTree.STRIDE));
  }

  /// Puts each node before its parts.
  SyntaxTree build() {
    int[] sorted = new int[count * SyntaxTree.STRIDE];
    int[] places = new int[count];
    for (int node = count - 1; node >= 0; node--) {
      int size = size(node);
      System.arraycopy(
          nodes,
          node * SyntaxTree.STRIDE,
          sorted,
          places[node] * SyntaxTree.STRIDE,
          SyntaxTree.STRIDE);
      int end = places[node] + size;
      for (int part = node - 1; part > node - size; part -= size(part)) {
        end -= size(part);
        places[part] = end;
      }
    }
    return new SyntaxTree(text, kinds.names(), sorted);
  }
}
