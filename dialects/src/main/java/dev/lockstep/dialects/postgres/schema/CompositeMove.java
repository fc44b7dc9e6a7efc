package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.plan.ObjectKind.Change;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Moves values of composite types by the names of their attributes: their text knows only places.
///
/// *Shape*: a function for each type, and one for its arrays, for as long as columns move; what it
/// assigns is converted as `INSERT` would, so that nothing is cut off.
record CompositeMove(Change change, TypeFamily family) {
  /// Returns a name for a type while its successor takes its own.
  static String aside(ObjectId id, DatabaseSchema live) {
    for (int number = 0; ; number++) {
      String name = id.name() + "__old" + (number == 0 ? "" : number);
      List<String> path = List.of(id.path().getFirst(), name);
      if (live.objects().keySet().stream().noneMatch(other -> other.path().equals(path))) {
        return name;
      }
    }
  }

  static String spelledAside(ObjectId id, DatabaseSchema live) {
    return Spelling.path(List.of(id.path().getFirst(), aside(id, live)));
  }

  /// Lists the types whose attributes differ.
  private List<SchemaObject> moved() {
    return family.types().stream()
        .filter(type -> type.kind().equals("composite"))
        .filter(
            type -> !type.texts("fields").equals(change.desired().get(type.id()).texts("fields")))
        .toList();
  }

  /// Tells whether a column holds such values in another type than their own and its array.
  boolean isHidden(SchemaObject column) {
    return type(column).isEmpty() && moved().stream().anyMatch(type -> reaches(column, type));
  }

  private boolean reaches(SchemaObject user, SchemaObject type) {
    return user.uses().stream()
        .flatMap(used -> family.types().stream().filter(one -> one.id().equals(used)))
        .anyMatch(used -> used.equals(type) || reaches(used, type));
  }

  private Optional<SchemaObject> type(SchemaObject column) {
    String type = column.text("type").replace("[]", "");
    return moved().stream().filter(one -> Spelling.path(one.id()).equals(type)).findFirst();
  }

  Optional<String> using(SchemaObject column) {
    return type(column).map(type -> function(type) + "(" + Spelling.name(column.id().name()) + ")");
  }

  private static String function(SchemaObject type) {
    return Spelling.path(List.of(type.id().path().getFirst(), type.id().name() + "__moved"));
  }

  private boolean isUsed(SchemaObject type, boolean asArray) {
    return family.columns().stream()
        .filter(column -> type(column).filter(type::equals).isPresent())
        .anyMatch(column -> !asArray || Conversion.isArray(column));
  }

  List<String> helpers() {
    List<String> statements = new ArrayList<>();
    for (SchemaObject type : moved()) {
      if (isUsed(type, false)) {
        statements.add(one(type));
      }
      if (isUsed(type, true)) {
        statements.add(array(type));
      }
    }
    return statements;
  }

  List<String> withoutHelpers() {
    List<String> statements = new ArrayList<>();
    for (SchemaObject type : moved()) {
      String drop =
          "DROP FUNCTION " + function(type) + "(" + spelledAside(type.id(), change.live());
      if (isUsed(type, true)) {
        statements.add(drop + "[])");
      }
      if (isUsed(type, false)) {
        statements.add(drop + ")");
      }
    }
    return statements;
  }

  private String one(SchemaObject type) {
    CompositeFields after = CompositeFields.of(change.desired().get(type.id()));
    return """
    CREATE FUNCTION %1$s(was %2$s) RETURNS %3$s LANGUAGE plpgsql STRICT AS $$
    DECLARE becomes %3$s;
    BEGIN
    %4$s  RETURN becomes;
    END $$\
    """
        .formatted(
            function(type),
            spelledAside(type.id(), change.live()),
            Spelling.path(type.id()),
            CompositeFields.of(type).names().stream()
                .filter(after.types()::containsKey)
                .map(name -> "  becomes.%1$s := was.%1$s;\n".formatted(name))
                .collect(Collectors.joining()));
  }

  private String array(SchemaObject type) {
    return """
    CREATE FUNCTION %1$s(was %2$s[]) RETURNS %3$s[] LANGUAGE plpgsql STRICT AS $$
    DECLARE becomes %3$s[] := '{}';
    BEGIN
      IF pg_catalog.array_ndims(was) > 1 THEN
        RAISE EXCEPTION 'arrays of more than one dimension must be moved by hand';
      END IF;
      FOR place IN coalesce(pg_catalog.array_lower(was, 1), 1)
          ..coalesce(pg_catalog.array_upper(was, 1), 0) LOOP
        becomes[place] := %1$s(was[place]);
      END LOOP;
      RETURN becomes;
    END $$\
    """
        .formatted(
            function(type), spelledAside(type.id(), change.live()), Spelling.path(type.id()));
  }
}
