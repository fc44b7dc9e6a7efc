package dev.lockstep.lint.online;

import dev.lockstep.lint.KnownTable;
import dev.lockstep.statement.Column;
import dev.lockstep.statement.TypeName;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Says how the type of a column differs from what it was, as far as its storage is concerned.
public enum TypeStep {
  SAME,
  /// Only the order of texts differs.
  COLLATION,
  /// More values fit, and those that are there stay as they are stored.
  WIDER,
  /// More values fit; what is there has at most 127 bytes, and what will be more than 255.
  WIDER_FROM_SHORT,
  /// More values fit, but what is there has to be stored in another way.
  WIDER_STORED_ANEW,
  /// Anything else: every value is converted.
  CONVERTED;

  /// The collations that a server takes where only the character set is named.
  private static final Set<String> USUAL =
      Set.of("utf8mb4_0900_ai_ci", "latin1_swedish_ci", "ascii_general_ci");

  private static final Map<String, Integer> BYTES =
      Map.of("utf8mb4", 4, "utf8mb3", 3, "utf8", 3, "latin1", 1, "ascii", 1, "binary", 1);

  /// Compares two definitions of a column.
  public static TypeStep between(Column before, Column after, KnownTable table) {
    TypeName from = before.type();
    TypeName to = after.type();
    if (from == null || to == null) {
      return from == null && to == null ? SAME : CONVERTED;
    }
    boolean text = isText(to);
    String charset = charset(before, table);
    if (text && isText(from) && !charset.equals(charset(after, table))) {
      return CONVERTED;
    }
    TypeStep step = step(from, to, charset);
    boolean reordered = text && !collation(before, table).equals(collation(after, table));
    return step == SAME && reordered ? COLLATION : step;
  }

  static boolean isText(@Nullable TypeName type) {
    return type != null
        && List.of("char", "varchar", "text", "tinytext", "mediumtext", "longtext", "enum", "set")
            .contains(type.name());
  }

  /// Tells whether a collation is the one that its character set comes with.
  static boolean isUsual(String collation) {
    return collation.isEmpty() || USUAL.contains(collation.toLowerCase(Locale.ROOT));
  }

  private static TypeStep step(TypeName from, TypeName to, String charset) {
    if (!from.name().equals(to.name())) {
      return CONVERTED;
    }
    List<String> before = modifiers(from);
    List<String> after = modifiers(to);
    return switch (to.name()) {
      case "varchar" -> lengths(before, after, BYTES.getOrDefault(charset, 4));
      case "varbinary" -> lengths(before, after, 1);
      case "enum" -> labels(before, after, enumBytes(before.size()), enumBytes(after.size()));
      case "set" -> labels(before, after, setBytes(before.size()), setBytes(after.size()));
      default -> before.equals(after) ? SAME : CONVERTED;
    };
  }

  /// Lists what a type says in parentheses; how wide a whole number is shown is nothing of it.
  private static List<String> modifiers(TypeName type) {
    boolean whole = type.name().replace(" unsigned", "").endsWith("int");
    return whole ? List.of() : type.modifiers();
  }

  private static TypeStep lengths(List<String> before, List<String> after, int bytes) {
    long from = length(before) * bytes;
    long to = length(after) * bytes;
    if (from == to) {
      return SAME;
    }
    if (to < from) {
      return CONVERTED;
    }
    return from > 255 || to <= 255 ? WIDER : from <= 127 ? WIDER_FROM_SHORT : WIDER_STORED_ANEW;
  }

  private static long length(List<String> modifiers) {
    String first = modifiers.isEmpty() ? "" : modifiers.getFirst();
    boolean number =
        !first.isEmpty() && first.length() < 9 && first.chars().allMatch(Character::isDigit);
    return number ? Long.parseLong(first) : 0;
  }

  private static TypeStep labels(
      List<String> before, List<String> after, int bytesBefore, int bytesAfter) {
    if (before.equals(after)) {
      return SAME;
    }
    boolean appended =
        after.size() > before.size() && after.subList(0, before.size()).equals(before);
    return !appended ? CONVERTED : bytesBefore == bytesAfter ? WIDER : WIDER_STORED_ANEW;
  }

  private static int enumBytes(int labels) {
    return labels < 256 ? 1 : 2;
  }

  private static int setBytes(int labels) {
    int bytes = (labels + 7) / 8;
    return bytes > 4 ? 8 : bytes;
  }

  private static String charset(Column column, KnownTable table) {
    String own = column.options().getOrDefault("charset", "");
    String collation = column.options().getOrDefault("collate", "");
    String whole = table.option("charset");
    String found =
        !own.isEmpty()
            ? own
            : !collation.isEmpty()
                ? family(collation)
                : !whole.isEmpty() ? whole : family(table.option("collate"));
    return found.toLowerCase(Locale.ROOT).equals("utf8") ? "utf8mb3" : found;
  }

  private static String family(String collation) {
    int end = collation.indexOf('_');
    return end < 0 ? collation : collation.substring(0, end);
  }

  /// Returns the collation, or an empty text for the usual one of the character set.
  private static String collation(Column column, KnownTable table) {
    String own = column.options().getOrDefault("collate", "");
    boolean inherits = own.isEmpty() && !column.options().containsKey("charset");
    String found = Objects.requireNonNullElse(inherits ? table.option("collate") : own, "");
    return isUsual(found) ? "" : found;
  }
}
