package dev.lockstep.parsers.postgres;

import dev.lockstep.parsers.tree.SyntaxFailure;
import dev.lockstep.parsers.tree.SyntaxNode;
import dev.lockstep.parsers.tree.TreeBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Refuses what the grammar's rules take and the server's parser refuses nevertheless.
///
/// The server has such checks in the actions of its rules. Here they are grouped by what they look
/// at; each is told the node of the rule when it is complete, as there. They are switches and loops
/// instead of tables of functions, since the first statement of a command line pays for each of
/// those.
final class Refusals {
  private static final List<Shape> SHAPES =
      List.of(
          new Shape(
              "AlterOptRoleElem",
              List.of("UNENCRYPTED"),
              "UNENCRYPTED",
              "UNENCRYPTED PASSWORD is no longer supported"),
          new Shape(
              "set_rest_more",
              List.of("CATALOG_P"),
              "Sconst",
              "current database cannot be changed"),
          new Shape(
              "CreateSchemaStmt",
              List.of("CREATE", "SCHEMA", "IF_P"),
              "OptSchemaEltList",
              "CREATE SCHEMA IF NOT EXISTS cannot include schema elements"),
          new Shape(
              "create_extension_opt_item",
              List.of("FROM"),
              "FROM",
              "CREATE EXTENSION ... FROM is no longer supported"),
          new Shape(
              "key_match",
              List.of("MATCH", "PARTIAL"),
              "MATCH",
              "MATCH PARTIAL not yet implemented"),
          new Shape(
              "CreateAssertionStmt",
              List.of("CREATE"),
              "CREATE",
              "CREATE ASSERTION is not yet implemented"),
          new Shape(
              "AlterEnumStmt",
              List.of("ALTER", "TYPE_P", "any_name", "DROP"),
              "DROP",
              "dropping an enum value is not implemented"),
          new Shape("oper_argtypes", List.of("(", "Typename", ")"), ")", "missing argument"),
          new Shape(
              "ViewStmt",
              List.of("CREATE", "OptTemp", "RECURSIVE"),
              "opt_check_option",
              "WITH CHECK OPTION not supported on recursive views"),
          new Shape(
              "ViewStmt",
              List.of("CREATE", "OR", "REPLACE", "OptTemp", "RECURSIVE"),
              "opt_check_option",
              "WITH CHECK OPTION not supported on recursive views"),
          new Shape(
              "limit_clause",
              List.of("LIMIT", "select_limit_value", ","),
              "LIMIT",
              "LIMIT #,# syntax is not supported"),
          new Shape(
              "a_expr", List.of("UNIQUE"), "UNIQUE", "UNIQUE predicate is not yet implemented"),
          new Shape(
              "AexprConst",
              List.of("func_name", "(", "func_arg_list", "opt_sort_clause", ")"),
              "opt_sort_clause",
              "type modifier cannot have ORDER BY"));

  private final Grammar grammar;
  private final @Nullable Refusal[] refusals;
  private final int[] leastParts;

  Refusals(Grammar grammar, int major) {
    this.grammar = grammar;
    this.refusals = new Refusal[grammar.symbolCount()];
    this.leastParts = new int[grammar.symbolCount()];
    for (Shape shape : SHAPES) {
      add(shape, shape.beginning().size(), List.of(shape.symbol()));
    }
    NameRefusals names = new NameRefusals();
    add(names, 1, NameRefusals.SYMBOLS);
    add(names, 2, NameRefusals.LONGER_SYMBOLS);
    QueryRefusals queries = new QueryRefusals(major);
    add(queries, 1, QueryRefusals.SYMBOLS);
    add(queries, 2, QueryRefusals.LONGER_SYMBOLS);
    add(new ConstraintRefusals(major), 1, ConstraintRefusals.SYMBOLS);
    add(new DefinitionRefusals(major), 1, DefinitionRefusals.SYMBOLS);
    add(new PublicationRefusals(), 1, PublicationRefusals.SYMBOLS);
  }

  /// Has a check made of the nodes of some symbols that have as many parts: what is met most often,
  /// such as a column's plain name, is never looked at. Not every version has every symbol.
  private void add(Refusal refusal, int parts, List<String> symbols) {
    for (String symbol : symbols) {
      int number = grammar.symbol(symbol);
      if (number >= 0) {
        Refusal before = refusals[number];
        refusals[number] = before == null ? refusal : new Both(before, refusal);
        leastParts[number] = before == null ? parts : Math.min(parts, leastParts[number]);
      }
    }
  }

  /// Checks the rule that was completed last.
  void check(int rule, TreeBuilder tree, TokenStream tokens) {
    int symbol = grammar.ruleSymbol(rule);
    Refusal refusal = refusals[symbol];
    if (refusal != null && grammar.ruleLength(rule) >= leastParts[symbol]) {
      refusal.check(tree.last(), tokens);
    }
  }

  static SyntaxFailure at(SyntaxNode node, String message) {
    return new SyntaxFailure(message, node.start());
  }

  /// Tells whether the parts of a node begin with these symbols.
  static boolean begins(SyntaxNode node, String... symbols) {
    return begins(node, Arrays.asList(symbols));
  }

  private static boolean begins(SyntaxNode node, List<String> symbols) {
    List<SyntaxNode> parts = node.children();
    if (parts.size() < symbols.size()) {
      return false;
    }
    for (int i = 0; i < symbols.size(); i++) {
      if (!parts.get(i).is(symbols.get(i))) {
        return false;
      }
    }
    return true;
  }

  /// Looks at one node that has just been completed.
  interface Refusal {
    /// Throws [SyntaxFailure] where the server complains.
    void check(SyntaxNode node, TokenStream tokens);
  }

  private record Both(Refusal first, Refusal second) implements Refusal {
    @Override
    public void check(SyntaxNode node, TokenStream tokens) {
      first.check(node, tokens);
      second.check(node, tokens);
    }
  }

  /// Refuses the rule that begins with some symbols, at one of its parts unless that is empty.
  private record Shape(String symbol, List<String> beginning, String place, String message)
      implements Refusal {
    @Override
    public void check(SyntaxNode node, TokenStream tokens) {
      if (begins(node, beginning)) {
        Optional<SyntaxNode> part = node.child(place);
        if (part.isPresent()) {
          throw at(part.get(), message);
        }
      }
    }
  }
}
