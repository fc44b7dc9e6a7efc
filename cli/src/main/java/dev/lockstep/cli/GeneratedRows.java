package dev.lockstep.cli;

import dev.lockstep.dialects.schema.ColumnFacts;
import dev.lockstep.dialects.schema.SampleRows;
import dev.lockstep.lint.TableSize;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import dev.lockstep.scratch.ScratchServer.ScratchDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Puts made-up rows into the tables of a copy, and sees what becomes of them.
final class GeneratedRows {
  /// Nobody waits longer for the rows of one table.
  private static final int SECONDS = 60;

  private final ScratchDatabase database;
  private final Optional<SampleRows> samples;
  private final String none;
  private final Set<ObjectId> filled = new LinkedHashSet<>();
  private final SequencedMap<ObjectId, String> unfilled = new LinkedHashMap<>();
  private Optional<Sample> sample = Optional.empty();

  private GeneratedRows(ScratchDatabase database, Optional<SampleRows> samples, String none) {
    this.database = database;
    this.samples = samples;
    this.none = none;
  }

  /// Fills tables where the product has somebody who makes rows up.
  static GeneratedRows of(ScratchTarget target) {
    return new GeneratedRows(
        target.database(),
        target.dialect().sampleRows(),
        "none are made up for " + target.work().request().schema().dialect());
  }

  /// Is how tables get many rows that follow the statistics of a database in use.
  ///
  /// @param most of rows in each
  /// @param sizes of the tables in use, which are not exceeded
  record Sample(
      long most, Map<QualifiedName, TableSize> sizes, Map<List<String>, ColumnFacts> facts) {
    private long rows(ObjectId table) {
      List<String> path = table.path();
      QualifiedName name =
          new QualifiedName(path.size() > 1 ? path.getFirst() : null, path.getLast());
      return Optional.ofNullable(sizes.get(name))
          .map(size -> Math.min(most, size.rows()))
          .orElse(0L);
    }
  }

  /// Puts many rows into the tables that it fills from now on.
  GeneratedRows with(Sample wanted) {
    sample = Optional.of(wanted);
    return this;
  }

  /// Leaves all tables empty.
  static GeneratedRows none(ScratchDatabase database, String reason) {
    return new GeneratedRows(database, Optional.empty(), reason);
  }

  /// Are the rows of one table, each a text or null for each column.
  private record Rows(List<SchemaObject> columns, List<List<@Nullable String>> rows) {
    boolean isBlank(int column) {
      return rows.stream().allMatch(row -> row.get(column) == null);
    }
  }

  /// Is what all filled tables hold at one moment.
  record Held(Map<ObjectId, Rows> tables) {
    /// Tells whether the rows show what becomes of an object: a table, or a part of one that is no
    /// column without a single value.
    boolean cover(ObjectId id) {
      return tables.entrySet().stream()
              .anyMatch(table ->
                  id.path().size() >= table.getKey().path().size()
                      && id.path()
                          .subList(0, table.getKey().path().size())
                          .equals(table.getKey().path()))
          && !isBlank(id);
    }

    /// Tells whether an object is a column that is null in every row.
    boolean isBlank(ObjectId id) {
      for (Rows rows : tables.values()) {
        for (int at = 0; at < rows.columns().size(); at++) {
          if (rows.columns().get(at).id().equals(id)) {
            return rows.isBlank(at);
          }
        }
      }
      return false;
    }
  }

  boolean isEmpty() {
    return filled.isEmpty();
  }

  /// Names the tables that nothing could be put into, with the reason.
  SequencedMap<ObjectId, String> unfilled() {
    return Collections.unmodifiableSequencedMap(unfilled);
  }

  /// Fills the tables that are new here, those that others refer to first.
  void fill(DatabaseSchema schema) {
    if (samples.isEmpty()) {
      unfilled.clear();
      schema.ofKind("table").forEach(table -> unfilled.put(table.id(), none));
      return;
    }
    filled.removeIf(table -> schema.find(table).isEmpty());
    unfilled.keySet().removeIf(table -> schema.find(table).isEmpty());
    Set<ObjectId> seen = new HashSet<>();
    schema.ofKind("table").forEach(table -> fill(table, schema, samples.get(), seen));
  }

  private void fill(
      SchemaObject table, DatabaseSchema schema, SampleRows rows, Set<ObjectId> seen) {
    if (!seen.add(table.id()) || filled.contains(table.id()) || unfilled.containsKey(table.id())) {
      return;
    }
    for (SchemaObject part : schema.children(table.id(), "constraint")) {
      for (ObjectId used : part.uses()) {
        schema
            .find(used)
            .flatMap(object ->
                object.kind().equals("table")
                    ? Optional.of(object)
                    : Optional.ofNullable(object.parent()).flatMap(schema::find))
            .filter(object -> object.kind().equals("table"))
            .ifPresent(parent -> fill(parent, schema, rows, seen));
      }
    }
    // A partition is filled through its table.
    if (!table.has("partition_of")) {
      insert(
          table,
          rows.inserts(
              database.connection(), table, schema, sample.map(Sample::facts).orElse(Map.of())));
      if (filled.contains(table.id())) {
        sample.ifPresent(wanted -> many(table, schema, rows, wanted));
      }
    }
  }

  /// A table that takes no more keeps the few rows that it has.
  private void many(SchemaObject table, DatabaseSchema schema, SampleRows rows, Sample wanted) {
    long count = wanted.rows(table.id());
    for (String sql :
        count > 0 ? rows.many(table, schema, count, wanted.facts()) : List.<String>of()) {
      try (Statement statement = database.connection().createStatement()) {
        statement.setQueryTimeout(SECONDS);
        statement.execute(sql);
        return;
      } catch (SQLException refused) {
        // The next statement asks for less.
      }
    }
  }

  private void insert(SchemaObject table, List<String> statements) {
    String reason = "";
    for (String sql : statements) {
      try (Statement statement = database.connection().createStatement()) {
        statement.execute(sql);
        filled.add(table.id());
      } catch (SQLException e) {
        reason =
            reason.isEmpty()
                ? String.valueOf(e.getMessage()).lines().findFirst().orElse("")
                : reason;
      }
    }
    if (!filled.contains(table.id())) {
      unfilled.put(table.id(), reason);
    }
  }

  /// Reads what the filled tables hold.
  Held read(DatabaseSchema schema) throws SQLException {
    Map<ObjectId, Rows> tables = new LinkedHashMap<>();
    for (ObjectId id : filled) {
      Optional<SchemaObject> table = schema.find(id);
      List<SchemaObject> columns = schema.children(id, "column");
      if (table.isPresent() && samples.isPresent() && !columns.isEmpty()) {
        tables.put(
            id, new Rows(columns, rows(samples.get().rows(table.get(), columns), columns.size())));
      }
    }
    return new Held(tables);
  }

  private List<List<@Nullable String>> rows(String sql, int columns) throws SQLException {
    List<List<@Nullable String>> rows = new ArrayList<>();
    try (Statement statement = database.connection().createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        List<@Nullable String> row = new ArrayList<>();
        for (int column = 1; column <= columns; column++) {
          row.add(result.getString(column));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  /// Says what was there and is not any more.
  static List<String> lost(Held before, Held after) {
    List<String> lost = new ArrayList<>();
    before
        .tables()
        .forEach((table, then) -> {
          Rows now = after.tables().get(table);
          List<List<@Nullable String>> missing = new ArrayList<>(then.rows());
          if (now == null || now.rows().size() < then.rows().size()) {
            lost.add((now == null || now.rows().isEmpty() ? "the rows of " : "rows of ") + table);
            return;
          }
          now.rows().forEach(missing::remove);
          if (missing.isEmpty()) {
            return;
          }
          for (int at = 0; at < then.columns().size(); at++) {
            if (!sorted(then, at).equals(sorted(now, at))) {
              lost.add("the values of " + then.columns().get(at).id());
            }
          }
        });
    return lost;
  }

  private static List<String> sorted(Rows rows, int column) {
    return rows.rows().stream().map(row -> "" + row.get(column)).sorted().toList();
  }
}
