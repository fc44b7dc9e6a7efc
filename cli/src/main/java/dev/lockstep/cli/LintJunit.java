package dev.lockstep.cli;

import dev.lockstep.lint.Finding;
import dev.lockstep.lint.Severity;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Writes what a review found as the report of a test run: each file a test case, which fails where
/// something was found; notices fail nothing.
final class LintJunit {
  private LintJunit() {}

  static String write(LintResult result) {
    Map<String, List<Finding>> byFile = new TreeMap<>();
    new TreeSet<>(result.texts().keySet()).forEach(path -> byFile.put(path, List.of()));
    byFile.putAll(result.findings().stream().collect(Collectors.groupingBy(Finding::file)));
    long failures = byFile.values().stream().filter(LintJunit::fails).count();
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append("<testsuites>\n  <testsuite name=\"lockstep lint\" tests=\"")
        .append(byFile.size())
        .append("\" failures=\"")
        .append(failures)
        .append("\">\n");
    byFile.forEach((file, findings) -> testCase(file, findings, xml));
    return xml.append("  </testsuite>\n</testsuites>\n").toString();
  }

  private static boolean fails(List<Finding> findings) {
    return findings.stream().anyMatch(finding -> finding.severity() != Severity.NOTICE);
  }

  private static void testCase(String file, List<Finding> findings, StringBuilder xml) {
    xml.append("    <testcase classname=\"lockstep lint\" name=\"").append(safe(file)).append('"');
    if (findings.isEmpty()) {
      xml.append("/>\n");
      return;
    }
    xml.append(">\n");
    String lines =
        findings.stream()
            .map(finding ->
                "%s:%d:%d: %s: %s  %s%s"
                    .formatted(
                        finding.file(),
                        finding.start().line(),
                        finding.start().column(),
                        LintFormat.words(finding.severity()),
                        finding.rule(),
                        finding.message(),
                        finding.suggestion() == null ? "" : " " + finding.suggestion()))
            .collect(Collectors.joining("\n"));
    if (fails(findings)) {
      xml.append("      <failure message=\"")
          .append(safe(findings.getFirst().message()))
          .append("\" type=\"")
          .append(safe(findings.getFirst().rule()))
          .append("\">")
          .append(safe(lines))
          .append("</failure>\n");
    } else {
      xml.append("      <system-out>").append(safe(lines)).append("</system-out>\n");
    }
    xml.append("    </testcase>\n");
  }

  /// Escapes what XML reserves and leaves out what it cannot hold.
  private static String safe(String text) {
    StringBuilder safe = new StringBuilder();
    text.codePoints()
        .forEach(point -> {
          switch (point) {
            case '<' -> safe.append("&lt;");
            case '>' -> safe.append("&gt;");
            case '&' -> safe.append("&amp;");
            case '"' -> safe.append("&quot;");
            case '\t', '\n' -> safe.appendCodePoint(point);
            default -> {
              boolean held =
                  point >= ' '
                      && !(point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)
                      && point != 0xFFFE
                      && point != 0xFFFF;
              safe.append(held ? Character.toString(point) : "?");
            }
          }
        });
    return safe.toString();
  }
}
