package dev.lockstep.readers.postgres;

import dev.lockstep.parsers.postgres.PostgresParser;
import dev.lockstep.parsers.postgres.PostgresParser.Token;
import dev.lockstep.statement.TextRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Finds the SQL statements in a body of PL/pgSQL.
///
/// The language has no grammar of its own to speak of: between its keywords stand expressions and
/// statements of SQL. So this walks from one place where a statement can begin to the next.
///
/// *Source*: PostgreSQL's documentation, "PL/pgSQL".
final class PlpgsqlBody {
  private static final Set<String> SKIPPED =
      Set.of("end", "exit", "continue", "raise", "assert", "get", "null", "close", "fetch", "move");
  private static final Set<String> QUERIES =
      Set.of("select", "with", "values", "table", "(", "insert", "update", "delete", "merge");

  /// What stands between expressions in commands that are no SQL.
  private static final Set<String> BETWEEN =
      Set.of(",", "=", "using", "when", "reverse", "..", "by", "notice", "warning", "exception");

  /// What may stand before parentheses without calling anything.
  private static final Set<String> OPERATORS =
      Set.of(
          "all", "and", "any", "array", "between", "case", "else", "exists", "ilike", "in", "is",
          "like", "not", "or", "row", "some", "then", "when");

  private final String body;
  private final List<Token> tokens;

  /// Where what is no token begins, such as a quote that is never closed.
  private final int broken;

  private final List<Piece> pieces = new ArrayList<>();

  /// What variables are set to anywhere in the body; empty for what is known only when it runs.
  private final Map<String, Set<String>> texts = new HashMap<>();

  /// How often a variable is declared, set or run; where else it stands it may be set as well.
  private final Map<String, Integer> seen = new HashMap<>();

  /// Where a variable is run, by its place among the pieces.
  private final SortedMap<Integer, String> run = new TreeMap<>();

  private int at;
  private boolean declaring;

  /// Is one statement of SQL in a body.
  ///
  /// @param range in the body
  /// @param text of the same length, as SQL alone would have it; empty for one that is put together
  ///   while the body runs
  record Piece(TextRange range, String text) {}

  PlpgsqlBody(PostgresParser parser, String body) {
    this.body = body;
    PostgresParser.Tokens found = parser.tokens(body);
    this.tokens = found.all();
    this.broken = found.end();
  }

  List<Piece> statements() {
    while (at < tokens.size()) {
      statement();
    }
    resolve();
    if (broken < body.length()) {
      breakOff();
    }
    return pieces;
  }

  /// Puts what a variable holds in the place of the variable: each of the texts, since any may run.
  private void resolve() {
    for (Map.Entry<Integer, String> one : run.entrySet().stream().toList().reversed()) {
      Set<String> known =
          isElsewhere(one.getValue()) ? Set.of("") : texts.getOrDefault(one.getValue(), Set.of(""));
      Piece piece = pieces.remove((int) one.getKey());
      known.stream()
          .sorted()
          .forEach(text -> pieces.add(one.getKey(), new Piece(piece.range(), text)));
    }
  }

  private boolean isElsewhere(String variable) {
    long all = tokens.stream().filter(one -> one.text(body).equalsIgnoreCase(variable)).count();
    return all != seen.getOrDefault(variable, 0);
  }

  /// Notes what a variable is set to.
  private void set(String variable, int from, int end) {
    seen.merge(variable, 1, Integer::sum);
    texts
        .computeIfAbsent(variable, name -> new HashSet<>())
        .add(
            from < end ? new ConstantText(body, tokens.subList(from, end)).value().orElse("") : "");
  }

  /// Takes the line on which a body breaks in the place of the statement that does.
  private void breakOff() {
    int whole =
        tokens.stream()
            .filter(token -> token.text(body).equals(";"))
            .reduce((_, last) -> last)
            .map(Token::end)
            .orElse(0);
    pieces.removeIf(piece -> piece.range().end() > whole);
    int line = body.indexOf('\n', broken);
    int end = line < 0 ? body.length() : line;
    pieces.add(new Piece(new TextRange(broken, end), body.substring(broken, end)));
  }

  private void statement() {
    String word = word(at);
    switch (word) {
      case ";", "begin", "loop", "else", "exception" -> {
        declaring = false;
        at++;
      }
      case "<<" -> skipBehind(">>");
      case "#" -> at += 3;
      case "declare" -> {
        declaring = true;
        at++;
      }
      default -> {
        if (declaring) {
          declaration();
        } else {
          command(word);
        }
      }
    }
  }

  /// Holds SQL of its own only where it binds a cursor.
  private void declaration() {
    int end = end(";");
    boolean set = false;
    for (int i = at; i < end; i++) {
      if (Set.of(":=", "=", "default").contains(word(i))) {
        set(word(at), i + 1, end);
        expression(i + 1, end);
        set = true;
        break;
      }
      if (word(i).equals("cursor")) {
        for (int j = i + 1; j < end; j++) {
          if (word(j).equals("for") || word(j).equals("is")) {
            piece(j + 1, end);
            break;
          }
        }
        break;
      }
    }
    if (!set) {
      seen.merge(word(at), 1, Integer::sum);
    }
    at = end + 1;
  }

  private void command(String word) {
    switch (word) {
      case "if", "elsif", "elseif", "when" -> condition("then");
      case "case" -> {
        at++;
        int end = end("when");
        expression(at, end);
        at = end;
      }
      case "while", "foreach" -> condition("loop");
      case "for" -> loop();
      case "return" -> returned();
      case "perform" -> {
        int end = end(";");
        Token first = tokens.get(at);
        int stop = tokens.get(end - 1).end();
        pieces.add(
            new Piece(
                new TextRange(first.start(), stop), "SELECT " + body.substring(first.end(), stop)));
        at = end + 1;
      }
      case "execute" -> dynamic(at + 1, end(";"));
      case "open" -> {
        int end = end(";");
        int query = at;
        while (query < end && !word(query).equals("for")) {
          query++;
        }
        queried(query + 1, end);
      }
      default -> {
        int end = end(";");
        if (isAssignment(end)) {
          set(word, target(at, end) + 1, end);
          expression(target(at, end) + 1, end);
        } else if (SKIPPED.contains(word)) {
          arguments(at + 1, end);
        } else if (!SKIPPED.contains(word)) {
          piece(at, end);
        }
        at = end + 1;
      }
    }
  }

  private void loop() {
    int end = end("loop");
    int query = at;
    while (query < end && !word(query).equals("in")) {
      query++;
    }
    boolean numbers = false;
    for (int i = query; i < end; i++) {
      numbers |= word(i).equals("..");
    }
    if (numbers) {
      arguments(query + 1, end);
      at = end + 1;
    } else {
      queried(query + 1, end);
    }
  }

  private void returned() {
    int end = end(";");
    if (word(at + 1).equals("query")) {
      queried(at + 2, end);
    } else {
      expression(word(at + 1).equals("next") ? at + 2 : at + 1, end);
      at = end + 1;
    }
  }

  /// Takes a query, or the name of a cursor, or an expression that becomes a query.
  private void queried(int from, int end) {
    if (word(from).equals("execute")) {
      dynamic(from + 1, end);
    } else {
      if (QUERIES.contains(word(from))) {
        piece(from, end);
      }
      at = end + 1;
    }
  }

  /// Takes the expression up to a word.
  private void condition(String word) {
    int end = end(word);
    int from = at + 1;
    if (word(at).equals("foreach")) {
      while (from < end && !word(from - 1).equals("array")) {
        from++;
      }
    }
    expression(from, end);
    at = end + 1;
  }

  /// Takes expressions with words of the language between them.
  private void arguments(int from, int end) {
    int depth = 0;
    int start = from;
    for (int i = from; i < end; i++) {
      if (depth == 0 && BETWEEN.contains(word(i))) {
        expression(start, i);
        start = i + 1;
      }
      depth = Math.max(0, depth + depth(i));
    }
    expression(start, end);
  }

  /// Takes an expression as the query that it is, where it calls something or asks something else.
  private void expression(int from, int end) {
    boolean calls = false;
    for (int i = from; i < end; i++) {
      calls |= word(i).equals("select") || (word(i + 1).equals("(") && isName(word(i)));
    }
    if (calls) {
      int start = tokens.get(from).start();
      int stop = tokens.get(end - 1).end();
      pieces.add(new Piece(new TextRange(start, stop), "SELECT " + body.substring(start, stop)));
    }
  }

  private static boolean isName(String word) {
    char first = word.charAt(0);
    return (Character.isLetter(first) || first == '_' || first == '"') && !OPERATORS.contains(word);
  }

  /// A text that is made of nothing but constants is known already.
  private void dynamic(int from, int end) {
    int stop = from;
    while (stop < end && !Set.of("into", "using").contains(word(stop))) {
      stop++;
    }
    if (from < end) {
      String text = new ConstantText(body, tokens.subList(from, stop)).value().orElse("");
      if (text.isEmpty() && stop == from + 1) {
        run.put(pieces.size(), word(from));
        seen.merge(word(from), 1, Integer::sum);
      }
      pieces.add(
          new Piece(new TextRange(tokens.get(from).start(), tokens.get(end - 1).end()), text));
    }
    at = end + 1;
  }

  private boolean isAssignment(int end) {
    int next = target(at, end);
    return next < end && (word(next).equals(":=") || word(next).equals("="));
  }

  /// Returns the place behind a variable with its fields and subscripts.
  private int target(int from, int end) {
    int i = from + 1;
    while (i < end) {
      if (word(i).equals(".")) {
        i += 2;
      } else if (word(i).equals("[")) {
        while (i < end && !word(i).equals("]")) {
          i++;
        }
        i++;
      } else {
        return i;
      }
    }
    return i;
  }

  private void piece(int from, int end) {
    if (from >= end) {
      return;
    }
    int start = tokens.get(from).start();
    int stop = tokens.get(end - 1).end();
    StringBuilder text = new StringBuilder(body.substring(start, stop));
    int depth = 0;
    for (int i = from; i < end; i++) {
      depth += depth(i);
      boolean into = depth == 0 && word(i).equals("into") && i > from;
      if (into && !Set.of("insert", "merge").contains(word(i - 1))) {
        int behind = behindTargets(i + 1, end);
        for (int c = tokens.get(i).start(); c < tokens.get(behind - 1).end(); c++) {
          text.setCharAt(c - start, ' ');
        }
        break;
      }
    }
    pieces.add(new Piece(new TextRange(start, stop), text.toString()));
  }

  private int behindTargets(int from, int end) {
    int i = word(from).equals("strict") && from + 1 < end ? from + 1 : from;
    i = Math.min(end, target(i, end));
    while (i < end && word(i).equals(",")) {
      i = Math.min(end, target(i + 1, end));
    }
    return i;
  }

  private void skipBehind(String word) {
    at = end(word) + 1;
  }

  /// Returns where a word stands outside parentheses and outside `CASE … END`; the end of the body
  /// when it does not.
  private int end(String wanted) {
    int depth = 0;
    int cases = 0;
    for (int i = at; i < tokens.size(); i++) {
      String word = word(i);
      if (depth == 0 && cases == 0 && word.equals(wanted)) {
        return i;
      }
      if (word.equals(";") && depth == 0) {
        return i;
      }
      depth = Math.max(0, depth + depth(i));
      if (word.equals("case")) {
        cases++;
      } else if (word.equals("end") && cases > 0) {
        cases--;
      }
    }
    return tokens.size();
  }

  private int depth(int i) {
    return switch (word(i)) {
      case "(", "[" -> 1;
      case ")", "]" -> -1;
      default -> 0;
    };
  }

  private String word(int i) {
    return i < tokens.size() ? tokens.get(i).text(body).toLowerCase(Locale.ROOT) : ";";
  }
}
