package dev.lockstep.readers.mysql;

import dev.lockstep.name.QualifiedName;
import dev.lockstep.parsers.mysql.SyntaxNode;
import dev.lockstep.statement.Expression;
import dev.lockstep.statement.TextRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads expressions.
final class MySqlExpressions {
  private static final Set<String> COLUMNS = Set.of("columnRef", "fullColumnName");

  private static final Set<String> CALLS =
      Set.of(
          "currentTimestamp",
          "functionCall",
          "now",
          "runtimeFunctionCall",
          "specificFunction",
          "sumExpr",
          "aggregateWindowedFunction",
          "nonAggregateWindowedFunction",
          "windowFunctionCall",
          "passwordFunctionClause");

  /// Reserved words that call functions without brackets; the grammar takes them for columns.
  private static final Set<String> BARE_CALLS =
      Set.of(
          "current_date",
          "current_time",
          "current_timestamp",
          "current_user",
          "localtime",
          "localtimestamp",
          "utc_date",
          "utc_time",
          "utc_timestamp");

  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*");

  private MySqlExpressions() {}

  /// Reads what was read since a mark, as one expression.
  static Expression since(Words words, int mark) {
    TextRange range = words.range(mark);
    List<SyntaxNode> nodes = words.since(mark);
    String text = nodes.isEmpty() ? "" : nodes.getFirst().textTo(nodes.getLast());
    return expression(nodes, text, range);
  }

  static Expression of(SyntaxNode node, int origin) {
    return expression(
        List.of(node), node.text(), new TextRange(node.start() - origin, node.end() - origin));
  }

  private static Expression expression(List<SyntaxNode> nodes, String text, TextRange range) {
    List<String> columns = new ArrayList<>();
    List<QualifiedName> calls = new ArrayList<>();
    boolean moves = false;
    for (SyntaxNode inner :
        (Iterable<SyntaxNode>) nodes.stream().flatMap(SyntaxNode::subtree)::iterator) {
      if (inner.isOf(COLUMNS::contains)) {
        String bare = inner.text().toLowerCase(Locale.ROOT);
        if (BARE_CALLS.contains(bare)) {
          calls.add(new QualifiedName(null, bare));
        } else {
          columns.add(Spelling.qualified(inner).name());
        }
      } else if (inner.isOf(CALLS::contains)) {
        calls.add(call(inner));
      } else {
        moves |= inner.isOf(Rules.QUERIES::contains) || inner.symbol().startsWith("@");
      }
    }
    return new Expression(
        text,
        range,
        columns.isEmpty() && calls.isEmpty() && !moves,
        columns.stream().distinct().toList(),
        calls.stream().distinct().toList());
  }

  /// Returns the function that a node calls; empty where it calls none.
  static Optional<QualifiedName> called(SyntaxNode node) {
    return node.isOf(CALLS::contains) ? Optional.of(call(node)) : Optional.empty();
  }

  private static QualifiedName call(SyntaxNode node) {
    SyntaxNode name = node;
    while (!name.isLeaf()
        && !name.isOf(rule -> rule.equals("fullId") || rule.equals("qualifiedIdentifier"))) {
      name = name.children().getFirst();
    }
    QualifiedName called = Spelling.qualified(name);
    boolean plain = called.qualifier() == null && WORD.matcher(called.name()).matches();
    return plain ? new QualifiedName(null, called.name().toLowerCase(Locale.ROOT)) : called;
  }
}
