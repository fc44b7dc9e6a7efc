package dev.lockstep.readers.sqlite;

import dev.lockstep.name.QualifiedName;
import dev.lockstep.parsers.tree.SyntaxNode;
import dev.lockstep.statement.Anchor;
import dev.lockstep.statement.Operation.Mode;
import dev.lockstep.statement.TextRange;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads names, and the small words that stand around them.
final class SqliteNames {
  /// Where the tables of a session are, which are found without naming it.
  private static final String TEMPORARY = "temp";

  private static final Set<String> KINDS = Set.of("TABLE", "INDEX", "VIEW", "TRIGGER");

  private SqliteNames() {}

  static TextRange range(SyntaxNode node) {
    return new TextRange(node.start(), node.end());
  }

  /// Returns the only part of a symbol, which the grammar says is there.
  static SyntaxNode part(SyntaxNode node, String symbol) {
    return node.child(symbol)
        .orElseThrow(() -> new IllegalStateException(node + " without " + symbol));
  }

  /// Lists the parts of a symbol that are not empty.
  static List<SyntaxNode> parts(SyntaxNode node, String symbol) {
    return node.children().stream().filter(child -> child.is(symbol) && !child.isEmpty()).toList();
  }

  /// Returns the expression among the parts, which may be a mere term.
  static Optional<SyntaxNode> expression(SyntaxNode node) {
    return node.child("expr").or(() -> node.child("term"));
  }

  /// Reads the name whose words are parts of a node, alone or with that of the database: as `nm
  /// dbnm`, or as `nm . nm`.
  static QualifiedName qualified(SyntaxNode node) {
    List<SyntaxNode> words = parts(node, "nm");
    String first = words.getFirst().name();
    Optional<SyntaxNode> behind =
        node.child("dbnm")
            .map(with -> part(with, "nm"))
            .or(() -> Optional.of(words).filter(_ -> isPoint(node)).map(all -> all.get(1)));
    return behind.isEmpty() || first.equalsIgnoreCase(TEMPORARY)
        ? new QualifiedName(null, behind.map(SyntaxNode::name).orElse(first))
        : new QualifiedName(first, behind.get().name());
  }

  private static boolean isPoint(SyntaxNode node) {
    List<SyntaxNode> children = node.children();
    return children.size() > 2 && children.get(1).is("DOT");
  }

  /// Tells whether the database of temporary objects is named.
  static boolean isTemporary(SyntaxNode node) {
    return node.has("temp")
        || (node.has("dbnm") && part(node, "nm").name().equalsIgnoreCase(TEMPORARY));
  }

  static QualifiedName plain(SyntaxNode name) {
    return new QualifiedName(null, name.name());
  }

  /// Lists the columns of a list of names, or of keys.
  static List<String> columns(SyntaxNode list) {
    return list.items().stream().filter(item -> item.is("nm")).map(SyntaxNode::name).toList();
  }

  /// Returns the words of a node in upper case with single blanks.
  static String upper(SyntaxNode node) {
    return node.tokens()
        .filter(token -> !token.isEmpty())
        .map(SyntaxNode::text)
        .collect(Collectors.joining(" "))
        .toUpperCase(Locale.ROOT);
  }

  /// Finds the word of the kind and the name in a statement.
  static Map<Anchor, TextRange> anchors(SyntaxNode command) {
    SyntaxNode first = command.children().getFirst();
    SyntaxNode node =
        command.has("trigger_decl")
            ? part(command, "trigger_decl")
            : first.is("create_table") || first.is("create_vtab") || first.is("alter_add")
                ? first
                : command;
    Map<Anchor, TextRange> anchors = new EnumMap<>(Anchor.class);
    for (SyntaxNode child : node.children()) {
      if (KINDS.contains(child.symbol())) {
        anchors.putIfAbsent(Anchor.KIND, range(child));
      } else if (!child.isEmpty() && (child.is("nm") || child.is("fullname"))) {
        anchors.putIfAbsent(Anchor.NAME, range(child));
      }
    }
    return anchors;
  }

  /// Finds out what a statement says besides what it does.
  static Set<Mode> modes(SyntaxNode node) {
    Set<Mode> modes = EnumSet.noneOf(Mode.class);
    if (node.has("ifnotexists")) {
      modes.add(Mode.IF_NOT_EXISTS);
    }
    if (node.has("ifexists")) {
      modes.add(Mode.IF_EXISTS);
    }
    if (isTemporary(node)) {
      modes.add(Mode.TEMPORARY);
    }
    return modes;
  }
}
