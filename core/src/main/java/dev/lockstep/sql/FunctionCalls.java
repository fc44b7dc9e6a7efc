package dev.lockstep.sql;

import java.util.Set;

/// Finds out whether a query calls a function, which may do anything to the session.
///
/// A `(` behind a name is taken for a call. That also finds types (`numeric(5,2)`) and aliases with
/// column lists: a session reset too often does no harm.
final class FunctionCalls {
  private static final Set<String> NO_FUNCTIONS =
      Set.of(
          "ALL",
          "AND",
          "ANY",
          "ARRAY",
          "AS",
          "BETWEEN",
          "BY",
          "CASE",
          "DISTINCT",
          "ELSE",
          "EXCEPT",
          "EXISTS",
          "FILTER",
          "FROM",
          "HAVING",
          "ILIKE",
          "IN",
          "INTERSECT",
          "INTO",
          "JOIN",
          "LATERAL",
          "LIKE",
          "LIMIT",
          "MATERIALIZED",
          "NOT",
          "OFFSET",
          "ON",
          "OR",
          "OVER",
          "ROW",
          "SELECT",
          "SETS",
          "SOME",
          "THEN",
          "UNION",
          "USING",
          "VALUES",
          "WHEN",
          "WHERE",
          "WITHIN");

  private FunctionCalls() {}

  static boolean in(TokenCursor tokens) {
    boolean name = false;
    while (!tokens.atEnd()) {
      TokenCursor.Token token = tokens.take();
      if (name && token.is("(")) {
        return true;
      }
      name = token.isName() && !NO_FUNCTIONS.contains(token.word());
    }
    return false;
  }
}
