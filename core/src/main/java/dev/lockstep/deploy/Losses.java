package dev.lockstep.deploy;

import dev.lockstep.error.Fault;
import dev.lockstep.migration.PlannedMigration;
import java.util.List;

/// Says what happens when a plan loses something for good.
public enum Losses {
  /// Nothing runs.
  REFUSE,
  /// The user has seen them and agrees.
  ACCEPT;

  /// Lists what stands in the way of running migrations.
  List<Fault> faults(List<PlannedMigration> migrations) {
    return this == ACCEPT
        ? List.of()
        : migrations.stream()
            .flatMap(migration -> migration.losses().stream())
            .map(loss ->
                new Fault(
                    "destructive-change",
                    null,
                    0,
                    0,
                    "this loses " + loss,
                    "When nobody needs it any more, say --allow-destructive."))
            .toList();
  }
}
