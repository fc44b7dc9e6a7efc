package dev.lockstep.sql;

import dev.lockstep.sql.TokenCursor.Token;
import java.util.EnumSet;
import java.util.Set;

/// Classifies batches of SQL Server: the kind by the first statement, the traits by all.
///
/// What a definition of a routine, trigger or view holds is not run and does not count.
///
/// *Source*: Microsoft SQL documentation, "Transactions", list of statements that cannot be used in
/// one; the documentation of each statement.
final class SqlServerClassifier implements Classifier {
  /// what only a batch of its own can define
  static final Set<String> STORED = Set.of("PROCEDURE", "FUNCTION", "TRIGGER", "VIEW");

  private static final Set<String> DEFINING = Set.of("CREATE", "ALTER", "DROP");
  private static final Set<String> OUTSIDE_OBJECTS = Set.of("DATABASE", "FULLTEXT");
  private static final Set<String> CONTROLLED = Set.of("TRAN", "TRANSACTION", "DISTRIBUTED");

  @Override
  public Classification classify(TokenCursor tokens) {
    TokenCursor all = tokens.restart();
    Lead lead = Lead.read(tokens);
    Set<StatementTrait> traits = EnumSet.noneOf(StatementTrait.class);
    if (!STORED.contains(lead.object())) {
      Token previous = all.take();
      String before = "";
      while (previous.kind() != TokenKind.END) {
        judge(before, previous, all, traits);
        before = previous.kind() == TokenKind.TERMINATOR ? "" : previous.text();
        previous = all.take();
      }
    }
    return new Classification(lead.kind(), traits);
  }

  /// Notes what one word means.
  ///
  /// @param before the text of the token before it; empty at the start of a statement
  private static void judge(
      String before, Token token, TokenCursor rest, Set<StatementTrait> traits) {
    String next = rest.peek(0).word();
    switch (token.word()) {
      case "COMMIT", "ROLLBACK" -> traits.add(StatementTrait.TRANSACTION_CONTROL);
      case "BEGIN", "SAVE" -> {
        if (CONTROLLED.contains(next)) {
          traits.add(StatementTrait.TRANSACTION_CONTROL);
        }
      }
      case "EXEC", "EXECUTE", "USE" -> traits.add(StatementTrait.CHANGES_SESSION);
      case "SET" -> {
        if (before.isEmpty() || rest.peek(1).is("ON") || rest.peek(1).is("OFF")) {
          traits.add(StatementTrait.CHANGES_SESSION);
        }
      }
      case "BACKUP", "RESTORE" -> {
        if (next.equals("DATABASE") || next.equals("LOG")) {
          traits.add(StatementTrait.NOT_IN_TRANSACTION);
        }
      }
      case "RECONFIGURE" -> traits.add(StatementTrait.NOT_IN_TRANSACTION);
      default -> {
        if (DEFINING.contains(token.word())
            && OUTSIDE_OBJECTS.contains(next)
            && !rest.peek(1).is("SCOPED")) {
          traits.add(StatementTrait.NOT_IN_TRANSACTION);
        }
      }
    }
  }
}
