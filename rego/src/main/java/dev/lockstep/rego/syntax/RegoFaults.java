package dev.lockstep.rego.syntax;

import java.util.List;
import java.util.stream.Collectors;

/// Lists what is wrong with policies, so that they cannot be used.
public final class RegoFaults extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Fault> faults;

  public RegoFaults(List<Fault> faults) {
    super(
        (faults.size() == 1 ? "1 error occurred: " : faults.size() + " errors occurred:\n")
            + faults.stream().map(Fault::toString).collect(Collectors.joining("\n")),
        null,
        false,
        false);
    this.faults = List.copyOf(faults);
  }

  public RegoFaults(String code, String message, Place place) {
    this(List.of(new Fault(code, message, place)));
  }

  public List<Fault> faults() {
    return faults;
  }
}
