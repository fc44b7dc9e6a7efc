package dev.lockstep.parsers.mysql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Lexer;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.PredictionMode;

/// Parses single statements by one of the grammars.
///
/// *Errors*: no text makes it throw. Any number of threads may use one.
public final class DialectParser {
  /// Some 150 MB of tokens.
  private static final int MOST_TOKENS = 2_000_000;

  /// Beyond it, what was learnt is thrown away: some hundred megabytes.
  private static final int MOST_STATES = 200_000;

  private static final int LATEST_MYSQL = 80_400;

  private final Product server;
  private final int version;
  private final Grammar grammar;
  private final TreeBuilder.Kinds kinds;
  private final AtomicReference<Optional<Predictions>> predictions =
      new AtomicReference<>(Optional.empty());

  /// @param grammar that is asked, the server's own or its sibling's
  /// @param version of the server, such as 80400 for MySQL 8.4.0 and 110405 for MariaDB 11.4.5
  public DialectParser(Product grammar, Product server, int version) {
    this.server = server;
    this.version = version;
    this.grammar = Grammar.of(grammar, grammar == server ? version : LATEST_MYSQL);
    this.kinds = TreeBuilder.Kinds.of(this.grammar);
  }

  /// Parses the text of a single statement, without its terminator.
  public Parsing parse(String text) {
    try {
      return attempt(text);
    } catch (Complaint complaint) {
      return complaint.result();
    } catch (StackOverflowError _) {
      predictions.set(Optional.empty());
      return new Parsing.Failed("the statement is nested too deeply", 0);
    }
  }

  /// Finds where the words end with which a text begins; -1 where it begins with others.
  public int behind(String text, String... words) {
    try {
      List<Token> tokens = tokens(text);
      for (int i = 0; i < words.length; i++) {
        if (i >= tokens.size() || !tokens.get(i).getText().equalsIgnoreCase(words[i])) {
          return -1;
        }
      }
      return tokens.get(words.length - 1).getStopIndex() + 1;
    } catch (Complaint _) {
      return -1;
    }
  }

  private Parsing attempt(String text) {
    List<Token> tokens = tokens(text);
    if (Nesting.isDeep(tokens)) {
      return Nesting.onLargeStack(() -> parse(text, tokens));
    }
    return parse(text, tokens);
  }

  /// Returns what was learnt so far, or a fresh one in its place.
  private Predictions predictions(Lexer lexer) {
    return predictions
        .get()
        .filter(known -> known.size() <= MOST_STATES)
        .orElseGet(() -> {
          Predictions fresh = Predictions.of(lexer, parser(List.of()));
          predictions.set(Optional.of(fresh));
          return fresh;
        });
  }

  private Parser parser(List<Token> tokens) {
    return grammar.parser(new CommonTokenStream(new ListTokenSource(tokens)));
  }

  private List<Token> tokens(String text) {
    Comments comments = new Comments(text, server, version);
    if (comments.unterminated() >= 0) {
      throw Complaint.near(text, comments.unterminated(), text.length());
    }
    char[] code = comments.code();
    grammar.prepare(code);
    Lexer lexer = grammar.lexer(new SqlCharacters(text, code));
    predictions(lexer).teach(lexer);
    lexer.removeErrorListeners();
    lexer.addErrorListener(Complaint.ofLexer(text));
    List<Token> tokens = new ArrayList<>();
    Token token = lexer.nextToken();
    while (token.getType() != Token.EOF) {
      if (token.getChannel() == Token.DEFAULT_CHANNEL) {
        tokens.add(token);
      }
      if (tokens.size() > MOST_TOKENS) {
        throw Complaint.tooLong();
      }
      token = lexer.nextToken();
    }
    if (tokens.isEmpty()) {
      throw Complaint.of("there is no statement", 0);
    }
    tokens.add(token);
    grammar.gaps().forEach(gap -> gap.bridge(tokens));
    return tokens;
  }

  private Parsing parse(String text, List<Token> tokens) {
    SyntaxTree tree;
    try {
      tree = parse(text, tokens, PredictionMode.SLL);
    } catch (Complaint complaint) {
      if (complaint.isTooLong()) {
        throw complaint;
      }
      tree = parse(text, tokens, PredictionMode.LL);
    }
    List<SyntaxNode> statements =
        new SyntaxNode(tree, 0)
            .subtree(node -> node.isOf(grammar.statements()::contains))
            .filter(node -> node.isOf(grammar.statements()::contains))
            .limit(2)
            .toList();
    return switch (statements.size()) {
      case 0 -> new Parsing.Failed("there is no statement", 0);
      case 1 -> new Parsing.Parsed(statements.getFirst());
      default -> new Parsing.Failed("this is more than one statement", statements.get(1).start());
    };
  }

  private SyntaxTree parse(String text, List<Token> tokens, PredictionMode mode) {
    Parser parser = parser(tokens);
    predictions.get().ifPresent(known -> known.teach(parser));
    parser.getInterpreter().setPredictionMode(mode);
    parser.removeErrorListeners();
    parser.setErrorHandler(Complaint.ofParser(text));
    TreeBuilder tree = new TreeBuilder(text, kinds);
    parser.setBuildParseTree(false);
    parser.addParseListener(tree);
    grammar.parse(parser);
    return tree.build();
  }
}
