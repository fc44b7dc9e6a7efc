package dev.lockstep.dialects.mysql.schema;

import dev.lockstep.plan.ObjectKind;
import java.util.List;

/// Lists what a database of MariaDB or MySQL can hold, in the order in which things are created
/// that do not need each other.
final class MysqlKinds {
  private MysqlKinds() {}

  static final List<ObjectKind> ALL =
      List.of(
          new SequenceKind(),
          new TableKind(),
          new ColumnKind(),
          new ColumnOrderKind(),
          new PeriodKind(),
          new IndexKind(),
          new CheckKind(),
          new VersioningKind(),
          new PartitioningKind(),
          new ForeignKeyKind(),
          RoutineKind.FUNCTION,
          RoutineKind.PROCEDURE,
          RoutineKind.PACKAGE,
          RoutineKind.PACKAGE_BODY,
          new ViewKind(),
          new TriggerKind(),
          new EventKind());
}
