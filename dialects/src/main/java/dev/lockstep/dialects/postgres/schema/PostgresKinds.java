package dev.lockstep.dialects.postgres.schema;

import java.util.List;

/// Lists what a PostgreSQL database can hold, in the order in which things are created that do not
/// need each other.
final class PostgresKinds {
  private PostgresKinds() {}

  static final List<PostgresKind> ALL =
      List.of(
          new SchemaKind(),
          // Before default privileges, which are not meant for what it brings.
          new ExtensionKind(),
          new DefaultPrivilegeKind(),
          DefinedKinds.COLLATION,
          new EnumKind(),
          new DomainKind(),
          new DomainConstraintKind(),
          new CompositeKind(),
          DefinedKinds.RANGE,
          DefinedKinds.TEXT_SEARCH_DICTIONARY,
          DefinedKinds.TEXT_SEARCH_CONFIGURATION,
          ForeignKinds.WRAPPER,
          ForeignKinds.SERVER,
          DefinedKinds.ACCESS_METHOD,
          new SequenceKind(),
          new TableKind(),
          ForeignKinds.TABLE,
          new ColumnKind(),
          new InheritedColumnKind(),
          new DefaultKind(),
          new SequenceOwnerKind(),
          RoutineKind.FUNCTION,
          RoutineKind.PROCEDURE,
          new AggregateKind(),
          DefinedKinds.OPERATOR,
          DefinedKinds.CAST,
          new ConstraintKind(),
          new IndexKind(),
          ViewKind.plain(),
          ViewKind.stored(),
          new StatisticsKind(),
          TriggerKind.TRIGGER,
          new InheritedTriggerKind(),
          TriggerKind.RULE,
          new PolicyKind(),
          DefinedKinds.PUBLICATION,
          DefinedKinds.EVENT_TRIGGER);
}
