package dev.lockstep.cli;

import dev.lockstep.lint.Finding;
import dev.lockstep.lint.Review.Suppressed;
import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Severity;
import dev.lockstep.lint.rules.Rules;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Writes what a review found for code scanning.
///
/// *Source*: SARIF 2.1.0.
final class LintSarif {
  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

  private LintSarif() {}

  static String write(LintResult result) {
    List<Json.Node> results = new ArrayList<>();
    result.findings().forEach(finding -> results.add(node(finding)));
    for (Suppressed suppressed : result.suppressed()) {
      results.add(
          node(suppressed.finding())
              .put(
                  "suppressions",
                  List.of(
                      Json.object()
                          .put("kind", "inSource")
                          .put("justification", suppressed.reason()))));
    }
    Json.Node driver =
        Json.object()
            .put("name", "Lockstep")
            .put("version", Main.Version.text().replaceFirst("^lockstep ", ""))
            .put("rules", Rules.descriptions().stream().map(LintSarif::rule).toList());
    Json.Node run =
        Json.object()
            .put("tool", Json.object().put("driver", driver))
            .put("columnKind", "utf16CodeUnits")
            .put("results", results);
    return Json.write(
            Json.object().put("$schema", SCHEMA).put("version", "2.1.0").put("runs", List.of(run)))
        + "\n";
  }

  private static Json.Node rule(Rule.Description rule) {
    return Json.object()
        .put("id", rule.name())
        .put("shortDescription", Json.object().put("text", rule.name().replace('-', ' ')))
        .put("fullDescription", Json.object().put("text", rule.why()))
        .put(
            "help",
            Json.object().put("text", rule.instead().isEmpty() ? rule.why() : rule.instead()))
        .put("defaultConfiguration", Json.object().put("level", level(rule.severity())));
  }

  private static Json.Node node(Finding finding) {
    Json.Node region =
        Json.object()
            .put("startLine", finding.start().line())
            .put("startColumn", finding.start().column())
            .put("endLine", finding.end().line())
            .put("endColumn", finding.end().column());
    Json.Node place =
        Json.object()
            .put("artifactLocation", Json.object().put("uri", uri(finding.file())))
            .put("region", region);
    String suggestion = finding.suggestion();
    return Json.object()
        .put("ruleId", finding.rule())
        .put("level", level(finding.severity()))
        .put(
            "message",
            Json.object()
                .put(
                    "text",
                    suggestion == null ? finding.message() : finding.message() + " " + suggestion))
        .put("locations", List.of(Json.object().put("physicalLocation", place)));
  }

  private static String level(Severity severity) {
    return severity == Severity.NOTICE ? "note" : LintFormat.words(severity);
  }

  private static String uri(String path) {
    return URLEncoder.encode(path, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/");
  }
}
