package dev.lockstep.bench.row;

import dev.lockstep.bench.measure.Contender;
import dev.lockstep.bench.measure.Rounds;
import dev.lockstep.bench.measure.Series;
import dev.lockstep.bench.row.Outcome.Table;
import dev.lockstep.scratch.ScratchServer;
import dev.lockstep.scratch.ScratchServer.ScratchDatabase;
import dev.lockstep.scratch.Scratches;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Takes scratch databases from a server that runs.
final class ScratchRow implements Row {
  private static final int IN_A_ROW = 10;
  private static final int RUNS_FOR_EACH = 4;

  @Override
  public String id() {
    return "scratch";
  }

  @Override
  public String work() {
    return "a scratch database, warm";
  }

  @Override
  public Outcome measure(Lab lab) {
    List<Contender> single = new ArrayList<>();
    List<Contender> several = new ArrayList<>();
    Attempts attempts = new Attempts(lab);
    for (String dialect : List.of("postgresql", "mariadb", "sqlite")) {
      ScratchServer server = Scratches.embedded().of(dialect);
      single.add(attempts.found(dialect, () -> use(server, 1), 1));
      several.add(attempts.found(dialect, () -> use(server, IN_A_ROW), IN_A_ROW));
    }
    int runs = lab.size().warmRuns() * RUNS_FOR_EACH;
    List<Series> one = new Rounds(runs, runs, lab.progress()).run(single);
    List<Series> ten = new Rounds(1, lab.size().warmRuns(), lab.progress()).run(several);
    return new Outcome(
        List.of(
            new Table("taken, one table created, given back", one, null),
            new Table(IN_A_ROW + " of them without a pause", ten, null)),
        Ratios.within("at most 50 ms", Duration.ofMillis(50), one),
        List.of("Without a pause, none is ready any more and each is waited for."));
  }

  private static int use(ScratchServer server, int times) throws SQLException {
    int used = 0;
    while (used < times) {
      try (ScratchDatabase database = server.create()) {
        database.execute("CREATE TABLE tried (id integer)");
        used++;
      }
    }
    return used;
  }
}
