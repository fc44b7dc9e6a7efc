package dev.lockstep.lint.rules;

import dev.lockstep.lint.Scene;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.Constraint;
import dev.lockstep.statement.ConstraintType;
import dev.lockstep.statement.TypeName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Writes queries that return a row where a statement would fail on the rows of a database.
///
/// *Shape*: null where there is nothing to ask, or rows change before. Nothing but names and
/// numbers goes into a query: an expression of somebody's could do anything where it runs.
final class Questions {
  private static final Set<String> TEXTS =
      Set.of("character varying", "varchar", "character", "char", "bpchar");
  private static final Map<String, Integer> BITS =
      Map.of("tinyint", 8, "smallint", 16, "mediumint", 24, "integer", 32, "int", 32, "bigint", 64);

  private final Scene scene;

  Questions(Scene scene) {
    this.scene = scene;
  }

  @Nullable String anyRow(QualifiedName table) {
    return ask(table, "SELECT 1 FROM " + quoted(table) + " LIMIT 1");
  }

  @Nullable String isNull(QualifiedName table, List<String> columns) {
    return ask(table, "SELECT 1 FROM %s WHERE %s LIMIT 1".formatted(quoted(table), nulls(columns)));
  }

  /// @param nullsToo whether two nulls are the same
  @Nullable String twice(QualifiedName table, List<String> columns, boolean nullsToo) {
    return columns.isEmpty()
        ? null
        : ask(
            table,
            "SELECT 1 FROM %s%s GROUP BY %s HAVING count(*) > 1 LIMIT 1"
                .formatted(
                    quoted(table),
                    nullsToo ? "" : " WHERE NOT (" + nulls(columns) + ")",
                    list(columns)));
  }

  /// Asks for values that are there twice, or not at all.
  @Nullable String noKey(QualifiedName table, List<String> columns) {
    String missing = isNull(table, columns);
    String twice = twice(table, columns, true);
    return missing == null || twice == null
        ? null
        : "SELECT 1 FROM (SELECT 1 AS one) AS ask WHERE EXISTS (%s) OR EXISTS (%s)"
            .formatted(missing, twice);
  }

  /// Asks for values that a foreign key refers to nothing with.
  @Nullable String orphan(QualifiedName table, Constraint key) {
    Constraint.Reference reference = key.reference();
    if (reference == null || scene.schema().isWritten(reference.table())) {
      return null;
    }
    List<String> there =
        reference.columns().isEmpty()
            ? scene.schema().table(reference.table()).stream()
                .flatMap(parent -> parent.constraints(ConstraintType.PRIMARY_KEY))
                .findFirst()
                .map(Constraint::columns)
                .orElse(List.of())
            : reference.columns();
    if (there.isEmpty() || there.size() != key.columns().size()) {
      return null;
    }
    String same =
        IntStream.range(0, there.size())
            .mapToObj(at ->
                "parent.%s = child.%s"
                    .formatted(quoted(there.get(at)), quoted(key.columns().get(at))))
            .collect(Collectors.joining(" AND "));
    String whole =
        key.columns().stream()
            .map(column -> "child." + quoted(column) + " IS NOT NULL")
            .collect(Collectors.joining(" AND "));
    return ask(
        table,
        "SELECT 1 FROM %s AS child WHERE %s AND NOT EXISTS (SELECT 1 FROM %s AS parent WHERE %s) LIMIT 1"
            .formatted(quoted(table), whole, quoted(reference.table()), same));
  }

  /// Asks for values that are too long or too large for a type.
  @Nullable String unfit(QualifiedName table, String column, TypeName before, TypeName after) {
    String name = quoted(column);
    String unfit = null;
    if (TEXTS.contains(after.name()) && isText(before) && isNumber(after.modifiers())) {
      unfit = "char_length(%s) > %s".formatted(name, after.modifiers().getFirst());
    } else if (BITS.containsKey(after.name()) && BITS.containsKey(before.name())) {
      long most = (1L << (BITS.getOrDefault(after.name(), 64) - 1)) - 1;
      unfit = "%s > %d OR %s < %d".formatted(name, most, name, -most - 1);
    }
    return unfit == null
        ? null
        : ask(table, "SELECT 1 FROM %s WHERE %s LIMIT 1".formatted(quoted(table), unfit));
  }

  private static boolean isText(TypeName type) {
    return TEXTS.contains(type.name()) || type.name().endsWith("text");
  }

  private static boolean isNumber(List<String> modifiers) {
    return modifiers.size() == 1
        && modifiers.getFirst().length() < 10
        && modifiers.getFirst().chars().allMatch(Character::isDigit);
  }

  private @Nullable String ask(QualifiedName table, String query) {
    return scene.schema().isWritten(table) ? null : query;
  }

  private String nulls(List<String> columns) {
    return columns.stream()
        .map(column -> quoted(column) + " IS NULL")
        .collect(Collectors.joining(" OR "));
  }

  private String list(List<String> columns) {
    return columns.stream().map(this::quoted).collect(Collectors.joining(", "));
  }

  private String quoted(QualifiedName name) {
    String schema = name.qualifier();
    return (schema == null ? "" : quoted(schema) + ".") + quoted(name.name());
  }

  private String quoted(String name) {
    String quote = Dialects.MYSQL.contains(scene.dialect()) ? "`" : "\"";
    return quote + name.replace(quote, quote + quote) + quote;
  }
}
