package dev.lockstep.readers.postgres;

import static dev.lockstep.readers.postgres.PostgresNames.part;
import static dev.lockstep.readers.postgres.PostgresNames.range;
import static dev.lockstep.readers.postgres.PostgresNames.within;

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
final class PostgresQueries {
  private PostgresQueries() {}

  static Expression expression(SyntaxNode node) {
    List<String> columns = new ArrayList<>();
    List<QualifiedName> calls = new ArrayList<>();
    boolean query = false;
    for (SyntaxNode inner : node.subtree()) {
      switch (inner.symbol()) {
        case "columnref" -> columns.add(column(inner));
        case "func_application" -> calls.add(PostgresNames.qualified(part(inner, "func_name")));
        case "func_expr_common_subexpr" -> keywordCall(inner).ifPresent(calls::add);
        case "select_with_parens" -> query = true;
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

  /// Lists the columns of which a condition says that they are not null, alone or with `AND`.
  private static List<String> notNull(SyntaxNode condition) {
    List<String> columns = new ArrayList<>();
    Deque<SyntaxNode> left = new ArrayDeque<>(List.of(condition));
    while (!left.isEmpty()) {
      List<SyntaxNode> parts =
          left.pop().collapsed().children().stream().filter(part -> !part.isEmpty()).toList();
      List<String> symbols = parts.stream().map(SyntaxNode::symbol).toList();
      List<String> words = symbols.subList(Math.min(1, symbols.size()), symbols.size());
      if (symbols.size() == 3 && symbols.getFirst().equals("(")) {
        left.push(parts.get(1));
      } else if (symbols.size() == 3 && symbols.get(1).equals("AND")) {
        left.push(parts.getLast());
        left.push(parts.getFirst());
      } else if (words.equals(List.of("IS", "NOT", "NULL_P")) || words.equals(List.of("NOTNULL"))) {
        parts
            .getFirst()
            .all("columnref")
            .filter(column -> column.text().equals(parts.getFirst().text()))
            .map(PostgresQueries::column)
            .forEach(columns::add);
      }
    }
    return columns;
  }

  private static Optional<QualifiedName> keywordCall(SyntaxNode call) {
    SyntaxNode keyword = call.children().getFirst();
    return keyword.is("CAST")
        ? Optional.empty()
        : Optional.of(new QualifiedName(null, keyword.text().toLowerCase(Locale.ROOT)));
  }

  private static String column(SyntaxNode reference) {
    return reference
        .all("attr_name")
        .reduce((_, last) -> last)
        .orElse(reference.children().getFirst())
        .name();
  }

  /// Reads the condition behind `WHERE`, where there is one.
  static @Nullable Expression where(SyntaxNode statement) {
    return PostgresNames.either(
            statement, "where_clause", "where_or_current_clause", "OptWhereClause")
        .map(clause -> clause.child("a_expr").orElse(clause))
        .map(PostgresQueries::expression)
        .orElse(null);
  }

  /// Reads a query, or what a statement that changes rows reads.
  static Query query(SyntaxNode statement) {
    Set<String> common = new HashSet<>();
    statement.all("common_table_expr").forEach(table -> common.add(part(table, "name").name()));
    Set<QualifiedName> reads = new LinkedHashSet<>();
    List<Trait> traits = new ArrayList<>();
    Set<QualifiedName> calls = new LinkedHashSet<>();
    for (SyntaxNode node : statement.subtree()) {
      if (node.is("func_application")) {
        calls.add(PostgresNames.qualified(part(node, "func_name")));
      }
      if (node.is("table_ref") || node.is("simple_select")) {
        node.child("relation_expr")
            .map(PostgresNames::table)
            .filter(table -> table.qualifier() != null || !common.contains(table.name()))
            .ifPresent(reads::add);
      }
      trait(node).ifPresent(kind -> traits.add(new Trait(kind, range(node))));
    }
    return new Query(List.copyOf(reads), condition(statement), traits, List.copyOf(calls));
  }

  private static @Nullable Expression condition(SyntaxNode statement) {
    Expression own =
        statement.is("MergeStmt")
            ? statement.child("a_expr").map(PostgresQueries::expression).orElse(null)
            : where(statement);
    if (own != null || !isSelect(statement)) {
      return own;
    }
    SyntaxNode node = statement;
    while (!node.is("simple_select")) {
      Optional<SyntaxNode> inner =
          PostgresNames.either(
              node,
              "SelectStmt",
              "select_with_parens",
              "select_no_parens",
              "select_clause",
              "simple_select");
      if (inner.isEmpty()) {
        return null;
      }
      node = inner.get();
    }
    return where(node);
  }

  private static boolean isSelect(SyntaxNode statement) {
    return statement.is("SelectStmt") || statement.is("PreparableStmt");
  }

  private static Optional<Kind> trait(SyntaxNode node) {
    return switch (node.symbol()) {
      case "target_el" -> isStar(node) ? Optional.of(Kind.STAR) : Optional.empty();
      case "sort_clause" ->
          Optional.of(
              node.all("func_name").anyMatch(name -> name.text().equalsIgnoreCase("random"))
                  ? Kind.RANDOM_ORDER
                  : Kind.ORDER_BY);
      case "select_limit" -> Optional.of(Kind.LIMIT);
      case "for_locking_clause" -> Optional.of(Kind.FOR_UPDATE);
      case "a_expr" -> comparison(node);
      default -> Optional.empty();
    };
  }

  private static boolean isStar(SyntaxNode target) {
    SyntaxNode inner = target.collapsed();
    return inner.is("*") || (inner.is("columnref") && inner.text().endsWith("*"));
  }

  private static Optional<Kind> comparison(SyntaxNode node) {
    List<SyntaxNode> children = node.children();
    if (children.size() < 3) {
      return Optional.empty();
    }
    String operator = children.get(1).symbol();
    SyntaxNode right = children.get(2).collapsed();
    if (operator.equals("=") || operator.equals("NOT_EQUALS")) {
      return right.is("NULL_P") ? Optional.of(Kind.COMPARES_WITH_NULL) : Optional.empty();
    }
    boolean like = operator.equals("LIKE") || operator.equals("ILIKE");
    if (operator.equals("NOT_LA") && children.size() > 3) {
      like = children.get(2).is("LIKE") || children.get(2).is("ILIKE");
      right = children.get(3).collapsed();
    }
    return like && right.is("SCONST") && right.string().startsWith("%")
        ? Optional.of(Kind.LEADING_WILDCARD)
        : Optional.empty();
  }

  /// Counts the rows that stand in an `INSERT`, 0 for rows that come from a query.
  static int rows(SyntaxNode select) {
    SyntaxNode node = select;
    while (!node.is("values_clause")) {
      List<SyntaxNode> inner = node.children().stream().filter(c -> !c.isEmpty()).toList();
      if (inner.size() != 1 || inner.getFirst().isToken()) {
        return 0;
      }
      node = inner.getFirst();
    }
    int rows = 0;
    for (Optional<SyntaxNode> list = Optional.of(node);
        list.isPresent();
        list = list.get().child("values_clause")) {
      rows++;
    }
    return rows;
  }

  /// Tells whether an optional clause is there, in whatever depth.
  static boolean has(SyntaxNode node, String symbol) {
    return within(node, symbol).isPresent();
  }
}
