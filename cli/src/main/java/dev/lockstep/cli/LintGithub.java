package dev.lockstep.cli;

import dev.lockstep.lint.Finding;
import java.util.stream.Collectors;

/// Writes what a review found as the workflow commands of GitHub Actions, which shows them at the
/// lines of a pull request.
final class LintGithub {
  private LintGithub() {}

  static String write(LintResult result) {
    return result.findings().stream().map(LintGithub::line).collect(Collectors.joining());
  }

  private static String line(Finding finding) {
    // An end column counts on the first line only.
    boolean one = finding.start().line() == finding.end().line();
    return "::%s file=%s,line=%d,endLine=%d%s,title=%s::%s%n"
        .formatted(
            LintFormat.words(finding.severity()),
            property(finding.file()),
            finding.start().line(),
            finding.end().line(),
            one
                ? ",col=%d,endColumn=%d".formatted(finding.start().column(), finding.end().column())
                : "",
            property(finding.rule()),
            data(
                finding.suggestion() == null
                    ? finding.message()
                    : finding.message() + "\n" + finding.suggestion()));
  }

  private static String data(String text) {
    return Console.safe(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
