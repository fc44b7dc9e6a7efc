package dev.lockstep.cli;

import dev.lockstep.lint.Finding;
import dev.lockstep.lint.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Writes what a review found as a code quality report of GitLab.
final class LintGitlab {
  private LintGitlab() {}

  static String write(LintResult result) {
    Map<Finding, String> fingerprints = LintBaseline.fingerprints(result);
    List<Json.Node> issues = new ArrayList<>();
    for (Finding finding : result.findings()) {
      Json.Node lines =
          Json.object().put("begin", finding.start().line()).put("end", finding.end().line());
      String suggestion = finding.suggestion();
      issues.add(
          Json.object()
              .put(
                  "description",
                  suggestion == null ? finding.message() : finding.message() + " " + suggestion)
              .put("check_name", finding.rule())
              .put("fingerprint", fingerprints.get(finding))
              .put("severity", severity(finding.severity()))
              .put("location", Json.object().put("path", finding.file()).put("lines", lines)));
    }
    return Json.write(issues) + "\n";
  }

  private static String severity(Severity severity) {
    return switch (severity) {
      case NOTICE -> "info";
      case WARNING -> "minor";
      case ERROR -> "critical";
    };
  }
}
