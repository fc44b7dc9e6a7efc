package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.plan.ObjectKind.Change;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.SchemaObject;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Knows what becomes of values whose column gets another type.
///
/// *Source*: PostgreSQL's documentation, "Character Types", "Bit String Types": what is too long is
/// cut off by a cast that is written out, and refused by one that an assignment makes by itself.
final class Narrowing {
  private static final Pattern CUT_TEXT =
      Pattern.compile("character(?: varying)?\\(\\d+\\)(?:\\[])?");
  private static final Pattern TEXT = Pattern.compile("(?:text|character)\\b.*");
  private static final Pattern BITS = Pattern.compile("bit\\b.*");
  private static final Pattern NUMERIC = Pattern.compile("numeric(?:\\(\\d+,(-?\\d+)\\))?");
  private static final Pattern CLOCK =
      Pattern.compile("(?:timestamp|time)(?:\\((\\d)\\))? with(?:out)? time zone");
  private static final int MICROSECONDS = 6;

  private Narrowing() {}

  /// Writes how old values become new ones, such that none is cut off.
  static String using(Change change) {
    SchemaObject to = change.to();
    // Of both, nothing is left to convert.
    if (to.has("generated") || TableKind.of(to).kind().equals("foreign_table")) {
      return "";
    }
    String name = Spelling.name(to.id().name());
    String before = change.from().text("type");
    String type = to.text("type");
    boolean alike = before.endsWith("[]") == type.endsWith("[]");
    if (cutsText(behindDomain(to, change.desired()))) {
      return alike && TEXT.matcher(before).matches()
          ? ""
          : " USING " + name + Conversion.byText(to);
    }
    return alike && BITS.matcher(before).matches() && BITS.matcher(type).matches()
        ? ""
        : " USING " + Conversion.of(change.from(), to, change.live(), change.desired());
  }

  /// Tells whether a cast to a type that is written out cuts off text.
  static boolean cutsText(String type) {
    return CUT_TEXT.matcher(type).matches();
  }

  /// Returns the type of a column, or the one that its domain is made of in the end.
  static String behindDomain(SchemaObject column, DatabaseSchema within) {
    String type = column.text("type");
    return column.uses().stream()
        .filter(used -> used.kind().equals("domain"))
        .filter(used -> type.replace("[]", "").equals(Spelling.path(used)))
        .flatMap(used -> within.find(used).stream())
        .map(domain -> behindDomain(domain, within))
        .findFirst()
        .orElse(type);
  }

  /// Types whose values become others of which nothing tells them again.
  private static final List<Pattern> LOSSY =
      List.of(
          Pattern.compile("(?:smallint|integer|bigint) > (?:boolean|bit\\b.*)"),
          Pattern.compile("timestamp.* > time(?:\\(\\d\\))? with.*"),
          Pattern.compile("interval.* > time(?:\\(\\d\\))? with.*"),
          Pattern.compile("(?:double precision|numeric.*|integer|bigint) > real"),
          Pattern.compile("(?:numeric.*|bigint) > double precision"),
          Pattern.compile("numeric.* > money"),
          Pattern.compile("inet > cidr"));

  /// Tells whether values are rounded, or lose something else that nothing refuses.
  static boolean rounds(String from, String to) {
    OptionalInt before = digits(from);
    OptionalInt after = digits(to);
    OptionalInt timeBefore = fraction(from);
    OptionalInt timeAfter = fraction(to);
    return isLess(after, before)
        || isLess(timeAfter, timeBefore)
        || LOSSY.stream().anyMatch(pair -> pair.matcher(from + " > " + to).matches());
  }

  private static boolean isLess(OptionalInt after, OptionalInt before) {
    return before.isPresent() && after.isPresent() && after.getAsInt() < before.getAsInt();
  }

  /// Returns how many digits there can be behind the point.
  private static OptionalInt digits(String type) {
    Matcher numeric = NUMERIC.matcher(type);
    if (numeric.matches()) {
      return OptionalInt.of(
          numeric.group(1) == null ? Integer.MAX_VALUE : Integer.parseInt(numeric.group(1)));
    }
    return switch (type) {
      case "smallint", "integer", "bigint" -> OptionalInt.of(0);
      case "real", "double precision" -> OptionalInt.of(Integer.MAX_VALUE);
      default -> OptionalInt.empty();
    };
  }

  /// Returns how many digits of a second there can be; less than none where there is no time.
  private static OptionalInt fraction(String type) {
    Matcher clock = CLOCK.matcher(type);
    if (clock.matches()) {
      return OptionalInt.of(
          clock.group(1) == null ? MICROSECONDS : Integer.parseInt(clock.group(1)));
    }
    return type.equals("date") ? OptionalInt.of(-1) : OptionalInt.empty();
  }
}
