package dev.lockstep.bench.row;

import dev.lockstep.bench.history.ManyTables;
import dev.lockstep.bench.measure.CommandTimer.Command;
import dev.lockstep.bench.measure.Contender;
import dev.lockstep.bench.measure.Rounds;
import dev.lockstep.bench.measure.Series;
import dev.lockstep.bench.peer.SchemaReading;
import dev.lockstep.bench.row.Outcome.Table;
import dev.lockstep.testkit.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reads two schemas and finds the twenty places in which they differ.
final class CompareRow implements Row {
  /// What five times the tables may take and still be called linear: ten percent of noise.
  private static final double LINEAR = 5.5;

  private static final int RUNS = 5;

  @Override
  public String id() {
    return "compare";
  }

  @Override
  public String work() {
    return "read and compare two schemas";
  }

  /// Is two databases that differ.
  private record Pair(int tables, TestDatabase from, TestDatabase to) {
    static Pair create(Lab lab, int tables) throws SQLException {
      TestDatabase from = lab.server().create();
      ManyTables.create(from, tables);
      TestDatabase to = lab.server().copy(from);
      ManyTables.change(to, tables);
      return new Pair(tables, from, to);
    }

    String words() {
      return "%,d tables, %,d columns, %,d indexes".formatted(tables, tables * 10, tables * 3);
    }

    void drop(Lab lab) {
      lab.server().drop(from);
      lab.server().drop(to);
    }
  }

  @Override
  public Outcome measure(Lab lab) throws Exception {
    Attempts attempts = new Attempts(lab);
    Pair small = Pair.create(lab, 1000);
    Series thousand = warm(lab, attempts, small, 5);
    small.drop(lab);
    Pair large = Pair.create(lab, 5000);
    Series fiveThousand = warm(lab, attempts, large, 1);
    Series cold = cold(lab, attempts, large);
    large.drop(lab);
    List<Verdict> verdicts = new ArrayList<>();
    verdicts.addAll(
        Ratios.within("1,000 tables: at most 1.5 s", Duration.ofMillis(1500), List.of(thousand)));
    verdicts.add(growth(thousand, fiveThousand));
    verdicts.addAll(Ratios.resident("5,000 tables: at most 512 MB", 512, List.of(cold)));
    return new Outcome(
        List.of(
            new Table(small.words() + " on each side", List.of(thousand), null),
            new Table(large.words() + " on each side", List.of(fiveThousand, cold), null)),
        verdicts,
        List.of(
            "Connecting to both is part of it. The command line computes and prints the statements"
                + " as well, without proof."));
  }

  private static Series warm(Lab lab, Attempts attempts, Pair pair, int warmUps) {
    Contender contender =
        attempts.found(
            "Lockstep: read both, compare",
            () -> SchemaReading.differences(pair.from(), pair.to()),
            ManyTables.DIFFERENCES);
    return lab.warmRounds(warmUps, RUNS).run(List.of(contender)).getFirst();
  }

  private static Series cold(Lab lab, Attempts attempts, Pair pair) {
    Command command =
        new Command(
            lab.scratch(),
            List.of(
                SchemaReading.launcher(),
                "diff",
                "--no-proof",
                "--from",
                SchemaReading.url(pair.from()),
                "--to",
                SchemaReading.url(pair.to())),
            Map.of("LOCKSTEP_PASSWORD", pair.from().password()));
    return new Rounds(1, Math.min(3, lab.size().coldRuns()), lab.progress())
        .run(List.of(attempts.command("Lockstep command line", command)))
        .getFirst();
  }

  private static Verdict growth(Series thousand, Series fiveThousand) {
    String target = "5,000 tables take at most " + LINEAR + " × the time of 1,000";
    if (!thousand.measured() || !fiveThousand.measured()) {
      return Verdict.notMeasured(target, "one of the two was not measured");
    }
    double times = fiveThousand.times(thousand);
    return Verdict.of(target, times <= LINEAR, Ratios.factor(times) + " ×");
  }
}
