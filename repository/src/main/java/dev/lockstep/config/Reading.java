package dev.lockstep.config;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.Fault;
import dev.lockstep.error.LockstepException;
import java.util.List;

/// Is what came of reading a file: what it says, or everything that is wrong with it.
public sealed interface Reading<T> {
  record Complete<T>(T value) implements Reading<T> {}

  /// *Shape*: at least one fault, in the order of the file.
  record Faulty<T>(List<Fault> faults) implements Reading<T> {
    public Faulty {
      faults = List.copyOf(faults);
    }
  }

  /// Returns what the file says.
  ///
  /// *Errors*: `CONFIGURATION` with all faults.
  default T orThrow() {
    return switch (this) {
      case Complete(T value) -> value;
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
