package dev.lockstep.dialects.sqlite.schema;

import dev.lockstep.plan.SchemaChange;
import dev.lockstep.plan.SchemaChange.Action;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;

/// Stops a plan in the end where rows do not fit a foreign key that is new to their table: building
/// a table anew asks no row for what it refers to, and SQLite never asks again.
///
/// *Source*: https://www.sqlite.org/pragma.html#pragma_foreign_key_check
final class Orphans {
  private Orphans() {}

  static List<SchemaChange> checked(
      List<SchemaChange> changes, DatabaseSchema live, DatabaseSchema desired) {
    List<SchemaChange> all = new ArrayList<>(changes);
    for (SchemaObject key : desired.ofKind("constraint")) {
      String table = key.id().path().getFirst();
      boolean altered =
          changes.stream()
              .anyMatch(change ->
                  change.action() == Action.ALTER
                      && change.object().equals(ObjectId.of("table", table)));
      if (altered
          && key.text("type").equals("foreign key")
          && live.find(key.id()).filter(before -> isSame(before, key)).isEmpty()
          && columns(key, table).stream().anyMatch(column -> mayHold(column, live, desired))) {
        all.add(check(key, table));
      }
    }
    return all;
  }

  private static boolean isSame(SchemaObject before, SchemaObject after) {
    return target(before).equals(target(after)) && before.uses().equals(after.uses());
  }

  private static List<ObjectId> columns(SchemaObject key, String table) {
    return key.uses().stream()
        .filter(used -> used.kind().equals("column") && used.path().getFirst().equals(table))
        .toList();
  }

  /// A column that is new holds nothing but its default.
  private static boolean mayHold(ObjectId column, DatabaseSchema live, DatabaseSchema desired) {
    return live.find(column).isPresent() || desired.get(column).has("default");
  }

  private static SchemaChange check(SchemaObject key, String table) {
    String target = target(key);
    return new SchemaChange(
        Action.CREATE,
        key.id(),
        List.of(
            "CREATE TEMP TABLE lockstep_orphans"
                + " (rows_that_refer_to_nothing CHECK (rows_that_refer_to_nothing = 0))",
            "INSERT INTO temp.lockstep_orphans SELECT count(*) FROM pragma_foreign_key_check(%s)"
                    .formatted(Spelling.text(table))
                + " WHERE parent = %s COLLATE NOCASE".formatted(Spelling.text(target)),
            "DROP TABLE temp.lockstep_orphans"),
        List.of(),
        List.of(),
        List.of(
            "a row of table %s refers to a row of %s that is not there".formatted(table, target)));
  }

  /// Returns the table that a key refers to, be it there or not.
  private static String target(SchemaObject key) {
    List<Token> tokens = Token.of(key.text("definition"));
    int at = 0;
    while (!tokens.get(at).is("REFERENCES")) {
      at++;
    }
    return tokens.get(at + 1).name();
  }
}
