package dev.lockstep.readers.mysql;

import dev.lockstep.name.QualifiedName;
import dev.lockstep.parsers.mysql.SyntaxNode;
import dev.lockstep.statement.Expression;
import dev.lockstep.statement.Query;
import dev.lockstep.statement.Query.Kind;
import dev.lockstep.statement.Query.Trait;
import dev.lockstep.statement.TextRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads queries, and what statements that change rows ask of them.
final class MySqlQueries {
  private static final Set<String> TABLES = Set.of("singleTable", "tableSourceItem");
  private static final Set<String> TABLE_NAMES = Set.of("tableRef", "tableName");
  private static final Set<String> COMMON = Set.of("commonTableExpression", "cteName");
  private static final Set<String> SELECTS =
      Set.of("querySpecification", "querySpecificationNointo");
  private static final Set<String> COMPARISONS = Set.of("compOp", "comparisonOperator");

  private static final Set<String> JOIN_WORDS =
      Set.of("innerJoinType", "naturalJoinType", "outerJoinType");

  private MySqlQueries() {}

  /// Reads the queries in a statement.
  static Query query(SyntaxNode statement, int origin) {
    return query(statement, origin, Set.of());
  }

  /// @param changed tables that are changed rather than read
  static Query query(SyntaxNode statement, int origin, Set<QualifiedName> changed) {
    Set<String> common = new HashSet<>();
    statement
        .all(COMMON::contains)
        .forEach(table ->
            common.add(
                table.first(Rules.NAMES::contains).map(Spelling::qualified).orElseThrow().name()));
    Set<QualifiedName> reads = new LinkedHashSet<>();
    List<Trait> traits = new ArrayList<>();
    Set<QualifiedName> calls = new LinkedHashSet<>();
    statement
        .subtree()
        .forEach(node -> {
          MySqlExpressions.called(node).ifPresent(calls::add);
          table(node)
              .filter(table -> table.qualifier() != null || !common.contains(table.name()))
              .filter(table -> !changed.contains(table))
              .ifPresent(reads::add);
          trait(node)
              .ifPresent(kind ->
                  traits.add(
                      new Trait(kind, new TextRange(node.start() - origin, node.end() - origin))));
        });
    return new Query(List.copyOf(reads), where(statement, origin), traits, List.copyOf(calls));
  }

  private static Optional<QualifiedName> table(SyntaxNode node) {
    boolean source = node.isOf(TABLES::contains) || node.isOf("explicitTable"::equals);
    return source
        ? node.children().stream()
            .filter(child -> child.isOf(TABLE_NAMES::contains))
            .findFirst()
            .map(Spelling::qualified)
        : Optional.empty();
  }

  /// Maps the names that a statement gives to tables to these.
  static Map<String, QualifiedName> aliases(SyntaxNode statement) {
    Map<String, QualifiedName> aliases = new HashMap<>();
    statement
        .all(TABLES::contains)
        .forEach(source ->
            table(source)
                .ifPresent(table ->
                    source.children().stream()
                        .skip(1)
                        .filter(
                            child -> child.isOf("tableAlias"::equals) || child.isOf("uid"::equals))
                        .findFirst()
                        .flatMap(alias -> alias.first(Rules.NAMES::contains))
                        .ifPresent(alias ->
                            aliases.putIfAbsent(Spelling.qualified(alias).name(), table))));
    return aliases;
  }

  /// Finds the condition of the outermost query or of the statement itself.
  static @Nullable Expression where(SyntaxNode statement, int origin) {
    for (SyntaxNode node :
        (Iterable<SyntaxNode>)
            statement.subtree(MySqlQueries::isInner).filter(node -> !isInner(node))::iterator) {
      List<SyntaxNode> children = node.children();
      for (int i = 0; i + 1 < children.size(); i++) {
        if (children.get(i).isWord("WHERE")) {
          return MySqlExpressions.of(children.get(i + 1), origin);
        }
      }
    }
    return null;
  }

  /// Tells whether a condition below is one of another query.
  private static boolean isInner(SyntaxNode node) {
    return node.isOf(rule ->
        rule.equals("withClause")
            || rule.equals("tableSources")
            || rule.equals("tableReferenceList")
            || rule.equals("selectElements")
            || rule.equals("selectItemList")
            || rule.equals("expr")
            || rule.equals("expression"));
  }

  private static Optional<Kind> trait(SyntaxNode node) {
    return switch (node.symbol()) {
      case "selectItemList", "selectElements" ->
          node.children().stream().anyMatch(MySqlQueries::isStar)
              ? Optional.of(Kind.STAR)
              : Optional.empty();
      case "orderClause", "orderByClause" ->
          Optional.of(
              node.tokens().anyMatch(token -> token.isWord("RAND"))
                  ? Kind.RANDOM_ORDER
                  : Kind.ORDER_BY);
      case "limitClause", "simpleLimitClause" -> Optional.of(Kind.LIMIT);
      case "singleDeleteStatement" ->
          node.children().stream().anyMatch(child -> child.isWord("LIMIT"))
              ? Optional.of(Kind.LIMIT)
              : Optional.empty();
      case "lockingClauseList", "lockClause" -> Optional.of(Kind.FOR_UPDATE);
      case "boolPri", "predicate" -> comparison(node);
      case "joinPart", "joinedTable" ->
          leavesOut(node) ? Optional.of(Kind.JOINS) : Optional.empty();
      default -> Optional.empty();
    };
  }

  /// Tells whether a join leaves out rows of what stands before it that find no partner.
  private static boolean leavesOut(SyntaxNode join) {
    boolean left = false;
    boolean condition = false;
    for (SyntaxNode child : join.children()) {
      String words = child.isToken() || child.isOf(JOIN_WORDS::contains) ? child.text() : "";
      for (String word : words.toUpperCase(Locale.ROOT).split("\\s+")) {
        left |= word.equals("LEFT");
        condition |= word.equals("NATURAL") || word.equals("ON") || word.equals("USING");
      }
    }
    return condition && !left;
  }

  private static boolean isStar(SyntaxNode item) {
    return item.text().endsWith("*");
  }

  private static Optional<Kind> comparison(SyntaxNode node) {
    List<SyntaxNode> parts = new ArrayList<>();
    for (SyntaxNode child : node.children()) {
      if (child.isOf("predicateOperations"::equals)) {
        parts.addAll(child.children());
      } else {
        parts.add(child);
      }
    }
    for (int i = 0; i + 1 < parts.size(); i++) {
      String operator = parts.get(i).text();
      String right = parts.get(i + 1).text();
      boolean equality = operator.equals("=") || operator.equals("<>") || operator.equals("!=");
      if (parts.get(i).isOf(COMPARISONS::contains) && equality && right.equalsIgnoreCase("null")) {
        return Optional.of(Kind.COMPARES_WITH_NULL);
      }
      if (operator.equalsIgnoreCase("like")
          && (right.startsWith("'%") || right.startsWith("\"%"))) {
        return Optional.of(Kind.LEADING_WILDCARD);
      }
    }
    return Optional.empty();
  }

  /// Tells whether a statement holds a query.
  static boolean isAsked(SyntaxNode statement) {
    return statement.first(SELECTS::contains).isPresent()
        || statement.first(Rules.QUERIES::contains).isPresent();
  }
}
