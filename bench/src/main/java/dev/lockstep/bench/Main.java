package dev.lockstep.bench;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Starts a run; `bench/run` builds everything and calls this.
public final class Main {
  private Main() {}

  public static void main(String[] arguments) throws Exception {
    List<String> words = List.of(arguments);
    if (words.contains("--help") || words.contains("-h")) {
      System.out.print(Options.USAGE);
      dev.lockstep.bench.row.Rows.all()
          .forEach(row -> System.out.printf("  %-12s %s%n", row.id(), row.work()));
      return;
    }
    Options options;
    try {
      options = Options.read(words);
    } catch (IllegalArgumentException wrong) {
      System.err.println(wrong.getMessage());
      System.exit(2);
      return;
    }
    // Libraries of the peers talk through this logger; none of them pays for printing.
    Logger quiet = Logger.getLogger("");
    quiet.setLevel(Level.OFF);
    new Benchmark(options, "./bench/run " + String.join(" ", words)).run();
    // Some libraries leave threads behind.
    System.exit(0);
  }
}
