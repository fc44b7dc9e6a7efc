package dev.lockstep.dialects.sqlite.schema;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// Writes names as SQLite reads them.
final class Spelling {
  /// *Source*: https://www.sqlite.org/lang_keywords.html
  private static final Set<String> KEYWORDS =
      Set.of(
          ("abort action add after all alter always analyze and as asc attach autoincrement before"
                  + " begin between by cascade case cast check collate column commit conflict"
                  + " constraint create cross current current_date current_time current_timestamp"
                  + " database default deferrable deferred delete desc detach distinct do drop each"
                  + " else end escape except exclude exclusive exists explain fail filter first"
                  + " following for foreign from full generated glob group groups having if ignore"
                  + " immediate in index indexed initially inner insert instead intersect into is"
                  + " isnull join key last left like limit match materialized natural no not"
                  + " nothing notnull null nulls of offset on or order others outer over partition"
                  + " plan pragma preceding primary query raise range recursive references regexp"
                  + " reindex release rename replace restrict returning right rollback row rows"
                  + " savepoint select set table temp temporary then ties to transaction trigger"
                  + " unbounded union unique update using vacuum values view virtual when where"
                  + " window with without strict stored rowid")
              .split(" "));

  private Spelling() {}

  static String name(String name) {
    boolean plain =
        name.matches("[A-Za-z_][A-Za-z0-9_]*") && !KEYWORDS.contains(name.toLowerCase(Locale.ROOT));
    return plain ? name : "\"" + name.replace("\"", "\"\"") + "\"";
  }

  static String names(List<String> names) {
    return names.stream().map(Spelling::name).collect(Collectors.joining(", "));
  }

  static String text(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
