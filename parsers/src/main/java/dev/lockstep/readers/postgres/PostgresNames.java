package dev.lockstep.readers.postgres;

import dev.lockstep.name.QualifiedName;
import dev.lockstep.parsers.tree.SyntaxNode;
import dev.lockstep.statement.Anchor;
import dev.lockstep.statement.Operation.Mode;
import dev.lockstep.statement.TextRange;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads names, and the small words that stand around them.
final class PostgresNames {
  /// What the grammar calls the place of the kind of an object.
  private static final Set<String> KINDS =
      Set.of(
          "INDEX",
          "TABLE",
          "VIEW",
          "SCHEMA",
          "TYPE_P",
          "object_type_any_name",
          "reindex_target_multitable",
          "reindex_target_relation",
          "reindex_target_type");

  /// What the grammar calls the place of the name of what a statement is about.
  private static final Set<String> PLACES =
      Set.of(
          "ColId",
          "any_name_list",
          "columnDef",
          "create_as_target",
          "index_name",
          "name",
          "opt_index_name",
          "opt_single_name",
          "qualified_name",
          "type_name_list");

  private PostgresNames() {}

  static TextRange range(SyntaxNode node) {
    return new TextRange(node.start(), node.end());
  }

  /// Returns the only part of a symbol, which the grammar says is there.
  static SyntaxNode part(SyntaxNode node, String symbol) {
    return node.child(symbol)
        .orElseThrow(() -> new IllegalStateException(node + " without " + symbol));
  }

  /// Returns the first node of a symbol in a subtree.
  static Optional<SyntaxNode> within(SyntaxNode node, String symbol) {
    return node.first(symbol);
  }

  /// Returns the first part that is one of the symbols.
  static Optional<SyntaxNode> either(SyntaxNode node, String... symbols) {
    for (String symbol : symbols) {
      Optional<SyntaxNode> found = node.child(symbol);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /// Lists the parts of a symbol.
  static List<SyntaxNode> parts(SyntaxNode node, String symbol) {
    return node.children().stream().filter(child -> child.is(symbol)).toList();
  }

  /// Lists the elements of an optional list, however deep the grammar has wrapped it.
  static List<SyntaxNode> items(SyntaxNode node, String list) {
    return node.child(list).map(SyntaxNode::items).orElse(List.of());
  }

  /// Reads a name of one or more words with points between them. Of three, the first is the
  /// database.
  static QualifiedName qualified(SyntaxNode node) {
    List<String> words = words(node);
    int last = words.size() - 1;
    return new QualifiedName(last > 0 ? words.get(last - 1) : null, words.get(last));
  }

  /// Lists the words of a name with points.
  static List<String> words(SyntaxNode node) {
    List<String> words = new ArrayList<>();
    node.tokens()
        .filter(token -> !token.is("."))
        .takeWhile(token -> !token.is("(") && !token.is("["))
        .forEach(token -> words.add(token.name()));
    return words;
  }

  static QualifiedName plain(SyntaxNode name) {
    return new QualifiedName(null, name.name());
  }

  /// Reads the name of a function or operator that is told by its arguments.
  static QualifiedName routine(SyntaxNode withArguments) {
    return qualified(
        either(withArguments, "func_name", "ColId", "type_func_name_keyword", "any_operator")
            .filter(found -> !withArguments.has("indirection"))
            .orElse(withArguments));
  }

  /// Reads the table of `relation_expr` in any of its forms.
  static QualifiedName table(SyntaxNode node) {
    return qualified(
        node.is("qualified_name")
            ? node
            : within(node, "qualified_name").or(() -> within(node, "any_name")).orElse(node));
  }

  static List<QualifiedName> tables(SyntaxNode node) {
    return node.all("qualified_name").map(PostgresNames::qualified).toList();
  }

  static List<String> names(SyntaxNode list) {
    return list.items().stream().map(SyntaxNode::name).toList();
  }

  /// Lists the columns in parentheses at a place where there may be none.
  static List<String> columns(SyntaxNode node, String list) {
    return node.child(list).stream()
        .flatMap(found -> found.all("columnElem"))
        .map(SyntaxNode::name)
        .toList();
  }

  /// Returns the words of a node in upper case with single blanks.
  static String upper(SyntaxNode node) {
    return node.tokens()
        .map(SyntaxNode::text)
        .collect(Collectors.joining(" "))
        .toUpperCase(Locale.ROOT);
  }

  /// Returns the words of a node before the first parenthesis in upper case with single blanks.
  static String upperWords(SyntaxNode node) {
    return node.tokens()
        .takeWhile(token -> !token.is("("))
        .map(SyntaxNode::text)
        .collect(Collectors.joining(" "))
        .toUpperCase(Locale.ROOT);
  }

  static String lower(SyntaxNode node) {
    return upper(node).toLowerCase(Locale.ROOT);
  }

  /// Finds the word of the kind and the name in a statement, or in a command of one.
  static Map<Anchor, TextRange> anchors(SyntaxNode node) {
    Map<Anchor, TextRange> anchors = new EnumMap<>(Anchor.class);
    for (SyntaxNode child : node.children()) {
      if (!child.isEmpty() && KINDS.contains(child.symbol())) {
        anchors.putIfAbsent(Anchor.KIND, range(child));
      } else if (!child.isEmpty() && PLACES.contains(child.symbol())) {
        anchors.putIfAbsent(Anchor.NAME, range(child));
      }
    }
    return anchors;
  }

  /// Finds out what a statement says besides what it does.
  static Set<Mode> modes(SyntaxNode node) {
    Set<Mode> modes = EnumSet.noneOf(Mode.class);
    List<SyntaxNode> children = node.children();
    for (int i = 0; i < children.size(); i++) {
      SyntaxNode child = children.get(i);
      if (child.isEmpty()) {
        continue;
      }
      switch (child.symbol()) {
        case "IF_P" ->
            modes.add(children.get(i + 1).is("NOT") ? Mode.IF_NOT_EXISTS : Mode.IF_EXISTS);
        case "opt_if_not_exists" -> modes.add(Mode.IF_NOT_EXISTS);
        case "opt_or_replace", "REPLACE" -> modes.add(Mode.OR_REPLACE);
        case "opt_concurrently", "CONCURRENTLY" -> modes.add(Mode.CONCURRENTLY);
        case "opt_drop_behavior" -> {
          if (child.has("CASCADE")) {
            modes.add(Mode.CASCADE);
          }
        }
        case "OptTemp", "OptNoLog" ->
            modes.add(child.has("UNLOGGED") ? Mode.UNLOGGED : Mode.TEMPORARY);
        case "opt_with_data" -> {
          if (child.has("NO")) {
            modes.add(Mode.NO_DATA);
          }
        }
        case "relation_expr", "relation_expr_list" -> {
          if (child.all("ONLY").findAny().isPresent()) {
            modes.add(Mode.ONLY);
          }
        }
        default -> {
          // says something else
        }
      }
    }
    return modes;
  }
}
