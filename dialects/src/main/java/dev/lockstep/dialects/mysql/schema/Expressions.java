package dev.lockstep.dialects.mysql.schema;

import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Gives expressions of tables back the characters beyond Unicode's first 65,536, for each of which
/// the information schema has four question marks.
final class Expressions {
  private static final String LOST = "????";
  private static final Pattern RUN = Pattern.compile("\\?{4,}");
  private static final String ANY = "[?\\x{10000}-\\x{10ffff}]+";

  private Expressions() {}

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
