package dev.lockstep.bench;

import dev.lockstep.bench.row.Lab.Size;
import dev.lockstep.bench.row.Row;
import dev.lockstep.bench.row.Rows;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Is what the command line asks for.
///
/// @param report where the report goes; null for the usual place
/// @param rows what to measure, in the report's order
/// @param complete whether that is everything, at full size
record Options(Size size, @Nullable Path report, List<Row> rows, boolean complete) {
  static final String USAGE =
      """
      Usage: ./bench/run [--quick] [--runs N] [--report FILE] [row...]

      Measures Lockstep beside Flyway, Liquibase and plain JDBC in one run. All rows at full size go to
      docs/benchmarks.md, anything less to bench/target/benchmarks.md, unless --report says otherwise.

        --quick        few runs and 10 databases instead of 100, to see whether it works
        --runs N       so many runs of everything
        --report FILE  where the report goes

      Rows:
      """;

  Options {
    rows = List.copyOf(rows);
  }

  /// Reads arguments; throws `IllegalArgumentException` with a sentence for the user.
  static Options read(List<String> arguments) {
    Deque<String> left = new ArrayDeque<>(arguments);
    Size size = Size.FULL;
    Path report = null;
    List<String> wanted = new ArrayList<>();
    while (!left.isEmpty()) {
      String argument = left.pop();
      switch (argument) {
        case "--quick" -> size = Size.QUICK;
        case "--runs" -> size = size.withRuns(number(value(argument, left)));
        case "--report" -> report = Path.of(value(argument, left));
        default -> wanted.add(known(argument));
      }
    }
    List<Row> rows =
        Rows.all().stream().filter(row -> wanted.isEmpty() || wanted.contains(row.id())).toList();
    return new Options(size, report, rows, wanted.isEmpty() && !size.equals(Size.QUICK));
  }

  private static String known(String argument) {
    List<String> ids = Rows.all().stream().map(Row::id).toList();
    if (!ids.contains(argument)) {
      throw new IllegalArgumentException(
          argument
              + " is neither an option nor a row; the rows are "
              + String.join(", ", ids)
              + ".");
    }
    return argument;
  }

  private static String value(String option, Deque<String> left) {
    if (left.isEmpty()) {
      throw new IllegalArgumentException(option + " needs a value.");
    }
    return left.pop();
  }

  private static int number(String text) {
    try {
      int number = Integer.parseInt(text);
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Answered below.
    }
    throw new IllegalArgumentException("--runs needs a number of at least 1, not " + text + ".");
  }
}
