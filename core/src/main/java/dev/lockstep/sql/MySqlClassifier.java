package dev.lockstep.sql;

import dev.lockstep.sql.StatementHead.Modifier;
import java.util.EnumSet;
import java.util.Set;

/// Classifies statements of MySQL and MariaDB.
///
/// What a called routine or an anonymous block does inside is not looked into.
///
/// *Source*: MySQL 8.4 manual, "Statements That Cause an Implicit Commit"; MariaDB, "SQL statements
/// That Cause an Implicit Commit".
final class MySqlClassifier implements Classifier {
  private static final Set<String> COMMITTING_VERBS =
      Set.of(
          "TRUNCATE",
          "RENAME",
          "GRANT",
          "REVOKE",
          "INSTALL",
          "UNINSTALL",
          "OPTIMIZE",
          "REPAIR",
          "CHECK",
          "CACHE",
          "FLUSH",
          "START",
          "STOP",
          "CHANGE",
          "IMPORT",
          "BACKUP");
  private static final Set<String> TRANSACTION_VERBS =
      Set.of("COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "XA");
  private static final Set<String> SESSION_VERBS =
      Set.of(
          "SET",
          "USE",
          "CALL",
          "PREPARE",
          "EXECUTE",
          "DEALLOCATE",
          "DO",
          "LOCK",
          "UNLOCK",
          "IF",
          "CASE",
          "LOOP",
          "WHILE",
          "REPEAT",
          "FOR");

  @Override
  public Classification classify(TokenCursor tokens) {
    Lead lead = Lead.read(tokens);
    if (lead.verb().equals("SET") && tokens.accept("STATEMENT") && tokens.skipBehind("FOR")) {
      // MariaDB's SET STATEMENT … FOR holds for the statement behind it alone
      lead = Lead.read(tokens);
    }
    boolean transaction = lead.kind().equals("START TRANSACTION");
    boolean block = false;
    if (lead.verb().equals("BEGIN")) {
      block = tokens.at("NOT", "ATOMIC");
      transaction = !block;
    }
    boolean autocommit = lead.verb().equals("SET") && setsAutocommit(tokens.restart());
    Set<StatementTrait> traits = EnumSet.noneOf(StatementTrait.class);
    if (transaction || autocommit || TRANSACTION_VERBS.contains(lead.verb())) {
      traits.add(StatementTrait.TRANSACTION_CONTROL);
    }
    if (transaction || autocommit || commits(lead, tokens)) {
      traits.add(StatementTrait.IMPLICIT_COMMIT);
    }
    if (block || SESSION_VERBS.contains(lead.verb()) || lead.has(Modifier.TEMPORARY)) {
      traits.add(StatementTrait.CHANGES_SESSION);
    }
    return new Classification(lead.kind(), traits);
  }

  private static boolean commits(Lead lead, TokenCursor tokens) {
    return switch (lead.verb()) {
      case "CREATE", "DROP" -> !lead.has(Modifier.TEMPORARY) && !lead.object().equals("PREPARE");
      case "ALTER" -> true;
      case "LOCK", "UNLOCK" -> true;
      case "LOAD" -> lead.object().equals("INDEX");
      case "RESET" -> !tokens.at("PERSIST");
      case "SET" -> tokens.at("PASSWORD") || tokens.at("DEFAULT", "ROLE");
      case "ANALYZE" ->
          tokens.at("TABLE")
              || tokens.at("TABLES")
              || tokens.at("LOCAL")
              || tokens.at("NO_WRITE_TO_BINLOG");
      default -> COMMITTING_VERBS.contains(lead.verb());
    };
  }

  private static boolean setsAutocommit(TokenCursor tokens) {
    while (!tokens.atEnd()) {
      TokenCursor.Token token = tokens.take();
      if (token.is("AUTOCOMMIT")
          || (token.kind() == TokenKind.PARAMETER
              && token.text().equalsIgnoreCase("@@autocommit"))) {
        return true;
      }
    }
    return false;
  }
}
