package dev.lockstep.readers.mysql;

import dev.lockstep.name.QualifiedName;
import dev.lockstep.parsers.mysql.SyntaxNode;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.LockTables;
import dev.lockstep.statement.Operation.Maintain;
import dev.lockstep.statement.Operation.Other;
import dev.lockstep.statement.Operation.Secret;
import dev.lockstep.statement.Operation.SetVariable;
import dev.lockstep.statement.Operation.Transaction;
import dev.lockstep.statement.ParsedStatement.Part;
import dev.lockstep.statement.TextRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Reads what looks after the session, transactions and the upkeep of tables.
final class MySqlSessions {
  private static final Set<String> SCOPES =
      Set.of("GLOBAL", "SESSION", "LOCAL", "PERSIST", "PERSIST_ONLY");

  private static final Set<String> WITH_SECRETS = Set.of("ALTER", "CHANGE", "CREATE", "GRANT");

  /// What stands before a password.
  private static final Set<String> BEFORE_SECRETS =
      Set.of("BY", "AS", "USING", "PASSWORD", "REPLACE", "=");

  private MySqlSessions() {}

  /// Makes one part of a whole statement.
  static Part whole(Words words, Operation operation) {
    words.findsAny();
    return new Part(words.range(0), operation);
  }

  /// Finds passwords that stand in a statement word by word, and their hashes.
  static List<Part> secrets(SyntaxNode statement, int origin) {
    List<Part> parts = new ArrayList<>();
    List<String> head =
        statement.tokens().limit(2).map(token -> token.text().toUpperCase(Locale.ROOT)).toList();
    boolean sets = head.equals(List.of("SET", "PASSWORD"));
    if (!sets && !WITH_SECRETS.contains(head.getFirst())) {
      return parts;
    }
    boolean identified = sets || head.getLast().equals("SERVER");
    boolean follows = false;
    for (SyntaxNode token : (Iterable<SyntaxNode>) statement.tokens()::iterator) {
      String word = token.text().toUpperCase(Locale.ROOT);
      boolean quoted = word.startsWith("'") || word.startsWith("\"");
      if (quoted && follows && word.length() > 2) {
        TextRange range = new TextRange(token.start() - origin, token.end() - origin);
        parts.add(new Part(range, new Secret()));
      }
      identified |= word.equals("IDENTIFIED");
      follows =
          (identified && BEFORE_SECRETS.contains(word))
              || word.equals("MASTER_PASSWORD")
              || (follows && (word.equals("(") || word.equals("=")));
    }
    return parts;
  }

  static Operation other(Words words) {
    int mark = words.mark();
    words.next();
    boolean more = !words.isAtEnd() && words.here().text().matches("[A-Za-z_]+");
    if (more) {
      words.next();
    }
    Operation other = new Other(words.text(mark).toUpperCase(Locale.ROOT));
    words.back(mark);
    return other;
  }

  /// Reads `SET`, each variable a part.
  static List<Part> set(Words words) {
    words.takes("SET");
    if (words.isAt("ROLE")
        || words.isAt("DEFAULT")
        || words.isAt("RESOURCE")
        || words.isAt("PASSWORD")) {
      words.back(0);
      return List.of(whole(words, other(words)));
    }
    boolean statement = words.takes("STATEMENT");
    List<Part> parts = new ArrayList<>();
    String scope = statement ? "statement" : "session";
    while (!words.isAtEnd() && !(statement && words.isAt("FOR"))) {
      int mark = words.mark();
      if (words.isAtAny(SCOPES)) {
        scope = scope(words.next().symbol());
      }
      parts.add(variable(words, mark, scope));
      words.takes(",");
    }
    return parts;
  }

  private static String scope(String word) {
    return switch (word) {
      case "GLOBAL", "PERSIST", "PERSIST_ONLY" -> "global";
      default -> "session";
    };
  }

  private static Part variable(Words words, int mark, String scope) {
    int name = words.mark();
    if (words.takes("NAMES") || words.takes("CHARACTER", "SET") || words.takes("CHARSET")) {
      String option = words.text(name).toLowerCase(Locale.ROOT);
      return variable(words, mark, scope, option.equals("charset") ? "character set" : option);
    }
    if (words.takes("TRANSACTION")) {
      if (words.takes("READ")) {
        return variable(words, mark, scope, "transaction access");
      }
      words.takes("ISOLATION", "LEVEL");
      return variable(words, mark, scope, "transaction isolation level");
    }
    StringBuilder spelled = new StringBuilder();
    while (!words.isAtEnd() && !words.isAt("=") && !words.isAt(":=")) {
      spelled.append(words.next().text());
    }
    words.next();
    String full = spelled.toString().toLowerCase(Locale.ROOT);
    String where = scope;
    if (full.startsWith("@@")) {
      full = full.substring(2);
      int dot = full.indexOf('.');
      boolean scoped = dot > 0 && SCOPES.contains(full.substring(0, dot).toUpperCase(Locale.ROOT));
      where = scoped ? scope(full.substring(0, dot).toUpperCase(Locale.ROOT)) : scope;
      full = scoped ? full.substring(dot + 1) : full;
    }
    return variable(words, mark, where, full);
  }

  /// Reads the value up to the next comma.
  private static Part variable(Words words, int mark, String scope, String name) {
    int value = words.mark();
    while (!words.isAtEnd() && !words.isAt(",") && !words.isAt("FOR")) {
      words.skip();
    }
    String text = words.text(value);
    return new Part(
        words.range(mark),
        new SetVariable(scope, name, text.equalsIgnoreCase("default") ? null : text));
  }

  static Operation transaction(Words words) {
    String first = words.next().symbol();
    words.takes("WORK");
    return new Transaction(
        switch (first) {
          case "START" -> "BEGIN";
          case "ROLLBACK" -> words.takes("TO") ? "ROLLBACK TO" : first;
          default -> first;
        });
  }

  /// Reads `LOCK TABLES`, each table a part.
  static List<Part> lock(Words words) {
    words.next();
    words.next();
    List<Part> parts = new ArrayList<>();
    while (words.isAtName()) {
      int mark = words.mark();
      QualifiedName table = words.name();
      String mode = words.findsAny("READ", "WRITE") ? words.next().symbol() : "";
      mode += words.takes("LOCAL") ? " LOCAL" : "";
      parts.add(new Part(words.range(mark), new LockTables(List.of(table), mode)));
      words.takes(",");
    }
    return parts;
  }

  /// Reads `OPTIMIZE`, `ANALYZE`, `CHECK`, `CHECKSUM` and `REPAIR` of tables.
  static Operation maintain(Words words) {
    String verb = words.next().symbol();
    words.takesAny("NO_WRITE_TO_BINLOG", "LOCAL");
    boolean tables = words.takesAny("TABLE", "TABLES");
    if (!tables) {
      words.back(0);
      return other(words);
    }
    return new Maintain(verb, words.names());
  }
}
