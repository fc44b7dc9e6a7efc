package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.dialects.schema.SampleRows;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Makes up rows for PostgreSQL's tables.
final class PostgresSampleRows implements SampleRows {
  private static final int ROWS = 3;

  private static final Pattern FOREIGN_KEY =
      Pattern.compile("FOREIGN KEY \\(([^()]*)\\) REFERENCES (.+?)\\(([^()]*)\\)");

  @Override
  public List<String> inserts(SchemaObject table, DatabaseSchema schema) {
    List<SchemaObject> columns =
        schema.children(table.id(), "column").stream()
            .filter(column -> !column.has("generated"))
            .toList();
    String into = "INSERT INTO " + Spelling.path(table.id());
    if (columns.isEmpty()) {
      return List.of(into + " DEFAULT VALUES");
    }
    List<String> statements = new ArrayList<>();
    for (int number = 1; number <= ROWS; number++) {
      List<String> names = new ArrayList<>();
      List<String> values = new ArrayList<>();
      for (SchemaObject column : columns) {
        Optional<String> value = value(table, column, schema, number);
        // A type of which nothing is known is left to the column's default.
        if (value.isPresent()) {
          names.add(Spelling.name(column.id().name()));
          values.add(value.get());
        }
      }
      statements.add(
          names.isEmpty()
              ? into + " DEFAULT VALUES"
              : "%s (%s) OVERRIDING SYSTEM VALUE VALUES (%s)"
                  .formatted(into, String.join(", ", names), String.join(", ", values)));
    }
    return statements;
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

  private static Optional<String> value(
      SchemaObject table, SchemaObject column, DatabaseSchema schema, int number) {
    String name = Spelling.name(column.id().name());
    for (SchemaObject constraint : schema.children(table.id(), "constraint")) {
      Matcher key = FOREIGN_KEY.matcher(constraint.text("definition"));
      if (key.find() && List.of(key.group(1).split(", ")).contains(name)) {
        return Optional.of(referenced(table, name, key, number));
      }
    }
    boolean distinct = isDistinct(table, name, schema);
    if (number == ROWS && !distinct && !column.has("not_null")) {
      return Optional.of("NULL");
    }
    int chosen = distinct ? number : 1;
    return listed(table, name, schema, chosen)
        .or(() -> new PostgresSample(schema, chosen).of(column.text("type")));
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

  private static boolean isDistinct(SchemaObject table, String name, DatabaseSchema schema) {
    return schema.children(table.id()).stream()
        .filter(part ->
            switch (part.kind()) {
              case "constraint" ->
                  List.of("primary key", "unique", "exclusion").contains(part.text("type"));
              case "index" -> part.text("definition").startsWith("CREATE UNIQUE ");
              default -> false;
            })
        .anyMatch(part -> names(part.text("definition"), name));
  }

  private static boolean names(String definition, String name) {
    return Pattern.compile("(?<![\\w\"])" + Pattern.quote(name) + "(?![\\w\"])")
        .matcher(definition)
        .find();
  }

  /// A check that lists what is allowed names the values itself.
  private static Optional<String> listed(
      SchemaObject table, String name, DatabaseSchema schema, int number) {
    Pattern list =
        Pattern.compile(Pattern.quote(name) + "\\)?(?:::\\w+)? = ANY \\(+ARRAY\\[(.*?)\\]");
    for (SchemaObject constraint : schema.children(table.id(), "constraint")) {
      Matcher allowed = list.matcher(constraint.text("definition"));
      if (constraint.text("type").equals("check") && allowed.find()) {
        String[] values = allowed.group(1).split(", ");
        return Optional.of(values[(number - 1) % values.length]);
      }
    }
    return Optional.empty();
  }
}
