package dev.lockstep.deploy;

import dev.lockstep.migration.PlannedMigration;
import java.util.List;

/// Judges what is about to run.
///
/// *Shape*: asked under the fence and the engine's lock, when the plan is certain. Whatever cannot
/// be judged is denied.
public interface PolicyGuard {
  /// Judges nothing, for targets that nobody else has: scratch databases and the demo.
  PolicyGuard NONE =
      new PolicyGuard() {
        @Override
        public boolean judges(Work work) {
          return false;
        }

        @Override
        public List<Decision> judge(Snapshot now, Ledger.Kind kind, List<PlannedMigration> steps) {
          return List.of();
        }
      };

  /// Tells whether any set of policies holds for a target.
  boolean judges(Work work);

  /// Returns the decision of each set of policies that holds for the target.
  ///
  /// @param now what the target is like
  List<Decision> judge(Snapshot now, Ledger.Kind kind, List<PlannedMigration> steps);
}
