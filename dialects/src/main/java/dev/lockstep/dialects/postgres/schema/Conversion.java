package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.SchemaObject;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Says how a column's values become values of another type.
///
/// *Source*: https://www.postgresql.org/docs/current/catalog-pg-cast.html; between types that have
/// no cast the way leads over their text, which every type can be written to and read from.
final class Conversion {
  private static final Set<String> STRINGS =
      Set.of("text", "character varying", "character", "\"char\"", "name", "citext", "unknown");

  /// Types of the server itself that are cast to each other.
  private static final List<Set<String>> FAMILIES =
      List.of(
          Set.of("smallint", "integer", "bigint", "numeric", "real", "double precision"),
          Set.of("date", "timestamp without time zone", "timestamp with time zone"),
          Set.of("time without time zone", "timestamp without time zone"),
          Set.of("time without time zone", "timestamp with time zone"),
          Set.of("time without time zone", "time with time zone"),
          Set.of("time without time zone", "interval"),
          Set.of("integer", "bigint", "bit"),
          Set.of("bit", "bit varying"),
          Set.of("integer", "boolean"),
          Set.of("integer", "bigint", "oid"),
          Set.of("integer", "bigint", "numeric", "money"),
          Set.of("json", "jsonb"),
          Set.of("inet", "cidr"),
          Set.of("macaddr", "macaddr8"),
          Set.of("uuid"),
          Set.of("bytea"),
          Set.of("xml"));

  /// Where the server has a cast in the other direction alone.
  private static final Pattern NO_WAY_BACK =
      Pattern.compile(
          "time with(?:out)? time zone > timestamp.*|money > (?:integer|bigint)|time with time zone"
              + " > interval");

  private static final Set<String> MADE = Set.of("enum", "composite", "range");

  private Conversion() {}

  /// Returns an expression of the new type over the old column.
  ///
  /// @param live what the column's old type is found in
  /// @param desired what its new type is found in
  static String of(
      SchemaObject from, SchemaObject to, DatabaseSchema live, DatabaseSchema desired) {
    String name = Spelling.name(to.id().name());
    String type = to.text("type");
    if (isArray(from) != isArray(to)) {
      return name + "::text::" + type;
    }
    boolean made = isMade(from, live) || isMade(to, desired);
    return isDirect(from, to, made) ? name + "::" + type : name + byText(from) + "::" + type;
  }

  /// Returns the cast of a column to its text.
  static String byText(SchemaObject column) {
    return isArray(column) ? "::text[]" : "::text";
  }

  static boolean isArray(SchemaObject column) {
    return column.text("type").endsWith("[]");
  }

  private static boolean isDirect(SchemaObject from, SchemaObject to, boolean made) {
    String before = base(from);
    String after = base(to);
    if (before.equals(after) || STRINGS.contains(before) || STRINGS.contains(after)) {
      return true;
    }
    if (made || NO_WAY_BACK.matcher(before + " > " + after).matches()) {
      return false;
    }
    return !isKnown(before)
        || !isKnown(after)
        || FAMILIES.stream().anyMatch(one -> one.contains(before) && one.contains(after));
  }

  /// Tells whether the values are of a type that people made, or of a domain over one.
  private static boolean isMade(SchemaObject user, DatabaseSchema within) {
    return user.uses().stream()
        .anyMatch(used ->
            MADE.contains(used.kind())
                || (used.kind().equals("domain")
                    && within.find(used).filter(domain -> isMade(domain, within)).isPresent()));
  }

  private static boolean isKnown(String type) {
    return FAMILIES.stream().anyMatch(one -> one.contains(type));
  }

  /// Returns a type without its length and without the mark of an array.
  private static String base(SchemaObject column) {
    return column.text("type").replace("[]", "").replaceFirst("\\([^)]*\\)", "");
  }
}
