package dev.lockstep.deploy;

import dev.lockstep.error.Fault;
import java.util.List;
import java.util.Set;

/// Decides about a deployment to a target that somebody else may have changed.
public interface DriftGuard {
  /// Is the rule of a fault that tells of drift.
  String RULE = "drift";

  /// Names what counts as no difference at this moment: what was recorded under other terms says
  /// nothing.
  String terms(Work work);

  /// Tells whether to look closely although the target is as it was left.
  boolean always();

  /// Compares a target with what its history makes.
  Finding look(Work work);

  /// Is what came of it.
  ///
  /// @param faults why nothing may run; none when there is no difference, or nobody can tell
  /// @param places the database schemas that the history puts something into, as far as is known
  /// @param told whether there is a difference could be told
  record Finding(List<Fault> faults, Set<String> places, boolean told) {
    public Finding {
      faults = List.copyOf(faults);
      places = Set.copyOf(places);
    }
  }
}
