package dev.lockstep.lint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Gathers what is found in what runs together; of each rule only so many.
final class Findings {
  private static final int MOST = 1000;

  private final List<Finding> findings = new ArrayList<>();
  private final SequencedMap<String, Integer> counts = new LinkedHashMap<>();

  /// Counts a finding, and tells whether it is to be added.
  boolean takes(String rule) {
    return counts.merge(rule, 1, Integer::sum) <= MOST;
  }

  void add(Finding finding) {
    findings.add(finding);
  }

  /// Lists them in the order of their places.
  List<Finding> sorted() {
    counts.forEach((rule, count) -> {
      if (count > MOST) {
        more(rule, count - MOST);
      }
    });
    findings.sort(
        Comparator.<Finding>comparingInt(finding -> finding.start().line())
            .thenComparingInt(finding -> finding.start().column()));
    return findings;
  }

  /// Says how many were left out, at the last one that was not.
  private void more(String rule, int count) {
    findings.stream()
        .filter(finding -> finding.rule().equals(rule))
        .reduce((_, last) -> last)
        .ifPresent(last ->
            findings.add(
                new Finding(
                    rule,
                    last.severity(),
                    last.file(),
                    last.start(),
                    last.end(),
                    "%,d more of these behind it are left out".formatted(count),
                    null,
                    null,
                    null,
                    null)));
  }
}
