package dev.lockstep.lint.rules;

import dev.lockstep.lint.KnownSchema;
import dev.lockstep.lint.KnownTable;
import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Column;
import dev.lockstep.statement.ConstraintType;
import dev.lockstep.statement.Expression;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.ChangeType;
import dev.lockstep.statement.Operation.CreateIndex;
import dev.lockstep.statement.Operation.SetVariable;
import dev.lockstep.statement.TypeName;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The type of a column changes.
final class TypeChanges implements Rule {
  private static final Description ABOUT =
      new Description(
          "type-changes",
          Severity.WARNING,
          true,
          Dialects.POSTGRES,
          "Most changes of a type write the whole table and its indexes again while "
              + "nobody can use it, and programs may not expect the new type. Longer texts "
              + "and more precise numbers are cheap.",
          "Add a column of the new type, fill it in batches, move the programs, drop "
              + "the old one.");

  @Override
  public Description about() {
    return ABOUT;
  }

  private static final Set<String> TIMESTAMPS =
      Set.of("timestamp without time zone", "timestamp with time zone");

  /// What the server takes for UTC without asking.
  private static final Set<String> UTC = Set.of("UTC", "GMT", "Etc/UTC");

  private static final Set<String> ZONE = Set.of("timezone", "time zone");

  /// Words for the zone of the role, the database or the server, which is not known here.
  private static final Set<String> USUAL = Set.of("default", "local");

  private static final Set<ConstraintType> KEYS =
      Set.of(ConstraintType.PRIMARY_KEY, ConstraintType.UNIQUE, ConstraintType.EXCLUSION);

  private static final Set<String> TEXTS = Set.of("text", "character varying");

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof ChangeType change && scene.isInUse(change.table())) {
      TypeName before =
          scene
              .schema()
              .table(change.table())
              .flatMap(table -> table.column(change.column()))
              .map(Column::type)
              .orElse(null);
      if (change.using() == null && before != null && isZoned(before, change.type())) {
        zone(change, scene);
      } else if (change.using() != null || !isCheap(before, change.type(), scene.schema())) {
        scene.say(
            "The whole of %s is written again while nobody can use it%s."
                .formatted(
                    scene.sized(change.table()),
                    before == null ? ", unless the new type only takes more" : ""),
            ABOUT.instead());
      } else {
        dependants(change, scene);
      }
    }
  }

  /// A time gets a zone or loses it; in UTC its bytes stay the same.
  private static boolean isZoned(TypeName before, TypeName after) {
    return before.dimensions() == 0
        && after.dimensions() == 0
        && after.modifiers().isEmpty()
        && !before.name().equals(after.name())
        && TIMESTAMPS.contains(before.name())
        && TIMESTAMPS.contains(after.name());
  }

  /// PostgreSQL 12 and later write nothing where the session's time zone is UTC by one of its
  /// names, but build the indexes of the column again.
  private static void zone(ChangeType change, Scene scene) {
    String zone = sessionZone(scene);
    boolean indexed =
        scene
            .schema()
            .table(change.table())
            .filter(table ->
                table.indexes().stream().anyMatch(index -> isAbout(index, change.column()))
                    || table.constraints().stream()
                        .anyMatch(one ->
                            KEYS.contains(one.type()) && one.columns().contains(change.column())))
            .isPresent();
    if (zone == null) {
      scene.say(
          "The whole of %s is written again while nobody can use it, unless the session's time zone is UTC; its times are taken for ones of that zone."
              .formatted(scene.sized(change.table())),
          "Say SET LOCAL timezone = 'UTC' before, if they are times of UTC.");
    } else if (!UTC.contains(zone)) {
      scene.say(
          "The whole of %s is written again while nobody can use it, for the time zone is %s and not UTC."
              .formatted(scene.sized(change.table()), zone),
          ABOUT.instead());
    } else if (indexed) {
      scene.say(
          "The indexes of %s are built again while nobody can use %s."
              .formatted(change.column(), scene.sized(change.table())),
          "Drop them CONCURRENTLY before, and build them CONCURRENTLY afterwards.");
    }
  }

  /// Returns the time zone that the file sets last; null where it sets none.
  private static @Nullable String sessionZone(Scene scene) {
    String zone = null;
    for (Operation earlier : scene.before()) {
      if (earlier instanceof SetVariable set && ZONE.contains(set.name())) {
        String value = set.value() == null ? "default" : set.value().replace("'", "").strip();
        zone = USUAL.contains(value.toLowerCase(Locale.ROOT)) ? null : value;
      }
    }
    return zone;
  }

  private static boolean isAbout(CreateIndex index, String column) {
    return index.columns().contains(column)
        || index.included().contains(column)
        || computes(index, column);
  }

  /// A type that only takes more is cheap, but not for all that is about the column.
  private static void dependants(ChangeType change, Scene scene) {
    KnownTable table = scene.schema().table(change.table()).orElse(null);
    if (table == null) {
      return;
    }
    if (table
        .constraints(ConstraintType.CHECK)
        .anyMatch(check -> check.columns().contains(change.column()))) {
      scene.say(
          "A check is about %s, so all rows of %s are looked at while nobody can use it."
              .formatted(change.column(), change.table()),
          "Drop the check, change the type, and add it again NOT VALID.");
    }
    if (table.indexes().stream().anyMatch(index -> computes(index, change.column()))) {
      scene.say(
          "A partial or computed index has to do with %s and is built again while nobody can use %s."
              .formatted(change.column(), change.table()),
          "Drop the index CONCURRENTLY before, and build it CONCURRENTLY afterwards.");
    }
  }

  /// Only an index of plain columns and all rows is kept.
  private static boolean computes(CreateIndex index, String column) {
    List<Expression> expressions =
        Stream.concat(
                Stream.ofNullable(index.where()),
                index.keys().stream().flatMap(key -> Stream.ofNullable(key.expression())))
            .toList();
    return !expressions.isEmpty()
        && (index.columns().contains(column)
            || index.included().contains(column)
            || expressions.stream().anyMatch(one -> one.columns().contains(column)));
  }

  /// Types that may take more digits without a look at the rows.
  private static final Set<String> GROWING =
      Set.of(
          "numeric",
          "bit varying",
          "character varying",
          "time without time zone",
          "time with time zone",
          "timestamp without time zone",
          "timestamp with time zone",
          "interval");

  private static final Set<String> MOMENTS =
      Set.of(
          "time without time zone",
          "time with time zone",
          "timestamp without time zone",
          "timestamp with time zone");

  private static boolean isCheap(@Nullable TypeName before, TypeName after, KnownSchema schema) {
    if (before == null || before.dimensions() != after.dimensions()) {
      return false;
    }
    if (before.toString().equals(after.toString())) {
      return true;
    }
    if (schema.isCheckedDomain(after)) {
      return false;
    }
    TypeName from = schema.domain(before).orElse(before);
    TypeName to = schema.domain(after).orElse(after);
    // values of a domain are cut to length again, even to the length that they have
    boolean again = !from.equals(before) && !to.modifiers().isEmpty();
    return !again && isCheap(from, to);
  }

  private static boolean isCheap(TypeName before, TypeName after) {
    if (before.toString().equals(after.toString())) {
      return true;
    }
    boolean texts = TEXTS.contains(before.name()) && TEXTS.contains(after.name());
    boolean grows = before.name().equals(after.name()) && GROWING.contains(after.name());
    boolean sameBytes =
        (before.name().equals("cidr") && after.name().equals("inet"))
            || (before.name().equals("xml") && after.name().equals("text"))
            || (before.name().equals("integer") && after.name().equals("oid"));
    boolean array = before.dimensions() > 0;
    return sameBytes || (!array && (texts || grows) && takesMore(before, after));
  }

  /// The first number may grow, the second has to stay; none takes everything.
  private static boolean takesMore(TypeName before, TypeName after) {
    List<String> from = before.modifiers();
    List<String> to = after.modifiers();
    if (to.isEmpty()) {
      return true;
    }
    if (from.isEmpty() && MOMENTS.contains(before.name())) {
      // They have six digits anyway.
      return to.getFirst().equals("6");
    }
    if (from.isEmpty() || !number(from.getFirst()) || !number(to.getFirst())) {
      return false;
    }
    String oldScale = from.size() > 1 ? from.get(1) : "0";
    String newScale = to.size() > 1 ? to.get(1) : "0";
    return Integer.parseInt(to.getFirst()) >= Integer.parseInt(from.getFirst())
        && oldScale.equals(newScale);
  }

  private static boolean number(String modifier) {
    return !modifier.isEmpty()
        && modifier.length() < 9
        && modifier.chars().allMatch(digit -> digit >= '0' && digit <= '9');
  }
}
