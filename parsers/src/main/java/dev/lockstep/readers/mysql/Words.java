package dev.lockstep.readers.mysql;

import dev.lockstep.name.QualifiedName;
import dev.lockstep.parsers.mysql.SyntaxNode;
import dev.lockstep.statement.TextRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a statement from left to right, as words, names, types, expressions and bodies.
///
/// *Shape*: nothing is checked that the grammar has checked; what is not at hand is not taken.
final class Words {
  private final List<SyntaxNode> items;
  private final int origin;
  private int at;

  private Words(List<SyntaxNode> items, int origin) {
    this.items = items;
    this.origin = origin;
  }

  /// @param origin where the text of the statement begins
  static Words of(SyntaxNode node, int origin) {
    return new Words(
        node.subtree(Rules::isWhole).filter(item -> Rules.isWhole(item) || item.isLeaf()).toList(),
        origin);
  }

  int origin() {
    return origin;
  }

  boolean isAtEnd() {
    return at >= items.size();
  }

  /// Returns the item at hand; behind the end the last one.
  SyntaxNode here() {
    return items.get(Math.min(at, items.size() - 1));
  }

  SyntaxNode next() {
    SyntaxNode item = here();
    at++;
    return item;
  }

  int mark() {
    return at;
  }

  /// Goes on from a mark.
  void back(int mark) {
    at = mark;
  }

  // ---------------------------------------------------------------------------------------- words

  private boolean isWord(int index, String word) {
    return index < items.size() && items.get(index).isWord(word);
  }

  boolean isAt(String... words) {
    for (int i = 0; i < words.length; i++) {
      if (!isWord(at + i, words[i])) {
        return false;
      }
    }
    return true;
  }

  boolean isAtAny(Set<String> words) {
    return !isAtEnd() && here().isToken() && words.contains(here().symbol());
  }

  /// Goes behind these words if they are at hand.
  boolean takes(String... words) {
    boolean there = isAt(words);
    at += there ? words.length : 0;
    return there;
  }

  /// Goes behind one of these words if it is at hand.
  boolean takesAny(String... words) {
    for (String word : words) {
      if (takes(word)) {
        return true;
      }
    }
    return false;
  }

  /// Goes to the next of these words outside of parentheses, or to the end.
  boolean findsAny(String... words) {
    Set<String> wanted = Set.of(words);
    while (!isAtEnd() && !isAtAny(wanted)) {
      skip();
    }
    return !isAtEnd();
  }

  /// Goes behind an item, or behind all of what stands in parentheses.
  void skip() {
    int depth = 0;
    do {
      depth += isAt("(") ? 1 : isAt(")") ? -1 : 0;
      at++;
    } while (depth > 0 && !isAtEnd());
  }

  // ---------------------------------------------------------------------------------------- items

  boolean isAtName() {
    return !isAtEnd() && here().isOf(Rules.NAMES::contains);
  }

  boolean isAtRule(Set<String> rules) {
    return !isAtEnd() && here().isOf(rules::contains);
  }

  /// Reads an object's name.
  QualifiedName name() {
    return Spelling.qualified(next());
  }

  /// Reads a name without a qualifier, or a string that stands for one.
  String simple() {
    return name().name();
  }

  /// Reads a name if one is at hand.
  @Nullable String simpleIfAny() {
    return isAtName() ? simple() : null;
  }

  /// Reads names with commas between them.
  List<QualifiedName> names() {
    List<QualifiedName> names = new ArrayList<>();
    while (isAtName()) {
      names.add(name());
      if (!isAt(",")) {
        break;
      }
      int comma = mark();
      next();
      if (!isAtName()) {
        back(comma);
        break;
      }
    }
    return names;
  }

  /// Reads names in parentheses if they are at hand.
  List<String> columns() {
    if (!takes("(")) {
      return List.of();
    }
    List<String> names = names().stream().map(QualifiedName::name).toList();
    takes(")");
    return names;
  }

  /// Reads a word, a name, a number or a string as a value, behind `=` if that is at hand.
  String value() {
    takes("=");
    int start = at;
    if (isAt("(")) {
      skip();
      return text(start);
    }
    return Spelling.unquoted(next().text());
  }

  // --------------------------------------------------------------------------------------- ranges

  /// Lists what was read since a mark.
  List<SyntaxNode> since(int mark) {
    return items.subList(mark, Math.clamp(at, mark, items.size()));
  }

  TextRange range(int mark) {
    List<SyntaxNode> read = since(mark);
    SyntaxNode first = items.get(Math.min(mark, items.size() - 1));
    int end = read.isEmpty() ? first.end() : read.getLast().end();
    return new TextRange(first.start() - origin, end - origin);
  }

  /// Returns the text that was read since a mark as it was written.
  String textSince(int mark) {
    List<SyntaxNode> read = since(mark);
    return read.isEmpty() ? "" : read.getFirst().textTo(read.getLast());
  }

  /// Returns the text that was read since a mark, with single blanks.
  String text(int mark) {
    return String.join(" ", since(mark).stream().map(SyntaxNode::text).toList());
  }
}
