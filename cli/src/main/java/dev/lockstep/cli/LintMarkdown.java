package dev.lockstep.cli;

import dev.lockstep.lint.Finding;
import dev.lockstep.lint.Review.Suppressed;

/// Writes what a review found as a comment on a pull request.
///
/// *Shape*: begins with a mark by which a bot finds its earlier comment.
final class LintMarkdown {
  private static final String MARK = "<!-- lockstep-review -->";

  private LintMarkdown() {}

  static String write(LintResult result) {
    StringBuilder text = new StringBuilder(MARK + "\n### SQL review: ");
    text.append(LintReport.summary(result)).append("\n");
    if (!result.findings().isEmpty()) {
      text.append("\n| | Where | Rule | What happens | Instead |\n|---|---|---|---|---|\n");
    }
    for (Finding finding : result.findings()) {
      String suggestion = finding.suggestion();
      text.append("| ")
          .append(
              switch (finding.severity()) {
                case NOTICE -> "ℹ️ notice";
                case WARNING -> "⚠️ warning";
                case ERROR -> "⛔ error";
              })
          .append(" | ")
          .append(safe(finding.file() + ":" + finding.start().line()))
          .append(" | ")
          .append(safe(finding.rule()))
          .append(" | ")
          .append(safe(finding.message()))
          .append(" | ")
          .append(suggestion == null ? "" : safe(suggestion))
          .append(" |\n");
    }
    if (!result.suppressed().isEmpty()) {
      text.append("\n<details><summary>Left alone: ")
          .append(result.suppressed().size())
          .append("</summary>\n\n");
      for (Suppressed one : result.suppressed()) {
        text.append("- ")
            .append(safe(one.finding().file() + ":" + one.finding().start().line()))
            .append(' ')
            .append(safe(one.finding().rule()))
            .append(": ")
            .append(safe(one.reason()))
            .append('\n');
      }
      text.append("\n</details>\n");
    }
    return text.toString();
  }

  /// Takes from text what Markdown would make of it: links, mentions, cells, HTML.
  private static String safe(String text) {
    StringBuilder safe = new StringBuilder();
    Console.safe(text)
        .codePoints()
        .forEach(point -> {
          if (point == '\n' || point == '\r') {
            safe.append(' ');
          } else if ("\\`*_{}[]()#+!|<>~@&".indexOf(point) >= 0) {
            safe.append("&#").append(point).append(';');
          } else {
            safe.appendCodePoint(point);
          }
        });
    return safe.toString();
  }
}
