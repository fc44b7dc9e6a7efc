package dev.lockstep.cli;

import dev.lockstep.cli.LintFiles.Source;
import dev.lockstep.lint.Finding;
import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Severity;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Writes what a review found.
final class LintReport {
  private static final int LONGEST_LINE = 160;

  private final Console console;
  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, List<String>> lines = new HashMap<>();

  LintReport(Console console, List<Source> sources) {
    this.console = console;
    sources.forEach(source -> texts.putIfAbsent(source.path(), source.text()));
  }

  void print(List<Finding> findings, int files) {
    for (Finding finding : findings) {
      print(finding);
    }
    Map<Severity, Long> counts =
        findings.stream().collect(Collectors.groupingBy(Finding::severity, Collectors.counting()));
    String summary =
        findings.isEmpty()
            ? "nothing to say"
            : List.of(Severity.ERROR, Severity.WARNING, Severity.NOTICE).stream()
                .filter(counts::containsKey)
                .map(severity -> counted(counts.getOrDefault(severity, 0L), words(severity)))
                .collect(Collectors.joining(", "));
    console.line(counted(files, "file") + ": " + summary);
  }

  private static String counted(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private void print(Finding finding) {
    console.line(
        "%s:%d:%d: %s: %s  %s"
            .formatted(
                Console.safe(finding.file()),
                finding.start().line(),
                finding.start().column(),
                console.style(style(finding.severity()), words(finding.severity())),
                console.style(Style.BOLD, finding.rule()),
                Console.safe(finding.message())));
    List<String> file =
        lines.computeIfAbsent(
            finding.file(), path -> texts.getOrDefault(path, "").lines().toList());
    int number = finding.start().line();
    if (number <= file.size()) {
      source(finding, file.get(number - 1));
    }
    if (finding.suggestion() != null) {
      console.line("   → " + finding.suggestion());
    }
    console.line("");
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

  private static String words(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }

  private static Style style(Severity severity) {
    return switch (severity) {
      case ERROR -> Style.RED;
      case WARNING -> Style.YELLOW;
      case NOTICE -> Style.CYAN;
    };
  }

  static Json.Node json(List<Finding> findings, int files, int statements) {
    return Json.object()
        .put("findings", findings.stream().map(LintReport::node).toList())
        .put("files", files)
        .put("statements", statements);
  }

  private static Json.Node node(Finding finding) {
    Finding.Fix fix = finding.fix();
    return Json.object()
        .put("rule", finding.rule())
        .put("severity", words(finding.severity()))
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
                    .put("replacement", fix.replacement()));
  }

  static Json.Node json(Rule.Description rule) {
    return Json.object()
        .put("rule", rule.name())
        .put("severity", words(rule.severity()))
        .put("standard", rule.standard())
        .put("dialects", new TreeSet<>(rule.dialects()))
        .put("why", rule.why())
        .put("instead", rule.instead());
  }

  /// Shows all rules as a table.
  static void print(Console console, List<Rule> rules, Function<Rule.Description, String> state) {
    for (Rule rule : rules) {
      Rule.Description about = rule.about();
      console.line("%s  %s".formatted(console.style(Style.BOLD, about.name()), state.apply(about)));
      console.line("   " + about.why());
      if (!about.instead().isEmpty()) {
        console.line("   → " + about.instead());
      }
    }
  }
}
