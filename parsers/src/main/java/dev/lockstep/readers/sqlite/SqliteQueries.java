package dev.lockstep.readers.sqlite;

import static dev.lockstep.readers.sqlite.SqliteNames.part;
import static dev.lockstep.readers.sqlite.SqliteNames.range;

import dev.lockstep.name.QualifiedName;
import dev.lockstep.parsers.tree.SyntaxNode;
import dev.lockstep.statement.Expression;
import dev.lockstep.statement.Query;
import dev.lockstep.statement.Query.Kind;
import dev.lockstep.statement.Query.Trait;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads expressions and queries.
final class SqliteQueries {
  private static final Set<String> TRUTHS = Set.of("true", "false");

  private SqliteQueries() {}

  static Expression expression(SyntaxNode node) {
    List<String> columns = new ArrayList<>();
    List<QualifiedName> calls = new ArrayList<>();
    boolean query = false;
    for (SyntaxNode inner : node.subtree()) {
      switch (inner.symbol()) {
        case "expr" -> {
          column(inner).ifPresent(columns::add);
          call(inner).ifPresent(calls::add);
        }
        case "term" -> {
          if (inner.has("CTIME_KW")) {
            calls.add(new QualifiedName(null, inner.text().toLowerCase(Locale.ROOT)));
          }
        }
        case "select" -> query = true;
        default -> {
          // neither a column nor a call
        }
      }
    }
    return new Expression(
        node.text(),
        range(node),
        columns.isEmpty() && calls.isEmpty() && !query,
        columns.stream().distinct().toList(),
        calls.stream().distinct().toList(),
        notNull(node));
  }

  /// Returns the name of the column that an expression is.
  private static Optional<String> column(SyntaxNode expression) {
    List<SyntaxNode> parts = expression.children();
    SyntaxNode first = parts.getFirst();
    if (first.is("nm")) {
      return Optional.of(parts.getLast().name());
    }
    boolean alone = parts.size() == 1 && first.isToken() && !first.is("VARIABLE");
    return alone && !TRUTHS.contains(first.text().toLowerCase(Locale.ROOT))
        ? Optional.of(first.name())
        : Optional.empty();
  }

  private static Optional<QualifiedName> call(SyntaxNode expression) {
    List<SyntaxNode> parts = expression.children();
    boolean call =
        parts.size() > 3
            && parts.get(1).is("LP")
            && (parts.get(2).is("distinct") || parts.get(2).is("STAR"));
    return call
        ? Optional.of(new QualifiedName(null, parts.getFirst().name().toLowerCase(Locale.ROOT)))
        : Optional.empty();
  }

  /// Lists the columns of which a condition says that they are not null, alone or with `AND`.
  private static List<String> notNull(SyntaxNode condition) {
    List<String> columns = new ArrayList<>();
    Deque<SyntaxNode> left = new ArrayDeque<>(List.of(condition));
    while (!left.isEmpty()) {
      SyntaxNode node = left.pop();
      List<SyntaxNode> parts = node.children();
      if (!node.is("expr") || parts.size() < 2) {
        continue;
      }
      SyntaxNode second = parts.get(1);
      String words = node.text().substring(second.start() - node.start());
      if (parts.size() == 3 && parts.getFirst().is("LP")) {
        left.push(second);
      } else if (parts.size() == 3 && second.is("AND")) {
        left.push(parts.getLast());
        left.push(parts.getFirst());
      } else if ((second.is("NOTNULL")
              || (second.is("NOT") && parts.getLast().is("NULL"))
              || (second.is("IS") && parts.get(2).is("NOT") && isNull(parts.getLast())))
          && parts.getFirst().is("expr")
          && !words.isEmpty()) {
        column(parts.getFirst()).ifPresent(columns::add);
      }
    }
    return columns;
  }

  private static boolean isNull(SyntaxNode node) {
    return node.collapsed().is("NULL");
  }

  /// Reads the condition behind `WHERE`, where there is one.
  static @Nullable Expression where(SyntaxNode node) {
    return node.child("where_opt")
        .or(() -> node.child("where_opt_ret"))
        .filter(clause -> clause.has("WHERE"))
        .flatMap(SqliteNames::expression)
        .map(SqliteQueries::expression)
        .orElse(null);
  }

  /// Reads a query, or what a statement that changes rows reads.
  static Query query(SyntaxNode node) {
    Set<String> common = new HashSet<>();
    node.all("withnm").forEach(name -> common.add(name.name().toLowerCase(Locale.ROOT)));
    Set<QualifiedName> reads = new LinkedHashSet<>();
    List<Trait> traits = new ArrayList<>();
    for (SyntaxNode inner : node.subtree()) {
      table(inner)
          .filter(table ->
              table.qualifier() != null || !common.contains(table.name().toLowerCase(Locale.ROOT)))
          .ifPresent(reads::add);
      trait(inner).ifPresent(kind -> traits.add(new Trait(kind, range(inner))));
    }
    return new Query(List.copyOf(reads), condition(node), traits);
  }

  /// Returns the table that a part of `FROM`, or the right side of `IN`, names.
  private static Optional<QualifiedName> table(SyntaxNode node) {
    boolean from = node.is("seltablist") && node.has("nm") && !node.has("LP");
    boolean in = node.is("expr") && node.has("in_op") && node.has("nm");
    return (from || in) && !node.has("paren_exprlist")
        ? Optional.of(SqliteNames.qualified(node))
        : Optional.empty();
  }

  private static @Nullable Expression condition(SyntaxNode node) {
    if (!node.is("select")) {
      return where(node);
    }
    SyntaxNode query = node;
    while (query.has("selectnowith") && !query.has("multiselect_op")) {
      query = part(query, "selectnowith");
    }
    return query
        .child("oneselect")
        .filter(one -> !one.isEmpty())
        .or(() -> Optional.of(node).filter(select -> select.is("oneselect")))
        .map(SqliteQueries::where)
        .orElse(null);
  }

  private static Optional<Kind> trait(SyntaxNode node) {
    return switch (node.symbol()) {
      case "selcollist" ->
          node.children().getLast().is("STAR") ? Optional.of(Kind.STAR) : Optional.empty();
      case "orderby_opt" ->
          node.isEmpty()
              ? Optional.empty()
              : Optional.of(
                  expression(node).calls().contains(new QualifiedName(null, "random"))
                      ? Kind.RANDOM_ORDER
                      : Kind.ORDER_BY);
      case "limit_opt" -> node.isEmpty() ? Optional.empty() : Optional.of(Kind.LIMIT);
      case "expr" -> comparison(node);
      default -> Optional.empty();
    };
  }

  private static Optional<Kind> comparison(SyntaxNode node) {
    List<SyntaxNode> parts = node.children();
    if (parts.size() < 3) {
      return Optional.empty();
    }
    SyntaxNode operator = parts.get(1);
    SyntaxNode right = parts.get(2).collapsed();
    if (operator.is("EQ") || operator.is("NE")) {
      return right.is("NULL") ? Optional.of(Kind.COMPARES_WITH_NULL) : Optional.empty();
    }
    return operator.is("likeop")
            && operator.text().toLowerCase(Locale.ROOT).endsWith("like")
            && right.is("STRING")
            && right.string().startsWith("%")
        ? Optional.of(Kind.LEADING_WILDCARD)
        : Optional.empty();
  }
}
