package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.plan.ObjectKind.Change;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;

/// Puts a new type in the place of an old one: every column moves over by its text, and keeps its
/// values.
final class TypeRebuild {
  private TypeRebuild() {}

  /// @param keyword `TYPE` or `DOMAIN`
  /// @param creation makes the new type
  static List<String> statements(Change change, String keyword, List<String> creation) {
    ObjectId id = change.to().id();
    String aside = aside(change);
    List<String> statements = new ArrayList<>();
    statements.add(
        "ALTER " + keyword + " " + Spelling.path(id) + " RENAME TO " + Spelling.name(aside));
    statements.addAll(creation);
    for (SchemaObject column : columns(change)) {
      statements.addAll(moved(column, change));
    }
    statements.add("DROP " + keyword + " " + Spelling.path(List.of(id.path().getFirst(), aside)));
    return statements;
  }

  /// Writes the comment that the old type had, so that what differs is only what is planned.
  static List<String> comment(Change change, String keyword) {
    return change.from().has("comment")
        ? List.of(
            "COMMENT ON "
                + keyword
                + " "
                + Spelling.path(change.to().id())
                + " IS "
                + Spelling.literal(change.from().text("comment")))
        : List.of();
  }

  private static String aside(Change change) {
    ObjectId id = change.to().id();
    for (int number = 0; ; number++) {
      String name = id.name() + "__old" + (number == 0 ? "" : number);
      List<String> path = List.of(id.path().getFirst(), name);
      if (change.live().objects().keySet().stream().noneMatch(other -> other.path().equals(path))) {
        return name;
      }
    }
  }

  /// A domain's length is not written out in a cast, which would cut values off.
  private static List<String> moved(SchemaObject column, Change change) {
    String type = column.text("type");
    String retyping =
        Narrowing.cutsText(change.to().text("type"))
            ? alter(column)
                + "TYPE "
                + type
                + " USING "
                + Spelling.name(column.id().name())
                + Conversion.byText(column)
            : retyped(column, type, true);
    return keepingDefault(column, change, retyping);
  }

  /// Puts a column's default aside while its type changes; one that goes for good is gone by now.
  static List<String> keepingDefault(SchemaObject column, Change change, String retyping) {
    List<String> statements = new ArrayList<>(withoutDefault(column, change));
    statements.add(retyping);
    statements.addAll(withDefault(column, change));
    return statements;
  }

  /// Like [#statements], for a type that cannot stand beside its successor: columns are text
  /// meanwhile.
  static List<String> byText(Change change, List<String> creation) {
    List<SchemaObject> columns = columns(change);
    List<String> statements = new ArrayList<>();
    for (SchemaObject column : columns) {
      statements.addAll(withoutDefault(column, change));
      statements.add(retyped(column, Conversion.isArray(column) ? "text[]" : "text", false));
    }
    statements.add("DROP TYPE " + Spelling.path(change.to().id()));
    statements.addAll(creation);
    for (SchemaObject column : columns) {
      statements.add(retyped(column, column.text("type"), false));
      statements.addAll(withDefault(column, change));
    }
    return statements;
  }

  /// Returns the columns of a type; those that go for good are gone by now.
  private static List<SchemaObject> columns(Change change) {
    return change.live().users(change.to().id()).stream()
        .filter(user -> user.kind().equals("column"))
        .filter(column -> change.desired().find(column.id()).isPresent())
        .toList();
  }

  private static String retyped(SchemaObject column, String type, boolean byText) {
    String detour = byText ? Conversion.byText(column) : "";
    return alter(column)
        + "TYPE "
        + type
        + " USING "
        + Spelling.name(column.id().name())
        + detour
        + "::"
        + type;
  }

  private static List<String> withoutDefault(SchemaObject column, Change change) {
    return keepsDefault(column, change) ? List.of(alter(column) + "DROP DEFAULT") : List.of();
  }

  private static List<String> withDefault(SchemaObject column, Change change) {
    return keepsDefault(column, change)
        ? List.of(
            alter(column) + "SET DEFAULT " + change.desired().get(value(column)).text("expression"))
        : List.of();
  }

  private static boolean keepsDefault(SchemaObject column, Change change) {
    return change.live().find(value(column)).isPresent()
        && change.desired().find(value(column)).isPresent();
  }

  private static ObjectId value(SchemaObject column) {
    return new ObjectId("default", column.id().path());
  }

  private static String alter(SchemaObject column) {
    return "ALTER TABLE "
        + Spelling.table(column.id())
        + " ALTER COLUMN "
        + Spelling.name(column.id().name())
        + " ";
  }
}
