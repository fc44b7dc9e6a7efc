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
import java.util.Optional;
import java.util.Set;

/// Reads statements as one version of MySQL or MariaDB does.
///
/// *Shape*: the product's own grammar is asked first and its sibling's second, because neither of
/// the two is complete and most of what one lacks is in the other. What both refuse is told in the
/// words that fit the first.
public final class MySqlReader implements StatementReader {
  private final DialectParser own;
  private final DialectParser sibling;

  private MySqlReader(Product server, Product sibling, int version) {
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
      return parts(words, node);
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
    prepared(node).ifPresent(text -> embedded.add(prepared(text, origin)));
    return embedded;
  }

  private Embedded inner(SyntaxNode node, int origin) {
    return new Embedded(
        new TextRange(node.start() - origin, node.end() - origin),
        node.text(),
        new Reading.Understood(statement(node, node.start())));
  }

  /// Finds the text that a statement prepares or runs.
  private static Optional<SyntaxNode> prepared(SyntaxNode node) {
    List<SyntaxNode> tokens = node.tokens().limit(4).toList();
    List<String> words = tokens.stream().map(SyntaxNode::symbol).toList();
    if (words.size() > 3 && words.getFirst().equals("PREPARE") && words.get(2).equals("FROM")) {
      return Optional.of(tokens.get(3));
    }
    return words.size() > 2 && words.subList(0, 2).equals(List.of("EXECUTE", "IMMEDIATE"))
        ? Optional.of(tokens.get(2))
        : Optional.empty();
  }

  private Embedded prepared(SyntaxNode text, int origin) {
    TextRange range = new TextRange(text.start() - origin, text.end() - origin);
    String written = text.text();
    String unquoted = Spelling.unquoted(written);
    return unquoted.equals(written)
        ? new Embedded(range, "", Reading.NotUnderstood.BEFORE_IT_RUNS)
        : new Embedded(range, unquoted, prepared(unquoted));
  }

  /// Reads a text in a text, which the servers allow once.
  private Reading prepared(String text) {
    return own.parse(text) instanceof Parsing.Parsed(SyntaxNode inner)
            && prepared(inner).isPresent()
        ? new Reading.NotUnderstood("a prepared statement cannot prepare another", 0)
        : read(text);
  }

  private static boolean isInner(SyntaxNode node) {
    return node.isOf(Rules.STATEMENTS::contains) || node.isOf(Rules.QUERIES::contains);
  }
}
