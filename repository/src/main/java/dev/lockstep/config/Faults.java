package dev.lockstep.config;

import dev.lockstep.config.YamlNode.Scalar;
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

  /// Returns names as texts, with a fault for each that nothing bears.
  ///
  /// @param kind in a word
  List<String> declared(String kind, List<Scalar> names, List<String> known) {
    for (Scalar name : names) {
      if (!known.contains(name.text())) {
        add(
            "unknown-" + kind,
            name.place(),
            "There is no " + kind + " " + Words.quote(name.text()) + ".",
            Words.nearest(name.text(), known)
                .map(near -> "Did you mean " + near + "?")
                .orElse(null));
      }
    }
    return names.stream().map(Scalar::text).toList();
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
