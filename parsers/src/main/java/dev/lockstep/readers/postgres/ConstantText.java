package dev.lockstep.readers.postgres;

import dev.lockstep.parsers.postgres.PostgresParser.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Computes a text that is made of nothing but constants: strings joined by `||`, and `format`,
/// `quote_ident` and `quote_literal` of them.
final class ConstantText {
  private final String body;
  private final List<Token> tokens;
  private int at;

  ConstantText(String body, List<Token> tokens) {
    this.body = body;
    this.tokens = tokens;
  }

  /// Returns the text; empty where it is known only when it runs.
  Optional<String> value() {
    Optional<String> value = joined();
    return at == tokens.size() ? value : Optional.empty();
  }

  private Optional<String> joined() {
    Optional<String> value = one();
    while (value.isPresent() && takes("||")) {
      String before = value.get();
      value = one().map(before::concat);
    }
    return value;
  }

  private Optional<String> one() {
    if (takes("(")) {
      Optional<String> inner = joined();
      return takes(")") ? inner : Optional.empty();
    }
    String word = word(at);
    at++;
    Optional<String> value =
        switch (word) {
          case "format" -> arguments().flatMap(ConstantText::formatted);
          case "quote_ident" -> arguments().filter(l -> l.size() == 1).map(l -> name(l.getFirst()));
          case "quote_literal" ->
              arguments().filter(l -> l.size() == 1).map(l -> literal(l.getFirst()));
          default -> at > tokens.size() ? Optional.empty() : constant(tokens.get(at - 1));
        };
    return takes("::") && !takes("text") ? Optional.empty() : value;
  }

  private Optional<List<String>> arguments() {
    List<String> values = new ArrayList<>();
    boolean known = takes("(");
    do {
      Optional<String> value = known ? joined() : Optional.empty();
      value.ifPresent(values::add);
      known = value.isPresent();
    } while (known && takes(","));
    return known && takes(")") ? Optional.of(values) : Optional.empty();
  }

  /// Does what PostgreSQL's `format` does, but for places by number and width.
  private static Optional<String> formatted(List<String> values) {
    String pattern = values.getFirst();
    StringBuilder text = new StringBuilder();
    int next = 1;
    int i = 0;
    while (i < pattern.length()) {
      char c = pattern.charAt(i);
      char kind = i + 1 < pattern.length() ? pattern.charAt(i + 1) : ' ';
      i += c == '%' ? 2 : 1;
      if (c != '%' || kind == '%') {
        text.append(c);
      } else if ("sIL".indexOf(kind) >= 0 && next < values.size()) {
        String value = values.get(next);
        text.append(kind == 's' ? value : kind == 'I' ? name(value) : literal(value));
        next++;
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(text.toString());
  }

  private static String name(String value) {
    boolean plain =
        !value.isEmpty()
            && (value.charAt(0) < '0' || value.charAt(0) > '9')
            && value.chars().allMatch(c -> c == '_' || (c >= 'a' && c <= 'z') || isDigit(c));
    return plain ? value : "\"" + value.replace("\"", "\"\"") + "\"";
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static String literal(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  private Optional<String> constant(Token token) {
    String text = token.text(body);
    if (token.symbol().equals("ICONST")) {
      return Optional.of(text);
    }
    if (!token.symbol().equals("SCONST") || !(text.startsWith("'") || text.startsWith("$"))) {
      return Optional.empty();
    }
    int size = text.startsWith("$") ? text.indexOf('$', 1) + 1 : 1;
    String contents = text.substring(size, text.length() - size);
    if (size > 1) {
      return Optional.of(contents);
    }
    String single = contents.replace("''", "");
    // one that goes on in the next line
    return single.contains("'") ? Optional.empty() : Optional.of(contents.replace("''", "'"));
  }

  private boolean takes(String word) {
    boolean here = word(at).equals(word);
    at += here ? 1 : 0;
    return here;
  }

  private String word(int i) {
    return i < tokens.size() ? tokens.get(i).text(body).toLowerCase(Locale.ROOT) : "";
  }
}
