package dev.lockstep.engines.flyway;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.Fault;
import dev.lockstep.error.LockstepException;
import java.util.Collection;
import java.util.stream.Collectors;

/// Turns collected faults into the one error that a request without room for faults ends with.
final class Faults {
  private Faults() {}

  /// Throws `CHANGE_FILE` naming every fault, when there are any.
  static void refuse(Collection<Fault> faults) {
    if (faults.isEmpty()) {
      return;
    }
    String nextStep =
        faults.stream().map(Fault::nextStep).filter(step -> step != null).findFirst().orElse(null);
    throw new LockstepException(
        ErrorCode.CHANGE_FILE,
        faults.stream().map(Fault::describe).distinct().collect(Collectors.joining("\n")),
        nextStep);
  }
}
