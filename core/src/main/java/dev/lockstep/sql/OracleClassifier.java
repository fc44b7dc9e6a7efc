package dev.lockstep.sql;

import java.util.EnumSet;
import java.util.Set;

/// Classifies statements of Oracle.
///
/// *Source*: Oracle Database SQL Language Reference, "Types of SQL Statements": definition
/// statements commit before and after themselves.
final class OracleClassifier implements Classifier {
  private static final Set<String> TRANSACTION_VERBS = Set.of("COMMIT", "ROLLBACK", "SAVEPOINT");
  private static final Set<String> DEFINITION_VERBS =
      Set.of(
          "CREATE",
          "DROP",
          "TRUNCATE",
          "RENAME",
          "COMMENT",
          "GRANT",
          "REVOKE",
          "AUDIT",
          "NOAUDIT",
          "ANALYZE",
          "ASSOCIATE",
          "DISASSOCIATE",
          "FLASHBACK",
          "PURGE");

  @Override
  public Classification classify(TokenCursor tokens) {
    TokenCursor again = tokens.restart();
    Lead lead = Lead.read(tokens);
    Set<StatementTrait> traits = EnumSet.noneOf(StatementTrait.class);
    switch (lead.verb()) {
      case "ALTER" -> alter(lead, traits);
      case "SET" ->
          traits.add(
              tokens.at("TRANSACTION")
                  ? StatementTrait.TRANSACTION_CONTROL
                  : StatementTrait.CHANGES_SESSION);
      case "BEGIN", "DECLARE", "CALL", "" -> traits.add(StatementTrait.CHANGES_SESSION);
      case "SELECT" -> {
        if (FunctionCalls.in(again)) {
          traits.add(StatementTrait.CHANGES_SESSION);
        }
      }
      default -> {
        if (TRANSACTION_VERBS.contains(lead.verb())) {
          traits.add(StatementTrait.TRANSACTION_CONTROL);
        } else if (DEFINITION_VERBS.contains(lead.verb())) {
          traits.add(StatementTrait.IMPLICIT_COMMIT);
        }
      }
    }
    return new Classification(lead.kind(), traits);
  }

  private static void alter(Lead lead, Set<StatementTrait> traits) {
    switch (lead.object()) {
      case "SESSION" -> traits.add(StatementTrait.CHANGES_SESSION);
      case "SYSTEM" -> {}
      default -> traits.add(StatementTrait.IMPLICIT_COMMIT);
    }
  }
}
