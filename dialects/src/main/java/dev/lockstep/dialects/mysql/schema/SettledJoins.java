package dev.lockstep.dialects.mysql.schema;

import dev.lockstep.dialects.mysql.schema.SqlText.Token;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Brings the joins of a view's query into the form that the server comes to when it reads its own
/// text again, which stays: what a comma joined is written as `from a join b join c`, and that,
/// read again, as `from ((a join b) join c)`.
///
/// *Source*: `print_join` of MariaDB; seen on 10.11 and 11.4.
final class SettledJoins {
  private static final Set<String> BEHIND_TABLES =
      Set.of(
          "where",
          "group",
          "having",
          "order",
          "limit",
          "union",
          "except",
          "intersect",
          "window",
          "procedure");

  private final SqlText text;
  private final List<Insertion> insertions = new ArrayList<>();

  private record Insertion(int at, String parentheses) {}

  private SettledJoins(String query) {
    this.text = new SqlText(query);
    for (int i = 0; i < text.tokens().size(); i++) {
      if (isWord(i, "from")) {
        tables(i + 1);
      }
    }
  }

  static String of(String query) {
    StringBuilder settled = new StringBuilder(query);
    new SettledJoins(query)
        .insertions.stream()
            .sorted(Comparator.comparingInt(Insertion::at).reversed())
            .forEach(one -> settled.insert(one.at(), one.parentheses()));
    return settled.toString();
  }

  /// Each join takes all that stands before it.
  private void tables(int first) {
    List<Integer> joins = new ArrayList<>();
    int depth = 0;
    int at = first;
    while (at < text.tokens().size() && !(depth == 0 && isEnd(at))) {
      depth += text.at(at).is('(') ? 1 : text.at(at).is(')') ? -1 : 0;
      if (depth == 0 && isWord(at, "join")) {
        joins.add(at);
      }
      at++;
    }
    if (!joins.isEmpty()) {
      insertions.add(new Insertion(text.at(first).start(), "(".repeat(joins.size())));
      joins.stream().skip(1).forEach(this::closeBefore);
      closeBefore(at);
    }
  }

  private void closeBefore(int token) {
    insertions.add(new Insertion(text.at(token - 1).end(), ")"));
  }

  /// `for order by` stands behind a table and says what an index is for.
  private boolean isEnd(int at) {
    Token token = text.at(at);
    return token.is(')')
        || (token.is('a')
            && BEHIND_TABLES.contains(token.value().toLowerCase(Locale.ROOT))
            && !isWord(at - 1, "for"));
  }

  private boolean isWord(int at, String word) {
    return text.at(at).is('a') && text.at(at).value().equalsIgnoreCase(word);
  }
}
