package dev.lockstep.dialects.sqlite.schema;

import dev.lockstep.plan.ObjectKind.Change;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Lists what rows of a table may hold that stops them from being copied into its new form.
final class RowDemands {
  private RowDemands() {}

  /// Returns each in words, as the rest of a sentence that begins with "this fails if".
  static List<String> failsIf(Change change) {
    List<String> failsIf = new ArrayList<>();
    boolean strict = isStrict(change.to());
    for (SchemaObject column : change.desired().children(change.to().id(), "column")) {
      if (!column.has("generated")) {
        failsIf.addAll(ofColumn(column, change, strict));
      }
    }
    for (SchemaObject one : change.desired().children(change.to().id(), "constraint")) {
      if (isNew(one, change.live(), change.from().id())) {
        String table = change.to().id().name();
        switch (one.text("type")) {
          case "unique", "primary key" ->
              failsIf.add("two rows of " + table + " have the same " + words(one));
          case "check" ->
              failsIf.add("a row of " + table + " is against " + one.text("definition"));
          default -> {
            // Foreign keys are looked at in the end.
          }
        }
      }
    }
    return failsIf;
  }

  private static List<String> ofColumn(SchemaObject column, Change change, boolean strict) {
    List<String> failsIf = new ArrayList<>();
    SchemaObject before = change.live().find(column.id()).orElse(null);
    String value = column.text("default");
    if (before == null) {
      if (column.has("not_null") && (value.isEmpty() || value.equalsIgnoreCase("NULL"))) {
        failsIf.add(
            change.to().id().name()
                + " has rows, for which its new column "
                + column.id().name()
                + " has no value");
      }
      return failsIf;
    }
    if (column.has("not_null") && !before.has("not_null")) {
      failsIf.add(column.id() + " holds NULL");
    }
    boolean held = isStrict(change.from()) && before.text("type").equals(column.text("type"));
    if (strict && !held && !column.text("type").equals("ANY")) {
      failsIf.add(column.id() + " holds what is no " + column.text("type"));
    }
    return failsIf;
  }

  private static boolean isStrict(SchemaObject table) {
    return table.texts("options").contains("STRICT");
  }

  /// A key that holds for some columns holds for these and others.
  private static boolean isNew(SchemaObject one, DatabaseSchema live, ObjectId table) {
    Predicate<SchemaObject> known =
        one.text("type").equals("check")
            ? before -> before.text("definition").equals(one.text("definition"))
            : before -> isKey(before) && columns(one).containsAll(columns(before));
    return live.children(table, "constraint").stream()
        .filter(before -> isKey(before) == isKey(one))
        .noneMatch(known);
  }

  private static boolean isKey(SchemaObject one) {
    return Stream.of("unique", "primary key").anyMatch(one.text("type")::equals);
  }

  private static Set<ObjectId> columns(SchemaObject key) {
    return key.uses().stream()
        .filter(used -> used.kind().equals("column"))
        .collect(Collectors.toSet());
  }

  private static String words(SchemaObject key) {
    return columns(key).stream().map(ObjectId::name).sorted().collect(Collectors.joining(", "));
  }
}
