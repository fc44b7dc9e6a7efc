package dev.lockstep.parsers.sqlite;

import dev.lockstep.parsers.tree.Parsing;
import dev.lockstep.parsers.tree.SyntaxFailure;
import dev.lockstep.parsers.tree.SyntaxNode;
import dev.lockstep.parsers.tree.SyntaxTree;
import java.util.List;

/// Parses SQL as SQLite does.
///
/// *Shape*: what SQLite accepts has a tree, everything else SQLite's message and position. Parsers
/// hold no state of a text; any number of threads may use one.
///
/// *Errors*: no text makes it throw. What is nested deeper than SQLite allows, or is longer than
/// some millions of tokens, is a failure like a syntax error.
///
/// *Source*: SQLite's own grammar of version 3.54, which takes what earlier ones took.
public final class SqliteParser {
  private final Grammar grammar;
  private final Terminals terminals;
  private final Refusals refusals;

  private SqliteParser() {
    this.grammar = Grammar.load();
    this.terminals = Terminals.of(grammar);
    this.refusals = new Refusals(grammar, terminals);
  }

  /// Returns the parser; the first call loads its tables.
  public static SqliteParser get() {
    return Loaded.PARSER;
  }

  private static final class Loaded {
    private static final SqliteParser PARSER = new SqliteParser();
  }

  /// Lists the statements of a text in their order, each as `cmdx` or, where it is only to be
  /// explained, `ecmd`.
  public static List<SyntaxNode> statements(SyntaxTree tree) {
    return tree.root()
        .all("ecmd")
        .map(ecmd -> ecmd.has("explain") ? ecmd : ecmd.child("cmdx").orElse(ecmd))
        .filter(statement -> !statement.is("ecmd") || statement.has("explain"))
        .toList();
  }

  /// Parses a text of any number of statements with `;` between them.
  public Parsing parse(String text) {
    int nul = text.indexOf('\0');
    if (nul >= 0) {
      return new Parsing.Failed("unrecognized token: \"\"", nul);
    }
    try {
      return new Parsing.Parsed(new ParseRun(text, grammar, terminals, refusals).parse());
    } catch (SyntaxFailure failure) {
      return failure.result();
    }
  }
}
