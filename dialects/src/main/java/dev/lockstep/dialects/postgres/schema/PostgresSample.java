package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.SchemaObject;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Makes up a value of a type: the same for the same number, another for another.
///
/// *Shape*: large enough that a narrower type would not hold it.
///
/// @param longest of texts, in characters
record PostgresSample(DatabaseSchema schema, int number, int longest) {
  static final int LONGEST = 64;

  /// A type's name, what stands in parentheses, and the rest of the name.
  private static final Pattern TYPE = Pattern.compile("([^(]+?)(?:\\(([0-9,]+)\\))?( with.*)?");

  Optional<String> of(String type) {
    if (type.endsWith("[]")) {
      return of(type.substring(0, type.length() - 2))
          .map(element -> "ARRAY[" + element + "]::" + type);
    }
    Matcher parts = TYPE.matcher(type);
    if (!parts.matches()) {
      return Optional.empty();
    }
    String size = parts.group(2) == null ? "" : parts.group(2);
    return switch (parts.group(1)) {
      case "smallint" -> Optional.of(String.valueOf(300 + number));
      case "integer" -> Optional.of(String.valueOf(70_000 + number));
      case "bigint" -> Optional.of(String.valueOf(5_000_000_000L + number));
      case "numeric" -> Optional.of(numeric(size));
      case "real", "double precision" -> Optional.of(number + ".25");
      case "boolean" -> Optional.of(number % 2 == 1 ? "true" : "false");
      case "text" -> Optional.of(text(longest));
      case "character varying", "character" -> Optional.of(text(size.isEmpty() ? 1 : length(size)));
      case "date" -> Optional.of("DATE '2001-02-03' + " + number);
      case "timestamp", "timestamp without time zone", "timestamp with time zone" ->
          Optional.of("TIMESTAMP '2001-02-03 04:05:06.789' + interval '" + number + " days'");
      case "time", "time without time zone" ->
          Optional.of("TIME '04:05:06.789' + interval '" + number + " minutes'");
      case "interval" -> Optional.of("interval '" + number + " days'");
      case "uuid" -> Optional.of("'00000000-0000-4000-8000-%012d'::uuid".formatted(number));
      case "json", "jsonb" -> Optional.of("'{\"number\": " + number + "}'");
      case "xml" -> Optional.of("'<number>" + number + "</number>'::xml");
      case "bytea" -> Optional.of("'\\x%02x'::bytea".formatted(number));
      case "inet", "cidr" -> Optional.of("'192.0.2." + number + "'");
      case "macaddr" -> Optional.of("'08:00:2b:01:02:%02x'".formatted(number));
      case "money" -> Optional.of("'" + number + ".25'");
      case "bit" -> Optional.of("(%d)::bit(%s)".formatted(number, size.isEmpty() ? "1" : size));
      case "bit varying" -> Optional.of("B'1'");
      case "tsvector" -> Optional.of("'number" + number + "'::tsvector");
      case "int4range", "int8range", "numrange" ->
          Optional.of("%s(%d, %d)".formatted(parts.group(1), number * 10, number * 10 + 5));
      default -> defined(type);
    };
  }

  private Optional<String> defined(String type) {
    for (SchemaObject one : schema.ofKind("enum")) {
      List<String> labels = one.texts("labels");
      if (Spelling.path(one.id()).equals(type) && !labels.isEmpty()) {
        return Optional.of(
            Spelling.literal(labels.get((number - 1) % labels.size())) + "::" + type);
      }
    }
    for (SchemaObject one : schema.ofKind("domain")) {
      if (Spelling.path(one.id()).equals(type)) {
        return of(one.text("type"));
      }
    }
    return type.endsWith(".citext") ? Optional.of(text(longest)) : Optional.empty();
  }

  private String text(int length) {
    String whole = number + "x".repeat(LONGEST);
    return Spelling.literal(whole.substring(0, Math.min(length, longest)));
  }

  private static int length(String size) {
    return Integer.parseInt(size.length() > 6 ? "999999" : size);
  }

  /// Fills places before and behind the point, at most nine.
  private String numeric(String size) {
    String[] parts = size.split(",");
    int precision = size.isEmpty() ? 12 : length(parts[0]);
    int scale = parts.length > 1 ? length(parts[1]) : size.isEmpty() ? 4 : 0;
    int whole = Math.min(9, precision - scale);
    String before = whole < 1 ? "0" : whole == 1 ? "" + number : number + "7".repeat(whole - 1);
    return scale == 0 ? before : before + "." + "3".repeat(Math.min(9, scale));
  }
}
