package dev.lockstep.dialects.mysql.schema;

import dev.lockstep.dialects.mysql.schema.SqlText.Token;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Reads a view's query as the server writes it: without the name of its own database, and with the
/// tables and views that it reads.
///
/// *Shape*: a column stands behind database and table, or behind an alias, which may be called as
/// the database is; a table stands behind `from` or `join` alone, but not behind the `from` of
/// `extract` and `trim`.
final class ViewText {
  private static final Set<String> BEFORE_TABLES = Set.of("from", "join", "straight_join");
  private static final Set<String> FUNCTIONS_WITH_FROM = Set.of("extract", "trim");

  private final SqlText text;
  private final String database;
  private final List<Token> qualifiers = new ArrayList<>();
  private final Set<String> tables = new LinkedHashSet<>();

  ViewText(String definition, String database) {
    this.text = new SqlText(definition);
    this.database = database;
    for (int i = 0; i < text.tokens().size(); i++) {
      if (text.at(i).isName()) {
        int end = i;
        while (text.at(end + 1).is('.') && text.at(end + 2).isName()) {
          end += 2;
        }
        name(i, end);
        i = end;
      }
    }
  }

  String definition() {
    return text.without(qualifiers);
  }

  /// Returns the names of tables, views and queries of the view's own.
  Set<String> tables() {
    return tables;
  }

  private void name(int first, int last) {
    boolean table = isBehindFrom(first);
    boolean function = !table && text.at(last + 1).is('(');
    int parts = (last - first) / 2 + 1;
    boolean own = text.at(first).value().equals(database);
    boolean qualified = own && parts == (table || function ? 2 : 3);
    if (qualified) {
      qualifiers.add(text.at(first));
    }
    if (table && (parts == 1 || qualified)) {
      tables.add(text.at(last).value());
    }
  }

  private boolean isBehindFrom(int first) {
    int at = first - 1;
    while (text.at(at).is('(')) {
      at--;
    }
    return isWord(at, BEFORE_TABLES) && !isArgument(at);
  }

  /// Tells whether a word stands among the arguments of a function that takes `from`.
  private boolean isArgument(int word) {
    int depth = 0;
    int at = word - 1;
    while (at >= 0 && depth >= 0) {
      depth += text.at(at).is(')') ? 1 : text.at(at).is('(') ? -1 : 0;
      at--;
    }
    return depth < 0 && isWord(at, FUNCTIONS_WITH_FROM);
  }

  private boolean isWord(int at, Set<String> words) {
    return text.at(at).is('a') && words.contains(text.at(at).value());
  }
}
