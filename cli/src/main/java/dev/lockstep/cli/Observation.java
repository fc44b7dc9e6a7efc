package dev.lockstep.cli;

import dev.lockstep.dialect.Dialect;
import dev.lockstep.dialects.schema.SchemaDialect.Watch;
import dev.lockstep.migration.Execution;
import dev.lockstep.migration.Execution.TransactionMode;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import dev.lockstep.scratch.Observer.Observed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Runs what is pending on a copy of a target's schema, once and forward, and sees what each
/// statement does there.
final class Observation {
  private final ScratchTarget target;
  private final GeneratedRows rows;

  /// @param target holds the copy
  /// @param rows fills it
  Observation(ScratchTarget target, GeneratedRows rows) {
    this.target = target;
    this.rows = rows;
  }

  /// Is one change with what was seen of it.
  ///
  /// @param statements in the order in which they ran; without those that the engine ran itself
  /// @param copied how many rows each table of the copy held before it
  record ObservedChange(
      PlannedMigration change, List<Observed> statements, Map<QualifiedName, Long> copied) {
    ObservedChange {
      statements = List.copyOf(statements);
    }

    /// Tells whether all of its locks are held until it is complete.
    boolean inOneTransaction() {
      return change.execution() instanceof Execution.Direct(TransactionMode mode)
          && mode == TransactionMode.SINGLE;
    }
  }

  /// Watches everything that is pending, in order, up to the first that fails; nothing where the
  /// product cannot be watched.
  ///
  /// @param version the major one of the server that it is meant for
  List<ObservedChange> run(Dialect dialect, int version) throws SQLException {
    Optional<Watch> watch = target.dialect().watch(target.database().connection(), version);
    List<ObservedChange> all = new ArrayList<>();
    if (watch.isEmpty()) {
      return all;
    }
    target.observer().begin(watch.get());
    for (PlannedMigration planned : target.pending()) {
      DatabaseSchema schema = target.schema();
      rows.fill(schema);
      Map<QualifiedName, Long> copied = counted(schema, dialect);
      Optional<String> failure =
          target
              .observer()
              .during(
                  planned.statements().stream().map(one -> one.sql().text()).toList(),
                  () -> target.run(one -> one.migration().id().equals(planned.migration().id())));
      if (failure.isPresent()) {
        break;
      }
      all.add(new ObservedChange(planned, target.observer().seen(), copied));
    }
    return all;
  }

  private Map<QualifiedName, Long> counted(DatabaseSchema schema, Dialect dialect)
      throws SQLException {
    Map<QualifiedName, Long> counted = new LinkedHashMap<>();
    try (Statement statement = target.database().connection().createStatement()) {
      for (SchemaObject table : schema.ofKind("table")) {
        String name =
            table.id().path().stream().map(dialect::quote).collect(Collectors.joining("."));
        try (ResultSet row = statement.executeQuery("SELECT count(*) FROM " + name)) {
          row.next();
          counted.put(name(table.id()), row.getLong(1));
        }
      }
    }
    return counted;
  }

  private static QualifiedName name(ObjectId table) {
    return new QualifiedName(
        table.path().size() > 1 ? table.path().getFirst() : null, table.name());
  }
}
