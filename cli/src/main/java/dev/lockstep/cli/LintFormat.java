package dev.lockstep.cli;

import dev.lockstep.lint.Severity;
import java.util.Locale;
import java.util.function.UnaryOperator;

/// Is who reads the result of a review. Adding one is one file, one name and one line.
enum LintFormat {
  text,
  json,
  sarif,
  junit,
  github,
  gitlab,
  markdown;

  /// Prints a result.
  ///
  /// @param paths what makes the paths of findings those in the repository, by which services know
  ///   files
  void print(Console console, LintResult found, UnaryOperator<String> paths) {
    LintResult result = this == text || this == json ? found : found.at(paths);
    switch (this) {
      case text -> new LintReport(console, result).print();
      case json -> console.line(Json.write(LintReport.json(result)));
      case sarif -> console.raw(LintSarif.write(result));
      case junit -> console.raw(LintJunit.write(result));
      case github -> console.raw(LintGithub.write(result));
      case gitlab -> console.raw(LintGitlab.write(result));
      case markdown -> console.raw(LintMarkdown.write(result));
    }
  }

  static String words(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }
}
