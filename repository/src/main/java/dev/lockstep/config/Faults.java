package dev.lockstep.config;

import dev.lockstep.error.Fault;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gathers everything that is wrong with one file.
final class Faults {
  private final String file;
  private final List<Fault> found = new ArrayList<>();

  Faults(String file) {
    this.file = file;
  }

  void add(String rule, YamlNode.Place place, String message, @Nullable String nextStep) {
    found.add(new Fault(rule, file, place.line(), place.column(), message, nextStep));
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /// Returns the faults in the order of the file.
  List<Fault> all() {
    return found.stream()
        .sorted(Comparator.comparingInt(Fault::line).thenComparingInt(Fault::column))
        .toList();
  }
}
