package dev.lockstep.cli;

import dev.lockstep.lint.Finding;
import dev.lockstep.lint.Review.Suppressed;
import dev.lockstep.lint.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// Is what a review found.
///
/// @param suppressed what was found and is left alone
/// @param subject what was reviewed, in a word: `file` or `change`
/// @param subjects how many of them
/// @param texts the files' texts, by their paths
record LintResult(
    List<Finding> findings,
    List<Suppressed> suppressed,
    String subject,
    int subjects,
    int statements,
    Map<String, String> texts) {
  static LintResult nothing(String subject) {
    return new LintResult(List.of(), List.of(), subject, 0, 0, Map.of());
  }

  /// Puts results together; the same one counts once.
  static LintResult all(String subject, Collection<LintResult> results) {
    return new LinkedHashSet<>(results).stream().reduce(nothing(subject), LintResult::and);
  }

  LintResult {
    findings = List.copyOf(findings);
    suppressed = List.copyOf(suppressed);
  }

  LintResult and(LintResult other) {
    List<Finding> all = new ArrayList<>(findings);
    all.addAll(other.findings);
    List<Suppressed> alone = new ArrayList<>(suppressed);
    alone.addAll(other.suppressed);
    Map<String, String> files = new LinkedHashMap<>(texts);
    files.putAll(other.texts);
    return new LintResult(
        all, alone, subject, subjects + other.subjects, statements + other.statements, files);
  }

  /// Leaves some findings alone.
  LintResult without(Predicate<Finding> known, String reason) {
    List<Finding> left = new ArrayList<>();
    List<Suppressed> alone = new ArrayList<>(suppressed);
    for (Finding finding : findings) {
      if (known.test(finding)) {
        alone.add(new Suppressed(finding, reason));
      } else {
        left.add(finding);
      }
    }
    return new LintResult(left, alone, subject, subjects, statements, texts);
  }

  /// Returns the same with other paths.
  LintResult at(UnaryOperator<String> paths) {
    Map<String, String> files = new LinkedHashMap<>();
    texts.forEach((path, text) -> files.put(paths.apply(path), text));
    return new LintResult(
        findings.stream().map(one -> one.at(paths.apply(one.file()))).toList(),
        suppressed.stream()
            .map(one ->
                new Suppressed(one.finding().at(paths.apply(one.finding().file())), one.reason()))
            .toList(),
        subject,
        subjects,
        statements,
        files);
  }

  /// Returns the same with other findings in the places of these.
  LintResult with(UnaryOperator<Finding> other) {
    return new LintResult(
        findings.stream().map(other).toList(), suppressed, subject, subjects, statements, texts);
  }

  boolean holds(Severity least) {
    return findings.stream().anyMatch(finding -> finding.severity().compareTo(least) >= 0);
  }

  /// Returns the line of its file that a finding begins on; empty where there is none.
  Optional<String> line(Finding finding) {
    String text = texts.getOrDefault(finding.file(), "");
    int at = finding.start().offset();
    if (at == 0 || at > text.length()) {
      return text.lines().skip(Math.max(0, finding.start().line() - 1)).findFirst();
    }
    int from = at;
    while (from > 0 && !endsLine(text.charAt(from - 1))) {
      from--;
    }
    int to = at;
    while (to < text.length() && !endsLine(text.charAt(to))) {
      to++;
    }
    return Optional.of(text.substring(from, to));
  }

  private static boolean endsLine(char unit) {
    return unit == '\n' || unit == '\r';
  }
}
