package dev.lockstep.readers.mysql;

import dev.lockstep.parsers.mysql.DialectParser;
import dev.lockstep.parsers.mysql.Parsing;
import dev.lockstep.parsers.mysql.Product;
import dev.lockstep.parsers.mysql.SyntaxNode;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.ParsedStatement;
import dev.lockstep.statement.ParsedStatement.Embedded;
import dev.lockstep.statement.ParsedStatement.Part;
import dev.lockstep.statement.Reading;
import dev.lockstep.statement.StatementReader;
import dev.lockstep.statement.TextRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Reads statements as one version of MySQL or MariaDB does.
///
/// *Shape*: the product's own grammar is asked first and its sibling's second, because neither of
/// the two is complete and most of what one lacks is in the other. What both refuse is told in the
/// words that fit the first.
public final class MySqlReader implements StatementReader {
  private static final Set<String> RUNNERS = Set.of("EXECUTE", "PREPARE");

  private final Product server;
  private final DialectParser own;
  private final DialectParser sibling;

  private MySqlReader(Product server, Product sibling, int version) {
    this.server = server;
    this.own = new DialectParser(server, server, version);
    this.sibling = new DialectParser(sibling, server, version);
  }

  /// @param version for example 80036 for 8.0.36
  public static MySqlReader ofMySql(int version) {
    return new MySqlReader(Product.MYSQL, Product.MARIADB, version);
  }

  /// @param version for example 110405 for 11.4.5
  public static MySqlReader ofMariaDb(int version) {
    return new MySqlReader(Product.MARIADB, Product.MYSQL, version);
  }

  @Override
  public Reading read(String text) {
    Reading reading = whole(text);
    return reading instanceof Reading.NotUnderstood ? block(text).orElse(reading) : reading;
  }

  /// Reads MariaDB's block without a name, for which the grammars have no rule, as the body of a
  /// procedure.
  private Optional<Reading> block(String text) {
    int behind = server == Product.MARIADB ? own.behind(text, "BEGIN", "NOT", "ATOMIC") : -1;
    if (behind < 0) {
      return Optional.empty();
    }
    String body = " ".repeat(behind) + text.substring(behind);
    String head = "CREATE PROCEDURE block() BEGIN";
    return own.parse(head + body) instanceof Parsing.Parsed(SyntaxNode node)
        ? Optional.of(
            new Reading.Understood(
                new ParsedStatement(
                    List.of(new Part(new TextRange(0, text.length()), new Operation.Block("sql"))),
                    embedded(node, head.length()))))
        : Optional.empty();
  }

  private Reading whole(String text) {
    return switch (own.parse(text)) {
      case Parsing.Parsed(SyntaxNode statement) -> understood(statement);
      case Parsing.TooLong _ -> new Reading.TooLong();
      case Parsing.Failed(String message, int offset) ->
          sibling.parse(text) instanceof Parsing.Parsed(SyntaxNode statement)
              ? understood(statement)
              : new Reading.NotUnderstood(message, offset);
    };
  }

  private Reading understood(SyntaxNode statement) {
    return new Reading.Understood(statement(statement, 0));
  }

  private ParsedStatement statement(SyntaxNode node, int origin) {
    return new ParsedStatement(parts(node, origin), embedded(node, origin));
  }

  private static List<Part> parts(SyntaxNode node, int origin) {
    Words words = Words.of(node, origin);
    if (!words.isAt("SET", "STATEMENT")) {
      List<Part> parts = new ArrayList<>(parts(words, node));
      parts.addAll(MySqlSessions.secrets(node, origin));
      return parts;
    }
    // MariaDB's variables for one statement
    List<Part> parts = new ArrayList<>(MySqlSessions.set(words));
    node.children().stream()
        .filter(child -> !child.isOf("setStatementFor"::equals))
        .forEach(child -> parts.addAll(parts(Words.of(child, origin), child)));
    return parts;
  }

  private static List<Part> parts(Words words, SyntaxNode node) {
    return switch (words.here().symbol()) {
      case "ALTER" -> MySqlObjects.alter(words, node);
      case "DROP" -> MySqlObjects.drop(words);
      case "RENAME" -> MySqlObjects.rename(words);
      case "LOCK" -> words.isAt("LOCK", "INSTANCE") ? one(words, node) : MySqlSessions.lock(words);
      case "SET" -> MySqlSessions.set(words);
      case "CREATE" -> {
        List<Part> parts = new ArrayList<>(one(words, node));
        MySqlObjects.definer(words, parts.getFirst().operation()).ifPresent(parts::add);
        yield parts;
      }
      default -> one(words, node);
    };
  }

  private static List<Part> one(Words words, SyntaxNode node) {
    return List.of(MySqlSessions.whole(words, operation(words, node)));
  }

  private static Operation operation(Words words, SyntaxNode node) {
    return switch (first(node)) {
      case "CREATE" -> MySqlObjects.create(words, node);
      case "INSERT", "REPLACE" -> MySqlRows.insert(words, node);
      case "UPDATE" -> MySqlRows.update(words, node);
      case "DELETE" -> MySqlRows.delete(words, node);
      case "TRUNCATE" -> MySqlRows.truncate(words);
      case "LOAD" -> MySqlRows.load(words);
      case "CALL" -> MySqlRows.call(words);
      case "START", "BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE" ->
          isReplication(words) ? MySqlSessions.other(words) : MySqlSessions.transaction(words);
      case "OPTIMIZE", "ANALYZE", "CHECK", "CHECKSUM", "REPAIR" -> MySqlSessions.maintain(words);
      case "GRANT", "REVOKE" -> MySqlObjects.grant(words);
      case "SELECT", "(", "VALUES", "TABLE" -> MySqlRows.select(words, node);
      default -> MySqlSessions.other(words);
    };
  }

  /// `START SLAVE` and the like.
  private static boolean isReplication(Words words) {
    return words.isAt("START") && !words.isAt("START", "TRANSACTION");
  }

  /// Returns the first word behind common table expressions.
  private static String first(SyntaxNode node) {
    Set<String> verbs = Set.of("SELECT", "UPDATE", "DELETE", "INSERT", "REPLACE", "(");
    boolean common = node.tokens().findFirst().map(SyntaxNode::symbol).orElse("").equals("WITH");
    return node.subtree(inner -> common && inner.isOf("withClause"::equals))
        .filter(inner -> inner.isToken() && (!common || verbs.contains(inner.symbol())))
        .findFirst()
        .map(SyntaxNode::symbol)
        .orElse("");
  }

  /// Reads what stands in the body of a program: its statements, and the queries of its conditions.
  private List<Embedded> embedded(SyntaxNode node, int origin) {
    List<Embedded> embedded = new ArrayList<>();
    node.first(Rules.BODIES::contains)
        .ifPresent(body ->
            body.subtree(MySqlReader::isInner)
                .filter(MySqlReader::isInner)
                .forEach(inner -> embedded.add(inner(inner, origin))));
    List<SyntaxNode> prepared = prepared(node);
    if (!prepared.isEmpty()) {
      embedded.add(prepared(prepared, origin));
    }
    return embedded;
  }

  private Embedded inner(SyntaxNode node, int origin) {
    return new Embedded(
        new TextRange(node.start() - origin, node.end() - origin),
        node.text(),
        new Reading.Understood(statement(node, node.start())));
  }

  /// Finds the expression that a statement prepares or runs.
  private static List<SyntaxNode> prepared(SyntaxNode node) {
    List<SyntaxNode> tokens = node.tokens().toList();
    List<String> words =
        tokens.stream().limit(3).map(token -> token.text().toUpperCase(Locale.ROOT)).toList();
    if (words.getFirst().equals("CALL")) {
      return executed(tokens);
    }
    boolean prepares =
        tokens.size() > 3 && words.getFirst().equals("PREPARE") && words.get(2).equals("FROM");
    if (tokens.size() < 2 || !RUNNERS.contains(words.getFirst())) {
      return List.of();
    }
    // what MariaDB's grammar lacks is not among the tokens
    String head = tokens.getFirst().textTo(tokens.get(1)).toUpperCase(Locale.ROOT);
    boolean runs =
        !prepares && Stream.of(head.split("\\s+")).anyMatch(Set.of("IMMEDIATE", "FROM")::contains);
    return tokens.subList(prepares ? 3 : runs ? 1 : tokens.size(), tokens.size());
  }

  /// Finds what the server's own procedure for it is given to run.
  private static List<SyntaxNode> executed(List<SyntaxNode> tokens) {
    int open = tokens.stream().map(SyntaxNode::text).toList().indexOf("(");
    if (open < 1 || open + 2 > tokens.size()) {
      return List.of();
    }
    String name =
        tokens
            .get(1)
            .textTo(tokens.get(open - 1))
            .replaceAll("[`\\s]", "")
            .toLowerCase(Locale.ROOT);
    return name.equals("sys.execute_prepared_stmt")
        ? tokens.subList(open + 1, tokens.size() - 1)
        : List.of();
  }

  private Embedded prepared(List<SyntaxNode> expression, int origin) {
    TextRange range =
        new TextRange(expression.getFirst().start() - origin, expression.getLast().end() - origin);
    return new ConstantText(expression)
        .value()
        .map(text -> new Embedded(range, text, prepared(text)))
        .orElseGet(() -> new Embedded(range, "", Reading.NotUnderstood.BEFORE_IT_RUNS));
  }

  /// Reads a text in a text, which the servers allow once.
  private Reading prepared(String text) {
    return own.parse(text) instanceof Parsing.Parsed(SyntaxNode inner) && !prepared(inner).isEmpty()
        ? new Reading.NotUnderstood("a prepared statement cannot prepare another", 0)
        : read(text);
  }

  private static boolean isInner(SyntaxNode node) {
    return node.isOf(Rules.STATEMENTS::contains) || node.isOf(Rules.QUERIES::contains);
  }
}
