package dev.lockstep.engines.flyway;

import dev.lockstep.dialect.Dialect;
import java.util.ArrayList;
import java.util.List;

/// Is what has to happen before the first migration, as Flyway does it: missing schemas, the
/// history table, and the rows written on that occasion.
///
/// @param statements empty when everything is there
/// @param baselines whether the present state becomes the baseline (`baselineOnMigrate`)
/// @param occupied schemas that hold something without a history table, which forbids a deployment
/// @param firstRank of the first migration
record HistorySetup(
    List<String> statements, boolean baselines, List<String> occupied, int firstRank) {

  HistorySetup {
    statements = List.copyOf(statements);
    occupied = List.copyOf(occupied);
  }

  static HistorySetup of(Reading reading) {
    boolean exists = reading.rows().isPresent();
    // With a table and no further schemas there is nothing that could be missing, and a deployment
    // without changes stays at one query.
    boolean certain = exists && reading.settings().history().schemas().size() < 2;
    List<String> missing = certain ? List.of() : reading.table().missingSchemas();
    if (exists) {
      return withTable(reading, missing);
    }
    HistoryTable table = reading.table();
    Dialect dialect = reading.session().dialect();
    List<String> statements = new ArrayList<>(table.createSchemas(missing));
    statements.addAll(table.createTable());
    if (!missing.isEmpty()) {
      statements.add(dialect.render(table.schemaRow(missing, 0)));
      return new HistorySetup(statements, false, List.of(), 1);
    }
    List<String> occupied = table.occupiedSchemas();
    if (occupied.isEmpty()) {
      return new HistorySetup(statements, false, List.of(), 1);
    }
    Settings.History settings = reading.settings().history();
    if (!settings.baselineOnMigrate()) {
      return new HistorySetup(statements, false, occupied, 1);
    }
    statements.add(dialect.render(table.baselineRow(settings.baselineVersion().text())));
    return new HistorySetup(statements, true, List.of(), 2);
  }

  private static HistorySetup withTable(Reading reading, List<String> missing) {
    int next = reading.nextRank();
    if (missing.isEmpty()) {
      return new HistorySetup(List.of(), false, List.of(), next);
    }
    HistoryTable table = reading.table();
    int rank = reading.history().isEmpty() ? 0 : next;
    List<String> statements = new ArrayList<>(table.createSchemas(missing));
    statements.add(reading.session().dialect().render(table.schemaRow(missing, rank)));
    return new HistorySetup(statements, false, List.of(), rank + 1);
  }
}
