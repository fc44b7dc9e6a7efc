package dev.lockstep.parsers.sqlite;

import dev.lockstep.parsers.tree.SyntaxFailure;
import dev.lockstep.parsers.tree.SyntaxNode;
import dev.lockstep.parsers.tree.TreeBuilder;
import org.jspecify.annotations.Nullable;

/// Refuses what the grammar's rules take and SQLite refuses nevertheless, in the actions of rules.
final class Refusals {
  private final Grammar grammar;
  private final int option;
  private final int indexed;
  private final int term;
  private final int expression;
  private final Terminals terminals;

  Refusals(Grammar grammar, Terminals terminals) {
    this.grammar = grammar;
    this.terminals = terminals;
    this.option = grammar.symbol("table_option");
    this.indexed = grammar.symbol("tridxby");
    this.term = grammar.symbol("term");
    this.expression = grammar.symbol("expr");
  }

  /// Returns what SQLite has to say against it; null for nothing.
  @Nullable SyntaxFailure check(int rule, TreeBuilder tree) {
    int symbol = grammar.ruleSymbol(rule);
    if (symbol == option) {
      return option(tree.last());
    }
    if (symbol == indexed && grammar.ruleLength(rule) > 0) {
      return indexed(tree.last());
    }
    if ((symbol == term || symbol == expression) && grammar.ruleLength(rule) == 1) {
      return single(tree.last());
    }
    return null;
  }

  private static @Nullable SyntaxFailure option(SyntaxNode option) {
    SyntaxNode name = option.children().getLast();
    String known = option.children().size() == 1 ? "strict" : "rowid";
    return name.text().equalsIgnoreCase(known)
        ? null
        : new SyntaxFailure("unknown table option: " + name.text(), name.start());
  }

  private static SyntaxFailure indexed(SyntaxNode clause) {
    String words = clause.children().size() == 2 ? "NOT INDEXED" : "INDEXED BY";
    return new SyntaxFailure(
        "the %s clause is not allowed on UPDATE or DELETE statements within triggers"
            .formatted(words),
        clause.start());
  }

  private @Nullable SyntaxFailure single(SyntaxNode node) {
    SyntaxNode token = node.children().getFirst();
    int terminal = grammar.symbol(token.symbol());
    String text = token.text();
    if (terminal == terminals.variable()
        && text.charAt(0) == '#'
        && Character.isDigit(text.charAt(1))) {
      return new SyntaxFailure("near \"%s\": syntax error".formatted(text), token.start());
    }
    return terminal == terminals.separatedNumber() && !isSeparated(text)
        ? new SyntaxFailure("unrecognized token: \"%s\"".formatted(text), token.start())
        : null;
  }

  /// A separator stands between two digits.
  private static boolean isSeparated(String number) {
    boolean hexadecimal = number.length() > 1 && (number.charAt(1) | ' ') == 'x';
    for (int i = number.indexOf('_'); i >= 0; i = number.indexOf('_', i + 1)) {
      boolean between =
          i + 1 < number.length()
              && isDigit(number.charAt(i - 1), hexadecimal)
              && isDigit(number.charAt(i + 1), hexadecimal);
      if (!between) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(char c, boolean hexadecimal) {
    return hexadecimal ? Scanner.isHexadecimal(c) : c >= '0' && c <= '9';
  }
}
