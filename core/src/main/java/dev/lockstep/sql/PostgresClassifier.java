package dev.lockstep.sql;

import dev.lockstep.sql.StatementHead.Modifier;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/// Classifies statements of PostgreSQL 12 to 18.
///
/// Not marked, because it depends on the catalogue and not on the words: `CLUSTER`, `REINDEX TABLE`
/// and `REINDEX INDEX` of a partitioned table, which the server refuses in a transaction block.
/// `ALTER TYPE … ADD VALUE` is allowed there since 12, but the new value can be used only after the
/// commit; no trait says so.
///
/// *Source*: PostgreSQL documentation, "SQL Commands", the notes on transaction blocks; checked
/// against the checks of server 18.6.
final class PostgresClassifier implements Classifier {
  private static final Set<String> TRANSACTION_VERBS =
      Set.of("BEGIN", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT", "RELEASE");
  private static final Set<String> SESSION_VERBS =
      Set.of(
          "SET",
          "RESET",
          "DISCARD",
          "DO",
          "CALL",
          "LISTEN",
          "UNLISTEN",
          "LOAD",
          "PREPARE",
          "EXECUTE",
          "DEALLOCATE",
          "DECLARE");

  private static final Pattern COMMIT = Pattern.compile("(?i)\\b(COMMIT|ROLLBACK)\\b[^;'\"]*;");

  @Override
  public Classification classify(TokenCursor tokens) {
    TokenCursor again = tokens.restart();
    Lead lead = Lead.read(tokens);
    String kind = lead.kind();
    Set<StatementTrait> traits = EnumSet.noneOf(StatementTrait.class);
    if (kind.equals("START TRANSACTION")
        || kind.equals("PREPARE TRANSACTION")
        || TRANSACTION_VERBS.contains(lead.verb())) {
      traits.add(StatementTrait.TRANSACTION_CONTROL);
    } else if (SESSION_VERBS.contains(lead.verb())
        || lead.has(Modifier.TEMPORARY)
        || (isQuery(kind) && FunctionCalls.in(again))) {
      traits.add(StatementTrait.CHANGES_SESSION);
    }
    if (refusedInTransaction(lead, tokens)) {
      traits.add(StatementTrait.NOT_IN_TRANSACTION);
    }
    return new Classification(kind, traits);
  }

  private static boolean isQuery(String kind) {
    return kind.equals("SELECT") || kind.equals("VALUES") || kind.equals("WITH");
  }

  private static boolean refusedInTransaction(Lead lead, TokenCursor tokens) {
    return switch (lead.kind()) {
      case "VACUUM",
          "ALTER SYSTEM",
          "CREATE DATABASE",
          "DROP DATABASE",
          "CREATE TABLESPACE",
          "DROP TABLESPACE",
          "COMMIT PREPARED",
          "ROLLBACK PREPARED",
          // whether the subscription has a slot to drop is known to the catalogue only
          "DROP SUBSCRIPTION" ->
          true;
      case "CREATE INDEX", "DROP INDEX" -> lead.has(Modifier.CONCURRENTLY);
      case "DO" -> commitsInside(tokens);
      case "REINDEX" -> reindex(tokens);
      case "CLUSTER" -> clustersEverything(tokens);
      case "DISCARD" -> tokens.at("ALL");
      case "ALTER DATABASE" -> tokens.skipBehind("TABLESPACE");
      case "ALTER TABLE" -> detachesConcurrently(tokens);
      case "CREATE SUBSCRIPTION" -> createsSlot(tokens);
      case "ALTER SUBSCRIPTION" -> altersPublisher(tokens);
      default -> false;
    };
  }

  /// A block that commits is refused where it cannot; one that only speaks of it in a comment or a
  /// text runs alone without need.
  private static boolean commitsInside(TokenCursor tokens) {
    while (!tokens.atEnd()) {
      if (COMMIT.matcher(tokens.take().text()).find()) {
        return true;
      }
    }
    return false;
  }

  private static boolean reindex(TokenCursor tokens) {
    if (OptionList.read(tokens).isOn("CONCURRENTLY")) {
      return true;
    }
    String object = tokens.take().word();
    return tokens.at("CONCURRENTLY")
        || object.equals("SCHEMA")
        || object.equals("DATABASE")
        || object.equals("SYSTEM");
  }

  private static boolean clustersEverything(TokenCursor tokens) {
    OptionList.read(tokens);
    tokens.accept("VERBOSE");
    return tokens.atEnd();
  }

  private static boolean detachesConcurrently(TokenCursor tokens) {
    tokens.accept("ONLY");
    Names.skip(tokens);
    tokens.accept("*");
    if (!tokens.accept("DETACH", "PARTITION")) {
      return false;
    }
    Names.skip(tokens);
    return tokens.at("CONCURRENTLY");
  }

  private static boolean createsSlot(TokenCursor tokens) {
    if (!tokens.skipBehind("WITH")) {
      return true;
    }
    OptionList options = OptionList.read(tokens);
    return !options.isOff("CREATE_SLOT") && !options.isOff("CONNECT");
  }

  private static boolean altersPublisher(TokenCursor tokens) {
    Names.skip(tokens);
    if (tokens.at("REFRESH")) {
      return true;
    }
    if (tokens.accept("ADD") || tokens.accept("DROP") || tokens.at("SET", "PUBLICATION")) {
      return !tokens.skipBehind("WITH") || !OptionList.read(tokens).isOff("REFRESH");
    }
    if (!tokens.accept("SET")) {
      return false;
    }
    OptionList options = OptionList.read(tokens);
    return options.has("FAILOVER") || options.isOff("TWO_PHASE");
  }
}
