package dev.lockstep.cli;

import dev.lockstep.lint.Finding;
import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Severity;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Writes what a review found.
final class LintReport {
  private static final int LONGEST_LINE = 160;

  private final Console console;
  private final LintResult result;

  LintReport(Console console, LintResult result) {
    this.console = console;
    this.result = result;
  }

  void print() {
    result.findings().forEach(this::print);
    console.line(summary(result));
  }

  /// Writes each finding in a line and what to do about it in another; nothing where there is none.
  static void brief(Console console, LintResult result) {
    if (result.findings().isEmpty()) {
      return;
    }
    LintReport report = new LintReport(console, result);
    console.line(console.style(Style.BOLD, "review") + ": " + summary(result));
    for (Finding finding : result.findings()) {
      console.line("   " + report.head(finding));
      report.suggestion(finding);
    }
    console.line("");
  }

  /// Says how much was found, in a line.
  static String summary(LintResult result) {
    Map<Severity, Long> counts =
        result.findings().stream()
            .collect(Collectors.groupingBy(Finding::severity, Collectors.counting()));
    String found =
        result.findings().isEmpty()
            ? "nothing to say"
            : List.of(Severity.ERROR, Severity.WARNING, Severity.NOTICE).stream()
                .filter(counts::containsKey)
                .map(severity ->
                    counted(counts.getOrDefault(severity, 0L), LintFormat.words(severity)))
                .collect(Collectors.joining(", "));
    int alone = result.suppressed().size();
    return counted(result.subjects(), result.subject())
        + ": "
        + found
        + (alone == 0 ? "" : ", " + alone + " left alone");
  }

  private static String counted(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private void print(Finding finding) {
    console.line(head(finding));
    result.line(finding).ifPresent(line -> source(finding, line));
    suggestion(finding);
    console.line("");
  }

  private String head(Finding finding) {
    return "%s:%d:%d: %s: %s  %s"
        .formatted(
            line(finding.file()),
            finding.start().line(),
            finding.start().column(),
            console.style(style(finding.severity()), LintFormat.words(finding.severity())),
            console.style(Style.BOLD, finding.rule()),
            line(finding.message()));
  }

  /// A name with a line end in it must not look like a line of ours, which may be a command to
  /// whoever runs this.
  private static String line(String text) {
    return Console.safe(text).replace('\n', ' ');
  }

  private void suggestion(Finding finding) {
    if (finding.suggestion() != null) {
      console.line("   → " + line(finding.suggestion()));
    }
  }

  /// Shows the line with a mark below the place, and of a long one what is around it.
  private void source(Finding finding, String line) {
    int column = finding.start().column() - 1;
    int from = column < LONGEST_LINE ? 0 : column - LONGEST_LINE / 2;
    String shown = line.substring(Math.min(from, line.length()));
    shown = shown.substring(0, Math.min(LONGEST_LINE, shown.length()));
    int end =
        finding.end().line() == finding.start().line() ? finding.end().column() - 1 : line.length();
    int width = Math.max(1, Math.min(end, from + shown.length()) - column);
    String number = "%5d".formatted(finding.start().line());
    String indent =
        shown.substring(0, Math.min(shown.length(), column - from)).replaceAll("[^\t]", " ");
    console.line(Console.safe(number + " │ " + shown));
    console.line("      │ " + indent + console.style(style(finding.severity()), "^".repeat(width)));
  }

  private static Style style(Severity severity) {
    return switch (severity) {
      case ERROR -> Style.RED;
      case WARNING -> Style.YELLOW;
      case NOTICE -> Style.CYAN;
    };
  }

  static Json.Node json(LintResult result) {
    return Json.object()
        .put("findings", findings(result))
        .put(
            "suppressed",
            result.suppressed().stream()
                .map(one -> node(one.finding()).put("reason", one.reason()))
                .toList())
        .put("files", result.texts().size())
        .put("changes", result.subject().equals("change") ? result.subjects() : null)
        .put("statements", result.statements());
  }

  static List<Json.Node> findings(LintResult result) {
    return result.findings().stream().map(LintReport::node).toList();
  }

  private static Json.Node node(Finding finding) {
    Finding.Fix fix = finding.fix();
    return Json.object()
        .put("rule", finding.rule())
        .put("severity", LintFormat.words(finding.severity()))
        .put("file", finding.file())
        .put("startLine", finding.start().line())
        .put("startColumn", finding.start().column())
        .put("endLine", finding.end().line())
        .put("endColumn", finding.end().column())
        .put("message", finding.message())
        .put("suggestion", finding.suggestion())
        .put(
            "fix",
            fix == null
                ? null
                : Json.object()
                    .put("start", fix.start())
                    .put("end", fix.end())
                    .put("replacement", fix.replacement()))
        .put("remedy", finding.remedy() == null ? null : finding.remedy().instead());
  }

  static Json.Node json(Rule.Description rule, List<Rule.Parameter> parameters) {
    return Json.object()
        .put("rule", rule.name())
        .put("severity", LintFormat.words(rule.severity()))
        .put("standard", rule.standard())
        .put("dialects", new TreeSet<>(rule.dialects()))
        .put("why", rule.why())
        .put("instead", rule.instead())
        .put(
            "parameters",
            parameters.stream()
                .map(one ->
                    Json.object()
                        .put("name", one.name())
                        .put("standard", one.standard())
                        .put("meaning", one.meaning()))
                .toList());
  }

  static void print(Console console, Rule.Description rule, List<Rule.Parameter> parameters) {
    console.line(
        "%s  %s"
            .formatted(
                console.style(Style.BOLD, rule.name()),
                LintFormat.words(rule.severity()) + (rule.standard() ? "" : ", off")));
    console.line("   " + rule.why());
    if (!rule.instead().isEmpty()) {
      console.line("   → " + rule.instead());
    }
    for (Rule.Parameter one : parameters) {
      console.line(
          "   %s.%s  %s%s"
              .formatted(
                  rule.name(),
                  one.name(),
                  one.meaning(),
                  one.standard().isEmpty() ? "" : " Default: " + one.standard()));
    }
  }
}
