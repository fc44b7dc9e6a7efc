package dev.lockstep.sql;

import dev.lockstep.sql.StatementHead.Modifier;
import java.util.EnumSet;
import java.util.Set;

/// Classifies statements of H2.
///
/// *Source*: H2 2.x documentation, "Advanced: Transaction Isolation": data definition statements
/// commit.
final class H2Classifier implements Classifier {
  private static final Set<String> TRANSACTION_VERBS =
      Set.of("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE");
  private static final Set<String> DEFINITION_VERBS =
      Set.of(
          "CREATE",
          "ALTER",
          "DROP",
          "TRUNCATE",
          "GRANT",
          "REVOKE",
          "COMMENT",
          "ANALYZE",
          "RUNSCRIPT",
          "BACKUP",
          "SHUTDOWN");
  private static final Set<String> SESSION_VERBS =
      Set.of("SET", "USE", "CALL", "EXECUTE", "PREPARE", "RUNSCRIPT");

  @Override
  public Classification classify(TokenCursor tokens) {
    TokenCursor again = tokens.restart();
    Lead lead = Lead.read(tokens);
    Set<StatementTrait> traits = EnumSet.noneOf(StatementTrait.class);
    if (TRANSACTION_VERBS.contains(lead.verb())) {
      traits.add(StatementTrait.TRANSACTION_CONTROL);
    }
    if (DEFINITION_VERBS.contains(lead.verb())) {
      traits.add(StatementTrait.IMPLICIT_COMMIT);
    }
    if (SESSION_VERBS.contains(lead.verb())
        || lead.has(Modifier.TEMPORARY)
        || (lead.verb().equals("SELECT") && FunctionCalls.in(again))) {
      traits.add(StatementTrait.CHANGES_SESSION);
    }
    return new Classification(lead.kind(), traits);
  }
}
