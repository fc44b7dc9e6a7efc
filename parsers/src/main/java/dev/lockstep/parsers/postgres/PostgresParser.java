package dev.lockstep.parsers.postgres;

import dev.lockstep.parsers.tree.Parsing;
import dev.lockstep.parsers.tree.SyntaxFailure;
import dev.lockstep.parsers.tree.SyntaxNode;
import dev.lockstep.parsers.tree.SyntaxTree;
import dev.lockstep.parsers.tree.TreeBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Parses SQL as one major version of PostgreSQL does.
///
/// *Shape*: what the server accepts has a tree, everything else the server's message and position.
/// Parsers hold no state of a text; any number of threads may use one.
///
/// *Errors*: no text makes it throw. What is nested deeper than the server allows, or is longer
/// than some millions of tokens, is a failure like a syntax error.
///
/// *Source*: PostgreSQL's own grammar of the versions 13, 15, 17 and 18. A version between them is
/// read by the grammar of the next, so that a statement may pass which is new there; versions after
/// the last are read by the last.
public final class PostgresParser {
  private static final List<Integer> GRAMMARS = List.of(13, 15, 17, 18);

  /// Remembers what was read from the jar; nothing else ever changes it.
  private static final Map<Integer, PostgresParser> LOADED = new ConcurrentHashMap<>();

  private final Grammar grammar;
  private final Terminals terminals;
  private final TokenStream.Lookahead lookahead;
  private final Refusals refusals;
  private final int major;

  private PostgresParser(Grammar grammar, int major) {
    this.grammar = grammar;
    this.terminals = Terminals.of(grammar);
    this.lookahead = new TokenStream.Lookahead(grammar, terminals);
    this.refusals = new Refusals(grammar, major);
    this.major = major;
  }

  /// Returns the parser of a major version, for example 18; the first call loads its tables.
  ///
  /// *Errors*: `IllegalArgumentException` for a version before 13.
  public static PostgresParser of(int major) {
    if (major < GRAMMARS.getFirst()) {
      throw new IllegalArgumentException("PostgreSQL " + major + " is too old for this parser.");
    }
    return LOADED.computeIfAbsent(major, PostgresParser::load);
  }

  private static PostgresParser load(int major) {
    int tables = GRAMMARS.getLast();
    for (int held : GRAMMARS.reversed()) {
      tables = held >= major ? held : tables;
    }
    return new PostgresParser(Grammar.load(tables), major);
  }

  /// Cuts a text into tokens, down to the first that is none.
  public Tokens tokens(String text) {
    List<Token> tokens = new ArrayList<>();
    Scanner scanner = new Scanner(text, grammar, terminals, major);
    try {
      for (int terminal = scanner.next();
          terminal != Grammar.END_OF_INPUT;
          terminal = scanner.next()) {
        tokens.add(new Token(grammar.name(terminal), scanner.start(), scanner.end()));
      }
    } catch (SyntaxFailure failure) {
      return new Tokens(tokens, failure.offset());
    }
    return new Tokens(tokens, text.length());
  }

  /// Are the tokens of a text.
  ///
  /// @param end where what is no token begins, such as a quote that is never closed; the length of
  ///   the text where there is none
  public record Tokens(List<Token> all, int end) {
    public Tokens {
      all = List.copyOf(all);
    }
  }

  /// Is one token.
  ///
  /// @param symbol as of [SyntaxNode#symbol]
  /// @param start in UTF-16 units from 0
  /// @param end likewise, behind the last one
  public record Token(String symbol, int start, int end) {
    public String text(String of) {
      return of.substring(start, end);
    }
  }

  /// Lists the statements of a text in their order, each under its own symbol such as
  /// `AlterTableStmt`.
  public static List<SyntaxNode> statements(SyntaxTree tree) {
    List<SyntaxNode> statements = new ArrayList<>();
    for (SyntaxNode item : tree.root().children().getFirst().items()) {
      if (!item.isEmpty()) {
        statements.add(statement(item));
      }
    }
    return statements;
  }

  private static SyntaxNode statement(SyntaxNode item) {
    SyntaxNode node = item;
    while (node.is("toplevel_stmt") || node.is("stmt")) {
      node = node.children().getFirst();
    }
    return node;
  }

  /// Parses a text of any number of statements with `;` between them.
  public Parsing parse(String text) {
    int nul = text.indexOf('\0');
    if (nul >= 0) {
      return new Parsing.Failed("invalid byte sequence for encoding \"UTF8\": 0x00", nul);
    }
    Scanner scanner = new Scanner(text, grammar, terminals, major);
    TokenStream tokens = new TokenStream(text, scanner, lookahead);
    TreeBuilder tree = new TreeBuilder(text, grammar);
    try {
      return new Parsing.Parsed(new ParseRun(grammar, tokens, tree, refusals).parse());
    } catch (SyntaxFailure failure) {
      return failure.result();
    }
  }
}
