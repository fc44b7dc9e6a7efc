package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.plan.ObjectKind.Change;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Writes how a column of a table that is in use gets values and loses nulls, step by step.
///
/// *Source*: PostgreSQL's documentation, `ALTER TABLE`, "Notes": a default that differs from row to
/// row writes the table anew; `SET NOT NULL` reads it under a lock that nobody passes, unless a
/// valid check proves that there is no null.
final class OnlineColumn {
  private static final int LONGEST_NAME = 63;

  /// What gives each row another value; functions of the user's own count by how they are declared.
  private static final Pattern VOLATILE =
      Pattern.compile(
          "\\b(nextval|random|random_normal|gen_random_uuid|uuid_generate_v\\w+|uuidv4|uuidv7"
              + "|clock_timestamp|timeofday|txid_current|pg_current_xact_id)\\(");

  private OnlineColumn() {}

  /// Returns the statements that change a column with those replaced that keep others waiting for
  /// long; nothing when there is none.
  static List<String> alter(Change change, List<String> statements) {
    SchemaObject to = change.to();
    String plain = NotNull.set(to);
    if (!statements.contains(plain)
        || NotNull.isValidatedLater(to)
        || change.live().find(to.id()).isEmpty()) {
      return List.of();
    }
    List<String> steps = new ArrayList<>();
    List<SchemaObject> values = change.desired().children(to.id(), "default");
    SchemaObject table = change.desired().get(TableKind.of(to));
    if (!values.isEmpty() && table.kind().equals("table") && !table.has("partition_key")) {
      // Nulls are left from the time before the default, or from a run that was cut off.
      steps.add(backfill(to, values.getFirst()));
    }
    steps.addAll(notNull(to, change.live().majorVersion()));
    return statements.stream()
        .flatMap(sql -> sql.equals(plain) ? steps.stream() : Stream.of(sql))
        .toList();
  }

  /// Adds a column whose default differs from row to row; nothing for any other.
  static List<String> create(SchemaObject column, DatabaseSchema desired) {
    List<SchemaObject> values = desired.children(column.id(), "default");
    SchemaObject table = desired.get(TableKind.of(column));
    if (values.isEmpty()
        || !isVolatile(values.getFirst(), desired)
        || !table.kind().equals("table")
        || table.has("partition_key")) {
      return List.of();
    }
    ObjectId value = values.getFirst().id();
    String full = ColumnKind.definition(column, desired.without(value::equals));
    String end = NotNull.clause(column);
    boolean notNull = !end.isEmpty();
    List<String> statements = new ArrayList<>();
    statements.add(
        TableKind.alter(column, "ADD COLUMN " + full.substring(0, full.length() - end.length())));
    statements.add(ColumnKind.alter(column, "SET DEFAULT " + values.getFirst().text("expression")));
    statements.add(backfill(column, values.getFirst()));
    if (notNull) {
      statements.addAll(notNull(column, desired.majorVersion()));
    }
    return statements;
  }

  private static boolean isVolatile(SchemaObject value, DatabaseSchema desired) {
    return VOLATILE.matcher(value.text("expression")).find()
        || value.uses().stream()
            .filter(used -> used.kind().equals("function"))
            .flatMap(used -> desired.find(used).stream())
            .anyMatch(function ->
                !function.text("definition").matches("(?s).*\\b(IMMUTABLE|STABLE)\\b.*"));
  }

  /// Fills a thousand pages at a time, each in a transaction of its own; what moved meanwhile is
  /// found in another round.
  private static String backfill(SchemaObject column, SchemaObject value) {
    String table = Spelling.table(column.id());
    String name = Spelling.name(column.id().name());
    return """
    DO $lockstep$
    DECLARE
      page bigint;
    BEGIN
      WHILE EXISTS (SELECT FROM %1$s WHERE %2$s IS NULL) LOOP
        page := 0;
        WHILE page * current_setting('block_size')::bigint < pg_relation_size(%3$s) LOOP
          UPDATE %1$s SET %2$s = %4$s
            WHERE ctid >= format('(%%s,0)', page)::tid AND ctid < format('(%%s,0)', page + 1000)::tid
            AND %2$s IS NULL;
          COMMIT;
          page := page + 1000;
        END LOOP;
      END LOOP;
    END $lockstep$\
    """
        .formatted(table, name, Spelling.literal(table), value.text("expression"));
  }

  private static List<String> notNull(SchemaObject column, int version) {
    String name = Spelling.name(column.id().name());
    if (version >= NotNull.SINCE
        && NotNull.name(column).getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME) {
      return NotNull.validatedLater(column);
    }
    return List.of(
        TableKind.alter(
            column, "ADD CONSTRAINT lockstep_not_null CHECK (" + name + " IS NOT NULL) NOT VALID"),
        TableKind.alter(column, "VALIDATE CONSTRAINT lockstep_not_null"),
        NotNull.set(column),
        TableKind.alter(column, "DROP CONSTRAINT lockstep_not_null"));
  }
}
