package dev.lockstep.lint.rules;

import dev.lockstep.statement.TypeName;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Compares what types of MySQL and MariaDB take.
final class NarrowerTypes {
  private NarrowerTypes() {}

  private static final List<String> WHOLE =
      List.of("tinyint", "smallint", "mediumint", "int", "bigint");
  private static final Map<String, Long> LENGTHS =
      Map.of(
          "tinytext", 255L,
          "text", 65_535L,
          "mediumtext", 16_777_215L,
          "longtext", 4_294_967_295L,
          "tinyblob", 255L,
          "blob", 65_535L,
          "mediumblob", 16_777_215L,
          "longblob", 4_294_967_295L);
  private static final Set<String> TEXTS =
      Set.of("char", "varchar", "tinytext", "text", "mediumtext", "longtext");
  private static final Set<String> BYTES =
      Set.of("binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob");

  /// Tells whether values of one type may not fit another.
  static boolean takesLess(TypeName from, TypeName to) {
    String before = from.name();
    String after = to.name();
    int whole = WHOLE.indexOf(signed(before));
    if (whole >= 0) {
      return WHOLE.contains(signed(after)) && isLessWhole(before, after, whole);
    }
    boolean texts = TEXTS.contains(before) && TEXTS.contains(after);
    if (texts || (BYTES.contains(before) && BYTES.contains(after))) {
      return length(to) < length(from);
    }
    return switch (before) {
      case "decimal" ->
          WHOLE.contains(signed(after))
              || (after.equals("decimal")
                  && (number(to, 0, 10) - number(to, 1, 0)
                          < number(from, 0, 10) - number(from, 1, 0)
                      || number(to, 1, 0) < number(from, 1, 0)));
      case "double" -> after.equals("float") || WHOLE.contains(signed(after));
      case "float" -> WHOLE.contains(signed(after));
      case "datetime", "timestamp" ->
          Set.of("date", "time", "year").contains(after)
              || (before.equals("datetime") && after.equals("timestamp"))
              || (before.equals(after) && number(to, 0, 0) < number(from, 0, 0));
      default -> TEXTS.contains(before) && WHOLE.contains(signed(after));
    };
  }

  private static String signed(String name) {
    return name.replace(" unsigned", "");
  }

  private static boolean isLessWhole(String before, String after, int whole) {
    boolean unsignedBefore = before.endsWith(" unsigned");
    boolean unsignedAfter = after.endsWith(" unsigned");
    int then = WHOLE.indexOf(signed(after));
    return then < whole
        || (unsignedAfter && !unsignedBefore)
        || (unsignedBefore && !unsignedAfter && then == whole);
  }

  private static long length(TypeName type) {
    Long fixed = LENGTHS.get(type.name());
    return fixed == null ? number(type, 0, 1) : fixed;
  }

  private static long number(TypeName type, int index, long standard) {
    List<String> all = type.modifiers();
    String text = all.size() > index ? all.get(index) : "";
    boolean digits =
        !text.isEmpty() && text.length() < 10 && text.chars().allMatch(Character::isDigit);
    return digits ? Long.parseLong(text) : standard;
  }
}
