package dev.lockstep.readers.mysql;

import dev.lockstep.parsers.mysql.SyntaxNode;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Lists the rules of both grammars that stand for the same thing.
final class Rules {
  static final Set<String> NAMES =
      Set.of(
          "columnInternalRef",
          "columnName",
          "columnRef",
          "eventName",
          "eventRef",
          "fieldIdentifier",
          "fullColumnName",
          "fullId",
          "functionName",
          "functionRef",
          "identifier",
          "indexName",
          "indexRef",
          "labelIdentifier",
          "logfileGroupName",
          "logfileGroupRef",
          "procedureName",
          "procedureRef",
          "qualifiedIdentifier",
          "resourceGroupRef",
          "role",
          "roleName",
          "schemaName",
          "schemaRef",
          "serverName",
          "serverRef",
          "simpleId",
          "tableName",
          "tableRef",
          "tableRefWithWildcard",
          "tablespaceName",
          "tablespaceRef",
          "triggerName",
          "triggerRef",
          "udfName",
          "uid",
          "user",
          "userName",
          "viewName",
          "viewRef");

  static final Set<String> TYPES = Set.of("dataType");

  static final Set<String> EXPRESSIONS =
      Set.of(
          "bitExpr",
          "constant",
          "currentTimestamp",
          "expr",
          "exprWithParentheses",
          "expression",
          "functionCall",
          "literal",
          "literalOrNull",
          "now",
          "nowOrSignedLiteral",
          "predicate",
          "signedLiteral",
          "signedLiteralOrNull",
          "simpleExpr",
          "simpleExprWithParentheses");

  static final Set<String> QUERIES =
      Set.of(
          "queryExpression",
          "queryExpressionOrParens",
          "queryExpressionParens",
          "queryExpressionWithOptLockingClauses",
          "selectStatement",
          "selectStatementWithInto",
          "subquery");

  static final Set<String> BODIES = Set.of("compoundStatement", "routineBody", "storedRoutineBody");

  static final Set<String> STATEMENTS = Set.of("simpleStatement", "sqlStatement");

  /// What is one item of a row of words.
  private static final Set<String> WHOLE =
      Stream.of(NAMES, TYPES, EXPRESSIONS, QUERIES, BODIES, Set.of("withClause"))
          .flatMap(Set::stream)
          .collect(Collectors.toUnmodifiableSet());

  private Rules() {}

  static boolean isWhole(SyntaxNode node) {
    return node.isOf(WHOLE::contains);
  }
}
