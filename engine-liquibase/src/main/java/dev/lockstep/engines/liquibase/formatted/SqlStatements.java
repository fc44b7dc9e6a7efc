package dev.lockstep.engines.liquibase.formatted;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// Splits a changeset's SQL as Liquibase does: at delimiters that stand outside of `BEGIN … END`.
///
/// *Source*: what Liquibase 4.33 sends; a test compares both.
final class SqlStatements {
  private static final List<String> NO_BLOCK = List.of("transaction", "trans", "tran");
  private static final List<String> NO_BEGIN = List.of("dialog", "conversation", "distributed");

  private static final Pattern REPEATS = Pattern.compile("[+*?{(|\\[]");

  private final @Nullable String delimiter;
  private final @Nullable Pattern delimiterPattern;
  private final List<String> pieces;

  private SqlStatements(@Nullable String delimiter, List<String> pieces) {
    this.delimiter = delimiter;
    this.delimiterPattern =
        delimiter == null || delimiter.length() == 1 ? null : pattern(delimiter);
    this.pieces = delimiter == null ? pieces : joined(pieces, delimiter);
  }

  /// @param delimiter null for the usual ones
  static List<String> of(
      String sql, @Nullable String delimiter, boolean split, boolean stripComments) {
    return new SqlStatements(delimiter, SqlLexer.pieces(sql, !stripComments)).read(split);
  }

  /// To Liquibase a longer delimiter is a pattern.
  private static Pattern pattern(String delimiter) {
    if (REPEATS.matcher(delimiter).find()) {
      throw new NotOurs("a delimiter that repeats or groups, which may take for ever");
    }
    try {
      return Pattern.compile("[\\s\\n\\r]*" + delimiter.toLowerCase(Locale.ROOT));
    } catch (PatternSyntaxException e) {
      throw new NotOurs("a delimiter that is no pattern");
    }
  }

  private List<String> read(boolean split) {
    List<String> statements = new ArrayList<>();
    StringBuilder statement = new StringBuilder();
    int blocks = 0;
    String previous = null;
    for (int index = 0; index < pieces.size(); index++) {
      String piece = pieces.get(index);
      blocks += blockChange(index, blocks);
      if (split && blocks == 0 && isDelimiter(piece, previous)) {
        add(statement, statements);
      } else if (!statement.isEmpty() || !piece.isBlank()) {
        statement.append(piece);
      }
      previous = piece;
    }
    add(statement, statements);
    return statements;
  }

  private static void add(StringBuilder statement, List<String> statements) {
    String text = statement.toString().trim();
    if (!text.isEmpty()) {
      statements.add(text);
    }
    statement.setLength(0);
  }

  private int blockChange(int index, int blocks) {
    String piece = pieces.get(index);
    boolean begin = piece.equalsIgnoreCase("BEGIN");
    if (!begin && !piece.equalsIgnoreCase("END")) {
      return 0;
    }
    String next = next(index);
    if (NO_BLOCK.contains(next)) {
      return 0;
    }
    if (begin) {
      return NO_BEGIN.contains(next) ? 0 : 1;
    }
    return blocks > 0 ? -1 : 0;
  }

  private String next(int index) {
    for (String piece : pieces.subList(index + 1, pieces.size())) {
      if (!piece.isBlank()) {
        return piece.toLowerCase(Locale.ROOT);
      }
    }
    return "";
  }

  private boolean isDelimiter(String piece, @Nullable String previous) {
    boolean lineBegins = previous == null || previous.endsWith("\n");
    if (delimiter == null) {
      return piece.equals(";")
          || (lineBegins && (piece.equalsIgnoreCase("go") || piece.equals("/")));
    }
    if (delimiterPattern == null) {
      return piece.equalsIgnoreCase(delimiter) && (lineBegins || !delimiter.equals("/"));
    }
    return piece.equalsIgnoreCase(delimiter)
        || delimiterPattern.matcher((previous + piece).toLowerCase(Locale.ROOT)).matches();
  }

  /// Joins the pieces that a longer delimiter is made of. What begins like one and is none stays in
  /// pieces; at the end of the text Liquibase loses it.
  private static List<String> joined(List<String> pieces, String delimiter) {
    List<String> joined = new ArrayList<>();
    List<String> begun = new ArrayList<>();
    for (String piece : pieces) {
      begun.add(piece);
      String text = String.join("", begun);
      if (begun.size() > 1 && text.equals(delimiter)) {
        joined.add(text);
        begun.clear();
      } else if (!delimiter.startsWith(text)) {
        joined.addAll(begun);
        begun.clear();
      }
    }
    return joined;
  }
}
