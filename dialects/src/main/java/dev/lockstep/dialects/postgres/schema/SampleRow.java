package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.SchemaObject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Is a row that is being made up, column by column; the server judges what the checks of its table
/// and of its domains say to each value.
final class SampleRow {
  /// Nobody waits longer for one value of one column.
  private static final int SECONDS = 2;

  private static final Pattern CHECK =
      Pattern.compile("(?s)CHECK (.*?)(?: NO INHERIT)?(?: NOT VALID)?(?: NOT ENFORCED)?");

  private final Connection connection;
  private final SchemaObject table;
  private final DatabaseSchema schema;
  private final SequencedMap<String, String> values = new LinkedHashMap<>();
  private final Map<String, String> types = new HashMap<>();
  private final List<String> checks;

  SampleRow(Connection connection, SchemaObject table, DatabaseSchema schema) {
    this.connection = connection;
    this.table = table;
    this.schema = schema;
    this.checks =
        schema.children(table.id(), "constraint").stream()
            .filter(one -> one.text("type").equals("check"))
            .flatMap(one -> condition(one.text("definition")).stream())
            .toList();
    schema
        .children(table.id(), "column")
        .forEach(one -> types.put(Spelling.name(one.id().name()), one.text("type")));
  }

  /// Gives a column its value.
  void set(SchemaObject column, String value) {
    values.put(Spelling.name(column.id().name()), value);
  }

  /// Gives a column a value that nothing forbids, null where there is none but null; a type of
  /// which nothing is known is left to the column's default.
  ///
  /// @param longest of texts, in characters
  void find(SchemaObject column, int number, int longest) {
    String name = Spelling.name(column.id().name());
    List<String> conditions = new ArrayList<>(ofDomain(column.text("type")));
    checks.stream().filter(check -> names(check, name)).forEach(conditions::add);
    List<String> candidates =
        new PostgresCandidates(schema, number, longest).of(column.text("type"), conditions);
    Optional<String> fitting =
        conditions.isEmpty()
            ? candidates.stream().findFirst()
            : candidates.stream().filter(value -> fits(name, value)).findFirst();
    fitting
        .or(() ->
            candidates.isEmpty() ? Optional.empty() : Optional.of(instead(column, candidates)))
        .ifPresent(value -> values.put(name, value));
  }

  private static String instead(SchemaObject column, List<String> candidates) {
    return column.has("not_null") ? candidates.getFirst() : "NULL";
  }

  /// Returns the statement that inserts it.
  String insert() {
    String into = "INSERT INTO " + Spelling.path(table.id());
    return values.isEmpty()
        ? into + " DEFAULT VALUES"
        : "%s (%s) OVERRIDING SYSTEM VALUE VALUES (%s)"
            .formatted(
                into, String.join(", ", values.keySet()), String.join(", ", values.values()));
  }

  static boolean names(String definition, String name) {
    return Pattern.compile("(?<![\\w\"])" + Pattern.quote(name) + "(?![\\w\"])")
        .matcher(definition)
        .find();
  }

  private List<String> ofDomain(String type) {
    List<String> conditions = new ArrayList<>();
    String element = type.replaceAll("(?:\\[\\])+$", "");
    for (SchemaObject domain : schema.ofKind("domain")) {
      if (Spelling.path(domain.id()).equals(element)) {
        schema
            .children(domain.id(), "domain_constraint")
            .forEach(one -> condition(one.text("definition")).ifPresent(conditions::add));
        conditions.addAll(ofDomain(domain.text("type")));
      }
    }
    return conditions;
  }

  private static Optional<String> condition(String definition) {
    Matcher check = CHECK.matcher(definition);
    return check.matches() ? Optional.of(check.group(1)) : Optional.empty();
  }

  /// Asks the server, of whom everything about the columns so far is known.
  private boolean fits(String name, String value) {
    Map<String, String> known = new LinkedHashMap<>(values);
    known.put(name, value);
    List<String> judging =
        checks.stream()
            .filter(check -> names(check, name))
            .filter(check ->
                types.keySet().stream()
                    .allMatch(other -> known.containsKey(other) || !names(check, other)))
            .map(check -> check + " IS NOT FALSE")
            .toList();
    // A column that no value was found for must not spoil the others.
    String row =
        known.entrySet().stream()
            .filter(one ->
                one.getKey().equals(name)
                    || judging.stream().anyMatch(check -> names(check, one.getKey())))
            .map(one ->
                "(%s)::%s AS %s".formatted(one.getValue(), types.get(one.getKey()), one.getKey()))
            .collect(Collectors.joining(", "));
    String question =
        "SELECT * FROM (SELECT "
            + row
            + ") AS t"
            + (judging.isEmpty() ? "" : " WHERE " + String.join(" AND ", judging));
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(SECONDS);
      try (ResultSet result = statement.executeQuery(question)) {
        return result.next();
      }
    } catch (SQLException e) {
      return false;
    }
  }
}
