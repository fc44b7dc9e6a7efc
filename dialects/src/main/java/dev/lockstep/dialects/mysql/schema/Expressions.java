package dev.lockstep.dialects.mysql.schema;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Gives expressions of tables back what the information schema does not tell as it is: on MariaDB
/// characters beyond Unicode's first 65,536, for each of which it has four question marks, on MySQL
/// quotes, backslashes, and all characters that are not ASCII.
final class Expressions {
  private static final String LOST = "????";
  private static final Pattern RUN = Pattern.compile("\\?{4,}");
  private static final String ANY = "[?\\x{10000}-\\x{10ffff}]+";

  private static final Pattern ESCAPED = Pattern.compile("\\\\(.)", Pattern.DOTALL);
  private static final String IN_QUOTES = "(?:[^'\\\\]|''|\\\\.)*+";
  private static final String DEFAULT =
      "(?:[^'`\n]|'%s'|`(?:[^`]|``)*+`)*? DEFAULT (0x[0-9A-F]*|'%s')"
          .formatted(IN_QUOTES, IN_QUOTES);

  private Expressions() {}

  /// Returns an expression as it is spelled in statements. MySQL's information schema escapes it as
  /// if it were a string, and takes the bytes of its characters for characters of their own.
  static String ofMySql(String told) {
    return ESCAPED
        .matcher(decoded(told))
        .replaceAll(found ->
            Matcher.quoteReplacement(
                switch (found.group(1)) {
                  case "n" -> "\n";
                  case "r" -> "\r";
                  case "0" -> "\0";
                  case "Z" -> "\u001a";
                  default -> found.group(1);
                }));
  }

  private static String decoded(String told) {
    if (told.chars().allMatch(one -> one < 0x80) || told.chars().anyMatch(one -> one > 0xff)) {
      return told;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(told.getBytes(StandardCharsets.ISO_8859_1)))
          .toString();
    } catch (CharacterCodingException asItIs) {
      return told;
    }
  }

  /// Returns the literal behind the `DEFAULT` of a column in what MySQL shows of its table.
  static String shownDefault(String column, String table) {
    Matcher shown =
        Pattern.compile("\n  " + Pattern.quote(Spelling.name(column)) + " " + DEFAULT)
            .matcher(table);
    return shown.find() ? shown.group(1) : "NULL";
  }

  static void read(Catalog catalog) throws SQLException {
    for (Found column : catalog.ofKind(ColumnKind.NAME)) {
      for (String attribute : List.of("default", "generation", "check")) {
        restore(catalog, column, attribute, "\n  " + Spelling.name(column.id.name()) + " ");
      }
    }
    for (Found check : catalog.ofKind("check")) {
      String begin = "\n  CONSTRAINT " + Spelling.name(check.id.name()) + " CHECK (";
      restore(catalog, check, "clause", begin);
    }
  }

  private static void restore(Catalog catalog, Found found, String attribute, String begin)
      throws SQLException {
    String text = found.text(attribute);
    if (!text.contains(LOST)) {
      return;
    }
    String shown = catalog.shownTable(found.id.path().getFirst());
    Matcher exact =
        Pattern.compile(
                Stream.of(RUN.split(text, -1)).map(Pattern::quote).collect(Collectors.joining(ANY)))
            .matcher(shown);
    int start = shown.indexOf(begin);
    if (start >= 0 && exact.find(start)) {
      found.put(attribute, exact.group());
    } else {
      catalog.notManaged("rare characters in an expression of " + found.id);
    }
  }
}
