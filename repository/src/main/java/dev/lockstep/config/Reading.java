package dev.lockstep.config;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.Fault;
import dev.lockstep.error.LockstepException;
import dev.lockstep.project.Project;
import java.util.List;

/// Is what came of reading a `lockstep.yaml`: the project, or everything that is wrong with it.
public sealed interface Reading {
  record Complete(Project project) implements Reading {}

  /// *Shape*: at least one fault, in the order of the file.
  record Faulty(List<Fault> faults) implements Reading {
    public Faulty {
      faults = List.copyOf(faults);
    }
  }

  /// Returns the project.
  ///
  /// *Errors*: `CONFIGURATION` with all faults.
  default Project orThrow() {
    return switch (this) {
      case Complete(Project project) -> project;
      case Faulty(List<Fault> faults) ->
          throw new LockstepException(ErrorCode.CONFIGURATION, summary(faults), faults);
    };
  }

  private static String summary(List<Fault> faults) {
    Fault first = faults.getFirst();
    return faults.size() == 1
        ? first.describe()
        : first.file() + " has " + faults.size() + " faults; the first: " + first.describe();
  }
}
