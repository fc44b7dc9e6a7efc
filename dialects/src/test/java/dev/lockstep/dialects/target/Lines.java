package dev.lockstep.dialects.target;

import dev.lockstep.deploy.StatementHash;
import dev.lockstep.migration.PlannedMigration;

/// Writes the journal that a run leaves which died at a certain moment.
record Lines(Look look, Plans plans) {
  /// Writes the lines of a migration whose first statements are done and whose next was started.
  void interrupted(PlannedMigration migration, int done, int started) {
    String id = "dead-" + migration.migration().id();
    look.run(
        "INSERT INTO lockstep_deployment (id, schema_name, outcome, backend_id) VALUES ('"
            + id
            + "', '"
            + Rig.SCHEMA
            + "', 'INTERRUPTED', 0)");
    for (int number = 1; number <= started; number++) {
      look.run(
          "INSERT INTO lockstep_statement (deployment_id, sequence_number, migration_id, direction,"
              + " statement_index, sha256, outcome, pending) VALUES ('"
              + id
              + "', "
              + number
              + ", '"
              + migration.migration().id()
              + "', 'APPLY', "
              + number
              + ", '"
              + StatementHash.of(migration.statements().get(number - 1).sql())
              + "', '"
              + (number <= done ? "DONE" : "STARTED")
              + "', 1)");
    }
  }
}
