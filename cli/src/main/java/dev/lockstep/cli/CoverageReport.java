package dev.lockstep.cli;

import dev.lockstep.rego.Coverage.Covered;
import dev.lockstep.rego.Coverage.Lines;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Collectors;

/// Says which lines of policies the tests have run.
///
/// *Source*: the JSON has the form of `opa test --coverage`.
record CoverageReport(List<Covered> files) {
  /// Returns how many of a hundred lines were run.
  double percent() {
    return percent(covered(), notCovered());
  }

  private int covered() {
    return files.stream().mapToInt(Covered::coveredLines).sum();
  }

  private int notCovered() {
    return files.stream().mapToInt(Covered::notCoveredLines).sum();
  }

  private static double percent(int covered, int not) {
    return covered + not == 0 ? 100 : 100.0 * covered / (covered + not);
  }

  /// Rounds down, so that only all is 100.
  static String shown(double percent) {
    return rounded(percent, 1).toPlainString();
  }

  private static BigDecimal rounded(double percent, int digits) {
    BigDecimal rounded = BigDecimal.valueOf(percent).setScale(digits, RoundingMode.FLOOR);
    return rounded.signum() == 0
        ? BigDecimal.ZERO
        : new BigDecimal(rounded.stripTrailingZeros().toPlainString());
  }

  void print(Console console) {
    for (Covered file : files) {
      String lines =
          file.notCovered().stream()
              .map(range ->
                  range.from() == range.to()
                      ? String.valueOf(range.from())
                      : range.from() + "-" + range.to())
              .collect(Collectors.joining(", "));
      double part = percent(file.coveredLines(), file.notCoveredLines());
      console.line(
          "%5s %% %s".formatted(shown(part), Console.safe(file.file()))
              + (lines.isEmpty() ? "" : ", not run: " + lines));
    }
    console.line("%5s %% of all lines were run".formatted(shown(percent())));
  }

  Json.Node node() {
    Json.Node all = Json.object();
    for (Covered file : files) {
      all.put(
          file.file(),
          Json.object()
              .put("covered", ranges(file.covered()))
              .put("not_covered", ranges(file.notCovered()))
              .put("covered_lines", file.coveredLines())
              .put("not_covered_lines", file.notCoveredLines())
              .put("coverage", number(percent(file.coveredLines(), file.notCoveredLines()))));
    }
    return Json.object()
        .put("files", all)
        .put("covered_lines", covered())
        .put("not_covered_lines", notCovered())
        .put("coverage", number(percent()));
  }

  private static BigDecimal number(double percent) {
    return rounded(percent, 2);
  }

  private static List<Json.Node> ranges(List<Lines> lines) {
    return lines.stream()
        .map(range ->
            Json.object()
                .put("start", Json.object().put("row", range.from()))
                .put("end", Json.object().put("row", range.to())))
        .toList();
  }
}
