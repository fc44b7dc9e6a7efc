package dev.lockstep.parsers.mysql;

import java.util.Set;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ErrorNode;
import org.antlr.v4.runtime.tree.ParseTreeListener;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/// Forgets the values of all but the first rows of a long `INSERT`, once they are parsed.
///
/// Their trees would take a hundred times the memory of the text. Rows with a query in them stay.
final class RowPruning implements ParseTreeListener {
  private static final int KEPT = 1000;

  private final Parser parser;
  private final Set<String> rows;
  private int seen;
  private @Nullable ParserRuleContext row;
  private boolean query;

  RowPruning(Parser parser, Set<String> rows) {
    this.parser = parser;
    this.rows = rows;
  }

  private String rule(ParserRuleContext context) {
    return parser.getRuleNames()[context.getRuleIndex()];
  }

  @Override
  public void enterEveryRule(ParserRuleContext context) {
    String rule = rule(context);
    if (row == null && rows.contains(rule)) {
      row = context;
      query = false;
    } else if (rule.startsWith("querySpecification")) {
      query = true;
    }
  }

  @Override
  public void exitEveryRule(ParserRuleContext context) {
    if (row != null && isSame(context, row)) {
      row = null;
      if (++seen > KEPT && !query) {
        context.children = null;
      }
    }
  }

  /// Rules hold no values; they are what they are.
  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(ParserRuleContext one, ParserRuleContext other) {
    return one == other;
  }

  @Override
  public void visitTerminal(TerminalNode node) {
    // tokens are forgotten with their row
  }

  @Override
  public void visitErrorNode(ErrorNode node) {
    // there is none: the first error ends the parse
  }
}
