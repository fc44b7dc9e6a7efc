package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.dialects.schema.ColumnFacts;
import dev.lockstep.dialects.schema.SampleRows;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.SchemaObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Makes up rows for PostgreSQL's tables.
final class PostgresSampleRows implements SampleRows {
  static final int ROWS = 3;

  static final Pattern FOREIGN_KEY =
      Pattern.compile("FOREIGN KEY \\(([^()]*)\\) REFERENCES (.+?)\\(([^()]*)\\)");

  @Override
  public List<String> inserts(
      Connection connection,
      SchemaObject table,
      DatabaseSchema schema,
      Map<List<String>, ColumnFacts> facts) {
    List<String> statements = new ArrayList<>();
    for (int number = 1; number <= ROWS; number++) {
      SampleRow row = new SampleRow(connection, table, schema);
      Map<String, String> places = PartitionValues.of(table, schema, number);
      for (SchemaObject column : schema.children(table.id(), "column")) {
        String name = Spelling.name(column.id().name());
        Optional<String> given =
            referenced(table, name, schema, number).or(() -> Optional.ofNullable(places.get(name)));
        boolean distinct = isDistinct(table, name, schema);
        ColumnFacts known = facts.get(column.id().path());
        if (column.has("generated")) {
          continue;
        }
        if (given.isPresent()) {
          row.set(column, given.get());
        } else if (number == ROWS && !distinct && !column.has("not_null") && mayBeNull(known)) {
          row.set(column, "NULL");
        } else {
          row.find(column, distinct ? number : 1, longest(known));
        }
      }
      statements.add(row.insert());
    }
    return statements;
  }

  private static boolean mayBeNull(@Nullable ColumnFacts known) {
    return known == null || known.nulls() > 0;
  }

  private static int longest(@Nullable ColumnFacts known) {
    return known == null
        ? PostgresSample.LONGEST
        : Math.clamp(known.width(), 1, PostgresSample.LONGEST);
  }

  @Override
  public Map<List<String>, ColumnFacts> facts(Connection live) throws SQLException {
    return PostgresManyRows.facts(live);
  }

  @Override
  public List<String> many(
      SchemaObject table, DatabaseSchema schema, long rows, Map<List<String>, ColumnFacts> facts) {
    return new PostgresManyRows(table, schema, rows, facts).inserts();
  }

  @Override
  public String rows(SchemaObject table, List<SchemaObject> columns) {
    return "SELECT %s FROM %s"
        .formatted(
            columns.stream()
                .map(column -> Spelling.name(column.id().name()) + "::text")
                .collect(Collectors.joining(", ")),
            Spelling.path(table.id()));
  }

  private static Optional<String> referenced(
      SchemaObject table, String name, DatabaseSchema schema, int number) {
    for (SchemaObject constraint : schema.children(table.id(), "constraint")) {
      Matcher key = FOREIGN_KEY.matcher(constraint.text("definition"));
      if (key.find() && List.of(key.group(1).split(", ")).contains(name)) {
        return Optional.of(referenced(table, name, key, number));
      }
    }
    return Optional.empty();
  }

  /// The row before, or none, where a table refers to itself.
  private static String referenced(SchemaObject table, String name, Matcher key, int number) {
    int place = List.of(key.group(1).split(", ")).indexOf(name);
    boolean own = key.group(2).equals(Spelling.path(table.id()));
    if (own && number == 1) {
      return "NULL";
    }
    return "(SELECT %s FROM %s ORDER BY %s LIMIT 1 OFFSET %d)"
        .formatted(
            List.of(key.group(3).split(", ")).get(place),
            key.group(2),
            key.group(3),
            own ? number - 2 : number - 1);
  }

  static boolean isDistinct(SchemaObject table, String name, DatabaseSchema schema) {
    return schema.children(table.id()).stream()
        .filter(part ->
            switch (part.kind()) {
              case "constraint" ->
                  List.of("primary key", "unique", "exclusion").contains(part.text("type"));
              case "index" -> part.text("definition").startsWith("CREATE UNIQUE ");
              default -> false;
            })
        .anyMatch(part -> SampleRow.names(part.text("definition"), name));
  }
}
