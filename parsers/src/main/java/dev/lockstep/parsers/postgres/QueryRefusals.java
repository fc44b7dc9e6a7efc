package dev.lockstep.parsers.postgres;

import dev.lockstep.parsers.tree.SyntaxNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Refuses queries whose clauses do not go together.
final class QueryRefusals implements Refusals.Refusal {
  static final List<String> SYMBOLS =
      List.of(
          "frame_extent",
          "json_format_clause",
          "json_table",
          "xmltable_column_el",
          "xmltable_column_option_el",
          "table_ref");
  static final List<String> LONGER_SYMBOLS =
      List.of("select_no_parens", "a_expr", "func_expr", "AexprConst");
  private static final Set<String> WRAPPERS =
      Set.of("opt_sort_clause", "opt_select_limit", "select_limit", "opt_for_locking_clause");
  private static final Set<String> ENCODINGS = Set.of("utf8", "utf16", "utf32");

  private final int major;

  QueryRefusals(int major) {
    this.major = major;
  }

  @Override
  public void check(SyntaxNode node, TokenStream tokens) {
    switch (node.symbol()) {
      case "select_no_parens" -> checkClauses(node);
      case "a_expr" -> checkOverlaps(node);
      case "func_expr" -> checkWithinGroup(node);
      case "frame_extent" -> checkFrame(node);
      case "json_format_clause" -> checkEncoding(node);
      case "json_table" -> checkJsonPath(node);
      case "xmltable_column_el" -> checkXmlColumn(node);
      case "xmltable_column_option_el" -> checkXmlOption(node);
      case "AexprConst" -> checkTypeModifiers(node);
      default -> checkAlias(node);
    }
  }

  /// Refuses clauses that the query within the parentheses has already.
  private void checkClauses(SyntaxNode query) {
    List<SyntaxNode> inner = queriesWithin(query);
    refuseTwice(query, inner, "sort_clause", "ORDER BY");
    refuseTwice(query, inner, "offset_clause", "OFFSET");
    refuseTwice(query, inner, "limit_clause", "LIMIT");
    Optional<SyntaxNode> limit = clause(query, "limit_clause");
    if (limit.isPresent() && limit.get().has("TIES")) {
      checkTies(query, inner, limit.get().child("WITH").orElseThrow());
    }
    refuseTwice(query, inner, "with_clause", "WITH");
  }

  /// Lists the queries that stand alone in the parentheses of another.
  private static List<SyntaxNode> queriesWithin(SyntaxNode query) {
    List<SyntaxNode> within = new ArrayList<>();
    Optional<SyntaxNode> next = inside(query);
    while (next.isPresent()) {
      within.add(next.get());
      next = inside(next.get());
    }
    return within;
  }

  private static Optional<SyntaxNode> inside(SyntaxNode query) {
    Optional<SyntaxNode> clause = query.child("select_clause");
    if (clause.isEmpty()) {
      return Optional.empty();
    }
    Optional<SyntaxNode> parentheses = clause.get().child("select_with_parens");
    while (parentheses.isPresent()) {
      SyntaxNode within = parentheses.get().children().get(1);
      if (within.is("select_no_parens")) {
        return Optional.of(within);
      }
      parentheses = Optional.of(within);
    }
    return Optional.empty();
  }

  /// Returns a clause of the query itself, not of one within.
  private static Optional<SyntaxNode> clause(SyntaxNode query, String symbol) {
    for (SyntaxNode part : query.children()) {
      if (part.is(symbol)) {
        return Optional.of(part);
      }
      if (WRAPPERS.contains(part.symbol())) {
        Optional<SyntaxNode> found = clause(part, symbol);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private void refuseTwice(SyntaxNode query, List<SyntaxNode> inner, String symbol, String words) {
    Optional<SyntaxNode> own = clause(query, symbol);
    if (own.isPresent() && any(inner, symbol)) {
      List<SyntaxNode> parts = own.get().children();
      int place =
          switch (symbol) {
            case "sort_clause" -> 2;
            // up to 17 the server points at the number
            case "offset_clause", "limit_clause" -> major >= 18 ? 0 : 1;
            default -> 0;
          };
      throw Refusals.at(parts.get(place), "multiple " + words + " clauses not allowed");
    }
  }

  private static void checkTies(SyntaxNode query, List<SyntaxNode> inner, SyntaxNode ties) {
    List<SyntaxNode> queries = new ArrayList<>(inner);
    queries.add(query);
    if (!any(queries, "sort_clause")) {
      throw Refusals.at(ties, "WITH TIES cannot be specified without ORDER BY clause");
    }
    boolean skips =
        queries.stream()
            .flatMap(one -> clause(one, "for_locking_clause").stream())
            .flatMap(locking -> locking.tokens())
            .anyMatch(token -> token.is("SKIP"));
    if (skips) {
      throw Refusals.at(ties, "SKIP LOCKED and WITH TIES options cannot be used together");
    }
  }

  private static boolean any(List<SyntaxNode> queries, String symbol) {
    for (SyntaxNode query : queries) {
      if (clause(query, symbol).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private static void checkOverlaps(SyntaxNode node) {
    if (Refusals.begins(node, "row", "OVERLAPS")) {
      checkPair(node.children().getFirst(), "left");
      checkPair(node.children().getLast(), "right");
    }
  }

  private static void checkPair(SyntaxNode row, String side) {
    int listed = row.child("expr_list").map(list -> list.items().size()).orElse(0);
    int size = row.has("a_expr") ? listed + 1 : listed;
    if (size != 2) {
      throw Refusals.at(
          row, "wrong number of parameters on %s side of OVERLAPS expression".formatted(side));
    }
  }

  private static void checkWithinGroup(SyntaxNode node) {
    Optional<SyntaxNode> group = node.child("within_group_clause");
    if (group.isEmpty()) {
      return;
    }
    SyntaxNode call = node.children().getFirst();
    if (call.has("opt_sort_clause")) {
      throw Refusals.at(group.get(), "cannot use multiple ORDER BY clauses with WITHIN GROUP");
    }
    for (String word : List.of("DISTINCT", "VARIADIC")) {
      if (call.has(word)) {
        throw Refusals.at(group.get(), "cannot use " + word + " with WITHIN GROUP");
      }
    }
  }

  private static void checkFrame(SyntaxNode node) {
    List<SyntaxNode> parts = node.children();
    boolean between = parts.size() > 1;
    SyntaxNode from = between ? parts.get(1) : parts.getFirst();
    String begin = bound(from);
    if (begin.equals("UNBOUNDED FOLLOWING")) {
      throw Refusals.at(from, "frame start cannot be UNBOUNDED FOLLOWING");
    }
    if (!between) {
      if (begin.equals("FOLLOWING")) {
        throw Refusals.at(from, "frame starting from following row cannot end with current row");
      }
      return;
    }
    SyntaxNode to = parts.getLast();
    String end = bound(to);
    if (end.equals("UNBOUNDED PRECEDING")) {
      throw Refusals.at(to, "frame end cannot be UNBOUNDED PRECEDING");
    }
    if (begin.equals("CURRENT_P") && end.equals("PRECEDING")) {
      throw Refusals.at(to, "frame starting from current row cannot have preceding rows");
    }
    if (begin.equals("FOLLOWING") && (end.equals("PRECEDING") || end.equals("CURRENT_P"))) {
      throw Refusals.at(to, "frame starting from following row cannot have preceding rows");
    }
  }

  /// Returns the words of a bound without its number.
  private static String bound(SyntaxNode bound) {
    SyntaxNode first = bound.children().getFirst();
    String direction = bound.children().getLast().symbol();
    return switch (first.symbol()) {
      case "UNBOUNDED" -> "UNBOUNDED " + direction;
      case "CURRENT_P" -> "CURRENT_P";
      default -> direction;
    };
  }

  private static void checkEncoding(SyntaxNode node) {
    node.child("name")
        .filter(name -> !ENCODINGS.contains(Quoted.name(name.text()).toLowerCase(Locale.ROOT)))
        .ifPresent(name -> {
          throw Refusals.at(name, "unrecognized JSON encoding: " + Quoted.name(name.text()));
        });
  }

  private static void checkJsonPath(SyntaxNode node) {
    SyntaxNode path = node.child("a_expr").orElseThrow();
    if (!path.collapsed().is("SCONST")) {
      throw Refusals.at(
          path, "only string constants are supported in JSON_TABLE path specification");
    }
  }

  private static void checkXmlColumn(SyntaxNode node) {
    Optional<SyntaxNode> options = node.child("xmltable_column_option_list");
    Set<String> seen = new HashSet<>();
    for (SyntaxNode option : options.map(SyntaxNode::items).orElse(List.of())) {
      SyntaxNode first = option.children().getFirst();
      String name = first.is("IDENT") ? Quoted.name(first.text()) : first.symbol();
      switch (name) {
        case "DEFAULT" -> {
          if (!seen.add("default")) {
            throw Refusals.at(option, "only one DEFAULT value is allowed");
          }
        }
        case "path", "PATH" -> {
          if (!seen.add("path")) {
            throw Refusals.at(option, "only one PATH value per column is allowed");
          }
        }
        case "NOT", "NULL_P" -> {
          if (!seen.add("null")) {
            throw Refusals.at(
                option,
                "conflicting or redundant NULL / NOT NULL declarations for column \"%s\""
                    .formatted(Quoted.name(node.children().getFirst().text())));
          }
        }
        default -> throw Refusals.at(option, "unrecognized column option \"%s\"".formatted(name));
      }
    }
  }

  private static void checkXmlOption(SyntaxNode node) {
    SyntaxNode name = node.children().getFirst();
    if (name.is("IDENT") && Quoted.name(name.text()).equals("__pg__is_not_null")) {
      throw Refusals.at(name, "option name \"__pg__is_not_null\" cannot be used in XMLTABLE");
    }
  }

  private static void checkTypeModifiers(SyntaxNode node) {
    if (!Refusals.begins(node, "func_name", "(", "func_arg_list")) {
      return;
    }
    for (SyntaxNode argument : node.children().get(2).items()) {
      if (argument.has("param_name")) {
        throw Refusals.at(argument, "type modifier cannot have parameter name");
      }
    }
  }

  /// From 16 on the alias may be left out.
  private void checkAlias(SyntaxNode node) {
    SyntaxNode alias = node.children().getLast();
    if (major >= 16 || !alias.is("opt_alias_clause") || !alias.isEmpty()) {
      return;
    }
    Optional<SyntaxNode> query = node.child("select_with_parens");
    if (query.isPresent()) {
      String kind = isValues(query.get()) ? "VALUES" : "subquery";
      throw Refusals.at(query.get(), kind + " in FROM must have an alias");
    }
  }

  private static boolean isValues(SyntaxNode query) {
    return query.tokens().filter(token -> !token.is("(")).findFirst().orElseThrow().is("VALUES");
  }
}
