package dev.lockstep.sql;

import dev.lockstep.sql.StatementHead.Modifier;
import java.util.EnumSet;
import java.util.Set;

/// Classifies statements of SQLite.
///
/// *Source*: SQLite documentation, "VACUUM", "DETACH DATABASE", "PRAGMA Statements".
final class SqliteClassifier implements Classifier {
  private static final Set<String> TRANSACTION_VERBS =
      Set.of("BEGIN", "COMMIT", "END", "ROLLBACK", "SAVEPOINT", "RELEASE");

  /// pragmas that are refused, or silently without effect, in a transaction
  private static final Set<String> OUTSIDE_PRAGMAS =
      Set.of("FOREIGN_KEYS", "JOURNAL_MODE", "SYNCHRONOUS");

  @Override
  public Classification classify(TokenCursor tokens) {
    Lead lead = Lead.read(tokens);
    Set<StatementTrait> traits = EnumSet.noneOf(StatementTrait.class);
    if (TRANSACTION_VERBS.contains(lead.verb())) {
      traits.add(StatementTrait.TRANSACTION_CONTROL);
    }
    switch (lead.verb()) {
      case "VACUUM" -> traits.add(StatementTrait.NOT_IN_TRANSACTION);
      case "ATTACH" -> traits.add(StatementTrait.CHANGES_SESSION);
      case "DETACH" -> {
        traits.add(StatementTrait.NOT_IN_TRANSACTION);
        traits.add(StatementTrait.CHANGES_SESSION);
      }
      case "PRAGMA" -> {
        traits.add(StatementTrait.CHANGES_SESSION);
        if (isOutsidePragma(tokens)) {
          traits.add(StatementTrait.NOT_IN_TRANSACTION);
        }
      }
      default -> {
        if (lead.has(Modifier.TEMPORARY)) {
          traits.add(StatementTrait.CHANGES_SESSION);
        }
      }
    }
    return new Classification(lead.kind(), traits);
  }

  private static boolean isOutsidePragma(TokenCursor tokens) {
    String pragma = tokens.take().word();
    if (tokens.accept(".")) {
      pragma = tokens.take().word();
    }
    return OUTSIDE_PRAGMAS.contains(pragma);
  }
}
