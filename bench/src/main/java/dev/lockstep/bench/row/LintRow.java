package dev.lockstep.bench.row;

import dev.lockstep.bench.history.Migrations;
import dev.lockstep.bench.measure.CommandTimer.Command;
import dev.lockstep.bench.measure.Contender;
import dev.lockstep.bench.measure.Series;
import dev.lockstep.bench.peer.FileReview;
import dev.lockstep.bench.peer.SchemaReading;
import dev.lockstep.bench.peer.Squawk;
import dev.lockstep.bench.row.Outcome.Table;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reviews files of migrations, beside squawk where that understands them.
final class LintRow implements Row {
  private static final int FILES = 1000;
  private static final int WARM_UPS = 5;
  private static final int RUNS = 5;

  @Override
  public String id() {
    return "lint";
  }

  @Override
  public String work() {
    return "review files of migrations";
  }

  @Override
  public Outcome measure(Lab lab) throws IOException {
    List<Table> tables = new ArrayList<>();
    List<Verdict> verdicts = new ArrayList<>();
    for (String dialect : List.of("postgresql", "mysql")) {
      measure(lab, dialect, FILES, tables, verdicts);
    }
    measure(lab, "postgresql", 1, tables, verdicts);
    return new Outcome(
        tables,
        verdicts,
        List.of(
            "Of 5,000 characters each, %,d files are 5 MB. squawk %s is started without its script"
                    .formatted(FILES, Squawk.VERSION)
                + " for Node.js; it looks at each file by itself, where Lockstep follows the schema"
                + " from file to file, and it reads PostgreSQL only."));
  }

  private static void measure(
      Lab lab, String dialect, int files, List<Table> tables, List<Verdict> verdicts)
      throws IOException {
    Migrations migrations =
        Migrations.write(lab.scratch().resolve(dialect + "-" + files), dialect, files);
    Attempts attempts = new Attempts(lab);
    List<Contender> commands = new ArrayList<>();
    commands.add(attempts.command("Lockstep command line", command(lab, dialect, migrations)));
    if (dialect.equals("postgresql")) {
      commands.add(squawk(lab, attempts, migrations));
    }
    List<Series> series = new ArrayList<>(lab.coldRounds().run(commands));
    String what = "%s, %,d file%s".formatted(dialect, files, files == 1 ? "" : "s");
    boolean many = files > 1;
    verdicts.addAll(
        Ratios.within(
            what + ": at most " + (many ? "4 s" : "0.6 s") + " cold",
            Duration.ofMillis(many ? 4000 : 600),
            series.subList(0, 1)));
    if (many) {
      FileReview review = FileReview.of(dialect);
      int statements = review.statements(migrations);
      Contender warm =
          attempts.found("Lockstep, warm", () -> review.statements(migrations), statements);
      List<Series> ours = lab.warmRounds(WARM_UPS, RUNS).run(List.of(warm));
      verdicts.addAll(Ratios.within(what + ": at most 2 s warm", Duration.ofSeconds(2), ours));
      series.addAll(ours);
      what = "%s, %,d statements".formatted(what, statements);
    }
    Optional<Series> peer =
        series.stream().filter(one -> one.contender().startsWith("squawk")).findFirst();
    tables.add(new Table(what, series, peer.filter(Series::measured).orElse(null)));
  }

  private static Command command(Lab lab, String dialect, Migrations migrations) {
    return new Command(
        lab.scratch(),
        List.of(
            SchemaReading.launcher(),
            "lint",
            "--fail-on",
            "never",
            "--dialect",
            dialect,
            migrations.folder().toString()),
        Map.of());
  }

  private static Contender squawk(Lab lab, Attempts attempts, Migrations migrations)
      throws IOException {
    Squawk squawk = Squawk.fetch(lab.downloads());
    return attempts.command("squawk", squawk.review(lab.scratch(), migrations));
  }
}
