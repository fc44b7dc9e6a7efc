package dev.lockstep.bench.report;

import dev.lockstep.bench.measure.Series;
import dev.lockstep.bench.row.Outcome;
import dev.lockstep.bench.row.Row;
import dev.lockstep.bench.row.Verdict;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes what a run found as Markdown: targets first, then a table for each piece of work.
public final class MarkdownReport {
  private final Heading heading;

  public MarkdownReport(Heading heading) {
    this.heading = heading;
  }

  /// Is what holds for the whole run.
  ///
  /// @param command what makes this report again
  /// @param date the day, ISO
  /// @param versions who took part, one line each
  /// @param loadBefore load average before the first attempt
  /// @param loadAfter load average after the last one; 1 or so is the run itself
  public record Heading(
      String command,
      String date,
      Machine machine,
      List<String> versions,
      double loadBefore,
      double loadAfter) {
    public Heading {
      versions = List.copyOf(versions);
    }
  }

  /// Is one measured row; `failure` says why there is no outcome.
  public record Measured(Row row, @Nullable Outcome outcome, @Nullable String failure) {}

  public String write(List<Measured> rows) {
    StringBuilder text = new StringBuilder();
    head(text);
    summary(text, rows);
    rows.forEach(row -> section(text, row));
    return text.toString();
  }

  private void head(StringBuilder text) {
    Machine machine = heading.machine();
    text.append(
        """
        # Benchmarks

        Lockstep beside the Flyway and Liquibase command lines, the same engines as libraries, and plain JDBC: all in
        one run, on one PostgreSQL server whose data lies in memory and is not synced. Contenders take turns, so a
        slower minute hits all of them. Every attempt is checked afterwards: the tables and the history rows must be there.

        Made by `%s` on %s at commit %s.

        * Machine: %s, %d cores, %d GiB, %s.
        """
            .formatted(
                heading.command(),
                heading.date(),
                machine.commit(),
                machine.processor(),
                machine.cores(),
                machine.memoryGib(),
                machine.system()));
    heading.versions().forEach(version -> text.append("* ").append(version).append('\n'));
    text.append(
        "* Load average before: %.2f, after: %.2f.%n"
            .formatted(heading.loadBefore(), heading.loadAfter()));
    if (heading.loadBefore() > Machine.QUIET) {
      text.append(
          """

          **The machine was busy with other work.** Compare ratios and processor seconds, not absolute times, and run it
          again on a quiet machine before quoting a number.
          """);
    }
    text.append(
        """

        *Wall* is measured from outside and given as median and shortest; *CPU* is user and system time of the process
        and its children, or of the whole JVM for libraries, without the database server; *RSS* is the greatest resident
        size; *ratio* is the median against the line marked with a 1.
        """);
  }

  private static void summary(StringBuilder text, List<Measured> rows) {
    text.append("\n## Targets\n\n| Row | Work | Target | Measured | |\n|---|---|---|---|---|\n");
    for (Measured row : rows) {
      Outcome outcome = row.outcome();
      if (outcome == null) {
        text.append(
            "| `%s` | %s | | %s | not measured |%n"
                .formatted(row.row().id(), row.row().work(), cell(row.failure())));
        continue;
      }
      for (Verdict verdict : outcome.verdicts()) {
        text.append(
            "| `%s` | %s | %s | %s | %s |%n"
                .formatted(
                    row.row().id(),
                    row.row().work(),
                    cell(verdict.target()),
                    cell(verdict.measured()),
                    word(verdict.outcome())));
      }
    }
  }

  private static String word(Verdict.Outcome outcome) {
    return switch (outcome) {
      case MET -> "**met**";
      case MISSED -> "**missed**";
      case NOT_MEASURED -> "not measured";
    };
  }

  private static void section(StringBuilder text, Measured row) {
    Outcome outcome = row.outcome();
    if (outcome == null) {
      return;
    }
    text.append("\n## `%s`: %s%n".formatted(row.row().id(), row.row().work()));
    for (Outcome.Table table : outcome.tables()) {
      table(text, table);
    }
    outcome.notes().forEach(note -> text.append('\n').append(note).append('\n'));
  }

  private static void table(StringBuilder text, Outcome.Table table) {
    text.append(
        """

        **%s**

        | | runs | wall, median | shortest | CPU | RSS | ratio |
        |---|--:|--:|--:|--:|--:|--:|
        """
            .formatted(table.title()));
    for (Series series : table.series()) {
      if (series.measured()) {
        line(text, series, table.reference());
      } else {
        text.append(
            "| %s | | not measured: %s | | | | |%n"
                .formatted(series.contender(), cell(series.failure())));
      }
    }
  }

  private static void line(StringBuilder text, Series series, @Nullable Series reference) {
    long resident = series.greatestResidentKilobytes();
    text.append(
        "| %s | %d | %s | %s | %s | %s | %s |%n"
            .formatted(
                series.contender(),
                series.samples().size(),
                time(series.medianWall()),
                time(series.shortestWall()),
                "%.2f s".formatted(series.medianProcessor().toMillis() / 1e3),
                resident == 0 ? "" : "%d MB".formatted(resident / 1024),
                ratio(series, reference)));
  }

  private static String ratio(Series series, @Nullable Series reference) {
    if (reference == null) {
      return "";
    }
    return series.equals(reference) ? "1" : "%.2f".formatted(series.times(reference));
  }

  private static String time(Duration wall) {
    double milliseconds = wall.toNanos() / 1e6;
    return milliseconds < 100
        ? "%.1f ms".formatted(milliseconds)
        : "%,.3f s".formatted(milliseconds / 1e3);
  }

  private static String cell(@Nullable String text) {
    return text == null ? "" : text.replace("|", "\\|").replace("\n", " ");
  }
}
