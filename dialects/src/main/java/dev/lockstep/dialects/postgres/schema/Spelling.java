package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.schema.ObjectId;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Spells names and literals as PostgreSQL itself does.
final class Spelling {
  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

  /// Every keyword that is not quite free to be a name.
  ///
  /// *Source*: `pg_get_keywords()` of PostgreSQL 18.
  private static final Set<String> KEYWORDS =
      Set.of(
          """
          all analyse analyze and any array as asc asymmetric authorization between bigint binary
          bit boolean both case cast char character check coalesce collate collation column
          concurrently constraint create cross current_catalog current_date current_role
          current_schema current_time current_timestamp current_user dec decimal default deferrable
          desc distinct do else end except exists extract false fetch float for foreign freeze from
          full grant greatest group grouping having ilike in initially inner inout int integer
          intersect interval into is isnull join json json_array json_arrayagg json_exists
          json_object json_objectagg json_query json_scalar json_serialize json_table json_value
          lateral leading least left like limit localtime localtimestamp merge_action national
          natural nchar none normalize not notnull null nullif numeric offset on only or order out
          outer overlaps overlay placing position precision primary real references returning right
          row select session_user setof similar smallint some substring symmetric system_user table
          tablesample then time timestamp to trailing treat trim true union unique user using values
          varchar variadic verbose when where window with xmlattributes xmlconcat xmlelement
          xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable\
          """
              .split("\\s+"));

  private Spelling() {}

  static String name(String name) {
    if (PLAIN.matcher(name).matches() && !KEYWORDS.contains(name)) {
      return name;
    }
    String doubled = name.replace("\"", "\"\"");
    return name.chars().noneMatch(Character::isISOControl)
        ? "\"" + doubled + "\""
        : "U&\"" + escaped(doubled.replace("\\", "\\\\"), "\\%04x") + "\"";
  }

  /// Writes control characters by their numbers, so that a script holds none.
  private static String escaped(String text, String form) {
    StringBuilder escaped = new StringBuilder();
    text.chars()
        .forEach(unit ->
            escaped.append(
                Character.isISOControl(unit) ? form.formatted(unit) : String.valueOf((char) unit)));
    return escaped.toString();
  }

  static String names(List<String> names) {
    return names.stream().map(Spelling::name).collect(Collectors.joining(", "));
  }

  /// Spells the names that lead to an object and its own.
  static String path(List<String> path) {
    return path.stream().map(Spelling::name).collect(Collectors.joining("."));
  }

  static String path(ObjectId id) {
    return path(id.path());
  }

  /// Spells the table that an object with a path of schema, table and name belongs to.
  static String table(ObjectId id) {
    return path(id.path().subList(0, 2));
  }

  static String literal(String text) {
    boolean controls = text.chars().anyMatch(unit -> Character.isISOControl(unit) && unit != '\n');
    if (text.indexOf('\\') < 0 && !controls) {
      return "'" + text.replace("'", "''") + "'";
    }
    String doubled = text.replace("\\", "\\\\").replace("'", "''");
    return "E'" + (controls ? escaped(doubled, "\\u%04x") : doubled) + "'";
  }

  /// Returns the name at the beginning of a text, in quotes where it has them.
  static String leadingName(String text) {
    if (!text.startsWith("\"")) {
      return text.split("[ =]", 2)[0];
    }
    int at = 1;
    while (text.charAt(at) != '"' || (at + 1 < text.length() && text.charAt(at + 1) == '"')) {
      at += text.charAt(at) == '"' ? 2 : 1;
    }
    return text.substring(0, at + 1);
  }
}
