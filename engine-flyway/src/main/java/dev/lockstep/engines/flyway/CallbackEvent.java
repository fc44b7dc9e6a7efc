package dev.lockstep.engines.flyway;

/// Lists Flyway's events and says which command raises each.
///
/// *Source*: flyway-core 13.12, `org.flywaydb.core.api.callback.Event`.
enum CallbackEvent {
  BEFORE_MIGRATE("beforeMigrate", Phase.MIGRATE),
  BEFORE_EACH_MIGRATE("beforeEachMigrate", Phase.MIGRATE),
  BEFORE_EACH_MIGRATE_STATEMENT("beforeEachMigrateStatement", Phase.MIGRATE),
  AFTER_EACH_MIGRATE_STATEMENT("afterEachMigrateStatement", Phase.MIGRATE),
  AFTER_EACH_MIGRATE_STATEMENT_ERROR("afterEachMigrateStatementError", Phase.MIGRATE),
  AFTER_EACH_MIGRATE("afterEachMigrate", Phase.MIGRATE),
  AFTER_EACH_MIGRATE_ERROR("afterEachMigrateError", Phase.MIGRATE),
  BEFORE_REPEATABLES("beforeRepeatables", Phase.MIGRATE),
  AFTER_VERSIONED("afterVersioned", Phase.MIGRATE),
  AFTER_MIGRATE_APPLIED("afterMigrateApplied", Phase.MIGRATE),
  AFTER_MIGRATE("afterMigrate", Phase.MIGRATE),
  AFTER_MIGRATE_ERROR("afterMigrateError", Phase.MIGRATE),
  AFTER_MIGRATE_OPERATION_FINISH("afterMigrateOperationFinish", Phase.MIGRATE),
  CREATE_SCHEMA("createSchema", Phase.MIGRATE),
  BEFORE_CREATE_SCHEMA("beforeCreateSchema", Phase.MIGRATE),
  BEFORE_CONNECT("beforeConnect", Phase.MIGRATE),
  AFTER_CONNECT("afterConnect", Phase.MIGRATE),
  BEFORE_UNDO("beforeUndo", Phase.UNDO),
  BEFORE_EACH_UNDO("beforeEachUndo", Phase.UNDO),
  BEFORE_EACH_UNDO_STATEMENT("beforeEachUndoStatement", Phase.UNDO),
  AFTER_EACH_UNDO_STATEMENT("afterEachUndoStatement", Phase.UNDO),
  AFTER_EACH_UNDO_STATEMENT_ERROR("afterEachUndoStatementError", Phase.UNDO),
  AFTER_EACH_UNDO("afterEachUndo", Phase.UNDO),
  AFTER_EACH_UNDO_ERROR("afterEachUndoError", Phase.UNDO),
  AFTER_UNDO("afterUndo", Phase.UNDO),
  AFTER_UNDO_ERROR("afterUndoError", Phase.UNDO),
  BEFORE_CLEAN("beforeClean", Phase.OTHER),
  AFTER_CLEAN("afterClean", Phase.OTHER),
  AFTER_CLEAN_ERROR("afterCleanError", Phase.OTHER),
  BEFORE_VALIDATE("beforeValidate", Phase.OTHER),
  AFTER_VALIDATE("afterValidate", Phase.OTHER),
  AFTER_VALIDATE_ERROR("afterValidateError", Phase.OTHER),
  BEFORE_BASELINE("beforeBaseline", Phase.OTHER),
  AFTER_BASELINE("afterBaseline", Phase.OTHER),
  AFTER_BASELINE_ERROR("afterBaselineError", Phase.OTHER),
  BEFORE_REPAIR("beforeRepair", Phase.OTHER),
  AFTER_REPAIR("afterRepair", Phase.OTHER),
  AFTER_REPAIR_ERROR("afterRepairError", Phase.OTHER),
  BEFORE_INFO("beforeInfo", Phase.OTHER),
  AFTER_INFO("afterInfo", Phase.OTHER),
  AFTER_INFO_ERROR("afterInfoError", Phase.OTHER),
  AFTER_INFO_OPERATION_FINISH("afterInfoOperationFinish", Phase.OTHER),
  AFTER_CLEAN_OPERATION_FINISH("afterCleanOperationFinish", Phase.OTHER),
  AFTER_VALIDATE_OPERATION_FINISH("afterValidateOperationFinish", Phase.OTHER),
  AFTER_UNDO_OPERATION_FINISH("afterUndoOperationFinish", Phase.OTHER),
  AFTER_REPAIR_OPERATION_FINISH("afterRepairOperationFinish", Phase.OTHER),
  AFTER_BASELINE_OPERATION_FINISH("afterBaselineOperationFinish", Phase.OTHER),
  AFTER_REPORT_GENERATED("afterReportGenerated", Phase.OTHER);

  /// Tells which of Flyway's commands raises an event.
  enum Phase {
    MIGRATE,
    UNDO,
    /// Commands that Lockstep answers itself, without Flyway; their callbacks do not run.
    OTHER
  }

  private final String id;
  private final Phase phase;

  CallbackEvent(String id, Phase phase) {
    this.id = id;
    this.phase = phase;
  }

  String id() {
    return id;
  }

  Phase phase() {
    return phase;
  }
}
