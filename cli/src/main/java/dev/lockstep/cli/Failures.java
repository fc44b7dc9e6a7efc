package dev.lockstep.cli;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.Fault;
import dev.lockstep.error.LockstepException;
import java.util.List;

/// Tells users what went wrong: cause, next step, exit code.
final class Failures {
  private final Console console;
  private final Invocation invocation;

  Failures(Console console, Invocation invocation) {
    this.console = console;
    this.invocation = invocation;
  }

  /// Reports an exception and returns its exit code.
  int report(Throwable failure) {
    return switch (failure) {
      case LockstepException known -> known(known);
      case OutOfMemoryError _ ->
          known(
              new LockstepException(
                  ErrorCode.RESOURCE_EXHAUSTED,
                  "Lockstep ran out of memory.",
                  "Give it more with LOCKSTEP_JAVA_OPTIONS=-Xmx2g, or work on fewer instances at a"
                      + " time (--parallel)."));
      default -> defect(failure);
    };
  }

  void faults(List<Fault> faults) {
    for (Fault fault : faults) {
      console.note(console.style(Style.RED, "✗ ") + Console.safe(fault.describe()));
      String nextStep = fault.nextStep();
      if (nextStep != null) {
        console.note("  " + Console.safe(nextStep));
      }
    }
  }

  private int known(LockstepException failure) {
    List<Fault> faults = failure.faults();
    if (faults.size() > 1) {
      console.note(console.style(Style.RED, "lockstep: ") + faults.size() + " faults");
    } else {
      console.note(console.style(Style.RED, "lockstep: ") + Console.safe(failure.getMessage()));
    }
    String nextStep = faults.size() == 1 ? faults.getFirst().nextStep() : failure.nextStep();
    if (nextStep != null) {
      console.note("  " + Console.safe(nextStep));
    }
    if (faults.size() > 1) {
      faults(faults);
    }
    trace(failure);
    return failure.code().exitCode();
  }

  private int defect(Throwable failure) {
    console.note(
        console.style(Style.RED, "lockstep: ")
            + "this is a defect of Lockstep: "
            + Console.safe(String.valueOf(failure)));
    console.note(
        "  Run the command again with LOCKSTEP_TRACE=1 and report what it prints, without"
            + " secrets.");
    trace(failure);
    return ExitCode.INTERNAL;
  }

  private void trace(Throwable failure) {
    if (invocation.variable("LOCKSTEP_TRACE") != null) {
      java.io.StringWriter text = new java.io.StringWriter();
      failure.printStackTrace(new java.io.PrintWriter(text));
      console.note(Console.safe(text.toString()));
    }
  }
}
