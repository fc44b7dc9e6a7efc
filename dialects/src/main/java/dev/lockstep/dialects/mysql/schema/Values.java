package dev.lockstep.dialects.mysql.schema;

import dev.lockstep.plan.ObjectKind.Change;
import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Says what becomes of the values of a column that takes another form.
///
/// *Shape*: a strict session is assumed, in which the server refuses most of what does not fit; it
/// still rounds and cuts off fractions without a word. Where nothing is known of two types, values
/// may not fit.
///
/// *Source*: https://mariadb.com/kb/en/data-types/, https://mariadb.com/kb/en/sql-mode/
final class Values {
  private static final Pattern TYPE =
      Pattern.compile("(?s)(\\w+)(?:\\((.*)\\))?((?: unsigned| zerofill| signed)*).*");
  private static final Pattern ELEMENT = Pattern.compile("'(?:[^'\\\\]|\\\\.|'')*'");

  /// How many digits their numbers have, from the smallest to the largest.
  private static final Map<String, Integer> INTEGERS =
      Map.of("tinyint", 3, "smallint", 5, "mediumint", 8, "int", 10, "bigint", 20);

  private static final Map<String, Long> TEXTS =
      Map.of(
          "tinytext", 255L, "text", 65_535L, "mediumtext", 16_777_215L, "longtext", 4_294_967_295L);

  private static final Map<String, Long> BYTES =
      Map.of(
          "tinyblob", 255L, "blob", 65_535L, "mediumblob", 16_777_215L, "longblob", 4_294_967_295L);

  private static final List<String> MOMENTS = List.of("date", "datetime", "timestamp");

  /// The longest text of anything that is no text itself, and shorter than this.
  private static final long ANY_NUMBER = 68;

  /// Character sets in which every character of any other stands.
  private static final List<String> UNIVERSAL = List.of("utf8mb4", "utf16", "utf16le", "utf32");

  private Values() {}

  /// Is a type in its parts.
  private record Type(String name, String inside, boolean unsigned) {
    static Type of(SchemaObject column) {
      Matcher matcher = TYPE.matcher(column.text("type"));
      if (!matcher.matches()) {
        return new Type(column.text("type"), "", false);
      }
      return new Type(
          matcher.group(1),
          matcher.group(2) == null ? "" : matcher.group(2),
          matcher.group(3).contains("unsigned"));
    }

    boolean isOneOf(String... names) {
      return List.of(names).contains(name);
    }

    boolean isInteger() {
      return INTEGERS.containsKey(name);
    }

    boolean isFraction() {
      return isOneOf("float", "double");
    }

    boolean isNumber() {
      return isInteger() || isFraction() || isOneOf("decimal");
    }

    boolean isMoment() {
      return MOMENTS.contains(name);
    }

    /// Returns one of the numbers in parentheses, or zero.
    int size(int index) {
      String[] sizes = inside.split(",", -1);
      return index < sizes.length && sizes[index].strip().matches("\\d{1,9}")
          ? Integer.parseInt(sizes[index].strip())
          : 0;
    }

    int digitsBeforePoint() {
      return isInteger() ? INTEGERS.getOrDefault(name, 0) : size(0) - size(1);
    }

    List<String> elements() {
      return ELEMENT.matcher(inside).results().map(found -> found.group()).toList();
    }

    /// Returns how many characters it holds in any character set, zero when it is no text.
    long characters() {
      return isOneOf("char", "varchar") ? size(0) : TEXTS.getOrDefault(name, 0L) / 4;
    }

    long bytes() {
      return isOneOf("binary", "varbinary") ? size(0) : BYTES.getOrDefault(name, 0L);
    }

    /// Returns how many characters the text of a value has at most.
    long spelled() {
      if (isOneOf("enum", "set")) {
        return elements().stream().mapToLong(String::length).sum();
      }
      return characters() > 0 ? TEXTS.getOrDefault(name, characters()) : ANY_NUMBER;
    }
  }

  /// Lists what a column may hold that the server refuses to change.
  static List<String> failsIf(Change change) {
    List<String> failsIf = new ArrayList<>();
    SchemaObject to = change.to();
    if (to.has("generated")) {
      return failsIf;
    }
    if (change.touches("check") && to.has("check")) {
      failsIf.add("a row is against the check of " + to.id());
    }
    if (change.touches("not_null") && to.has("not_null")) {
      failsIf.add(to.id() + " holds NULL");
    }
    if (change.touches("type") && !fits(Type.of(change.from()), Type.of(to))) {
      failsIf.add(to.id() + " holds what does not fit into " + to.text("type"));
    }
    String from = characterSet(change.from());
    String wanted = characterSet(to);
    boolean lacks =
        Stream.of("", "ascii", wanted).noneMatch(from::equals) && !UNIVERSAL.contains(wanted);
    if (lacks && !wanted.isEmpty()) {
      failsIf.add(to.id() + " holds a character that is not in " + wanted);
    }
    return failsIf;
  }

  private static String characterSet(SchemaObject column) {
    return column.text("collation").replaceFirst("_.*", "");
  }

  private static boolean fits(Type from, Type to) {
    if (from.isNumber() && to.isNumber()) {
      return fitsAsNumber(from, to);
    }
    if (from.isMoment() && to.isMoment()) {
      return !to.isOneOf("timestamp") || from.isOneOf("timestamp");
    }
    if (from.isOneOf("enum", "set") && from.name().equals(to.name())) {
      return to.elements().containsAll(from.elements());
    }
    if (to.characters() > 0) {
      return from.bytes() == 0 && from.spelled() <= to.characters();
    }
    if (from.bytes() > 0) {
      return from.bytes() <= to.bytes();
    }
    boolean shorter = from.isOneOf("bit") && to.size(0) < from.size(0);
    return from.name().equals(to.name()) && !shorter;
  }

  private static boolean fitsAsNumber(Type from, Type to) {
    if (to.unsigned() && !from.unsigned()) {
      return false;
    }
    if (to.isFraction()) {
      return to.isOneOf("double") || !from.isOneOf("double");
    }
    if (from.isFraction()) {
      return false;
    }
    boolean signComes = from.isInteger() && from.unsigned() && to.isInteger() && !to.unsigned();
    boolean roundsUp = !from.isInteger() && to.size(1) < from.size(1);
    boolean counts = !from.isInteger() && to.isInteger();
    boolean needsOneMore = signComes || roundsUp || counts;
    return needsOneMore
        ? from.digitsBeforePoint() < to.digitsBeforePoint()
        : from.digitsBeforePoint() <= to.digitsBeforePoint();
  }

  /// Lists what is lost of the values that fit.
  static List<String> losses(Change change) {
    if (!change.touches("type") || change.to().has("generated")) {
      return List.of();
    }
    Type from = Type.of(change.from());
    Type to = Type.of(change.to());
    String of = " of " + change.to().id();
    if (from.isNumber() && to.isNumber()) {
      return keepsDigits(from, to) ? List.of() : List.of("the last digits" + of);
    }
    if (from.isOneOf("datetime", "timestamp") && to.isOneOf("date")) {
      return List.of("the time of day" + of);
    }
    boolean timed = from.isOneOf("datetime", "timestamp", "time");
    return timed && to.isOneOf("datetime", "timestamp", "time") && to.size(0) < from.size(0)
        ? List.of("fractions of seconds" + of)
        : List.of();
  }

  private static boolean keepsDigits(Type from, Type to) {
    if (to.isInteger() || to.isOneOf("decimal")) {
      return from.isInteger() || (from.isOneOf("decimal") && to.size(1) >= from.size(1));
    }
    if (from.isFraction()) {
      return from.isOneOf("float") || to.isOneOf("double");
    }
    // The one is exact to six digits, the other to fifteen.
    return from.isInteger() && from.digitsBeforePoint() <= (to.isOneOf("float") ? 5 : 10);
  }
}
