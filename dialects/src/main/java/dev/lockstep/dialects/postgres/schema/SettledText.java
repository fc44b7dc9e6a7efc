package dev.lockstep.dialects.postgres.schema;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Brings what PostgreSQL writes about an object into the form that it comes to when it reads that
/// text again, which stays.
///
/// Without this, one and the same view or check would differ between a database and its copy:
///
/// - `x IN ('a', 'b')` is written back as `(ARRAY['a'::character varying, …])::text[]`, and that,
///   read again, as `ARRAY[('a'::character varying)::text, …]` ([ArrayCasts]);
/// - `x BETWEEN 1 AND 2 AND y` is written back as `(((x >= 1) AND (x <= 2)) AND y)`, and that, read
///   again, as `((x >= 1) AND (x <= 2) AND y)`, for the parser joins an operand on the left of the
///   same kind;
/// - a join without a condition is written back as `ON TRUE`, and that as `ON (true)`.
///
/// *Source*: `makeAndExpr` and `get_from_clause_item` of PostgreSQL's parser and deparser; seen to
/// hold from 12 to 18.
final class SettledText {
  private static final String AND = " AND ";
  private static final String OR = " OR ";
  private static final String ALWAYS = " ON TRUE";

  private final String text;
  private final Deque<Group> open = new ArrayDeque<>();
  private final SortedMap<Integer, Edit> edits = new TreeMap<>(Comparator.reverseOrder());

  /// Is what stands in a pair of parentheses.
  private static final class Group {
    private final int start;
    private @Nullable String connective;

    private Group(int start) {
      this.start = start;
    }
  }

  private record Edit(int length, String replacement) {}

  private SettledText(String text) {
    this.text = text;
  }

  /// Bodies in dollar quotes are what people wrote, and stay as they are.
  static String of(String text) {
    int body = text.indexOf('$') < 0 ? -1 : body(text);
    if (body < 0) {
      return withoutBody(text);
    }
    int end = behindQuoted(text, body);
    return withoutBody(text.substring(0, body))
        + text.substring(body, end)
        + of(text.substring(end));
  }

  private static int body(String text) {
    int at = 0;
    while (at < text.length()) {
      char unit = text.charAt(at);
      if (unit == '$' && behindQuoted(text, at) > at + 1) {
        return at;
      }
      at = unit == '\'' || unit == '"' ? behindQuoted(text, at) : at + 1;
    }
    return -1;
  }

  private static String withoutBody(String text) {
    String arrays = ArrayCasts.normalized(text);
    boolean settled = !arrays.contains("((") && !arrays.contains(ALWAYS);
    return settled ? arrays : new SettledText(arrays).settled();
  }

  private String settled() {
    int at = 0;
    while (at < text.length()) {
      switch (text.charAt(at)) {
        case '\'', '"' -> at = behindQuoted(text, at);
        case '(' -> open.push(new Group(at++));
        case ')' -> close(at++);
        case ' ' -> {
          if (text.startsWith(ALWAYS, at)) {
            edits.put(at, new Edit(ALWAYS.length(), " ON (true)"));
          }
          connective(at++);
        }
        default -> at++;
      }
    }
    StringBuilder result = new StringBuilder(text);
    edits.forEach(
        (place, edit) -> result.replace(place, place + edit.length(), edit.replacement()));
    return result.toString();
  }

  private void connective(int at) {
    Group group = open.peek();
    if (group != null && text.startsWith(AND, at)) {
      group.connective = AND;
    } else if (group != null && text.startsWith(OR, at)) {
      group.connective = OR;
    }
  }

  /// Joins a group to the one around it when it is the first operand there of the same connective.
  private void close(int at) {
    Group group = open.poll();
    Group around = open.peek();
    if (group != null
        && around != null
        && around.start == group.start - 1
        && group.connective != null
        && text.startsWith(group.connective, at + 1)) {
      edits.put(group.start, new Edit(1, ""));
      edits.put(at, new Edit(1, ""));
    }
  }

  /// Returns where a string, a name or a body in quotes ends; behind the mark where it is none.
  private static int behindQuoted(String text, int at) {
    char mark = text.charAt(at);
    if (mark != '$') {
      int end = text.indexOf(mark, at + 1);
      return end < 0 ? text.length() : end + 1;
    }
    int tag = at + 1;
    while (tag < text.length() && Character.isUnicodeIdentifierPart(text.charAt(tag))) {
      tag++;
    }
    if (tag == text.length() || text.charAt(tag) != '$') {
      return at + 1;
    }
    String quote = text.substring(at, tag + 1);
    int end = text.indexOf(quote, tag + 1);
    return end < 0 ? text.length() : end + quote.length();
  }
}
