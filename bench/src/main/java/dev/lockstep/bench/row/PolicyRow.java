package dev.lockstep.bench.row;

import dev.lockstep.bench.history.Migrations;
import dev.lockstep.bench.history.Policies;
import dev.lockstep.bench.measure.CommandTimer.Command;
import dev.lockstep.bench.measure.Contender;
import dev.lockstep.bench.measure.Sample;
import dev.lockstep.bench.measure.Series;
import dev.lockstep.bench.peer.Opa;
import dev.lockstep.bench.peer.PolicyAnswers;
import dev.lockstep.bench.peer.SchemaReading;
import dev.lockstep.bench.row.Outcome.Table;
import dev.lockstep.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Asks policies, beside OPA where Go can build it.
final class PolicyRow implements Row {
  private static final int EVALUATIONS = 50_000;
  private static final int POLICIES = 500;

  /// Files of 25 statements each.
  private static final int FILES = 40;

  private static final int WARM_UPS = 8;
  private static final int RUNS = 5;

  @Override
  public String id() {
    return "policy";
  }

  @Override
  public String work() {
    return "ask policies in Rego";
  }

  @Override
  public Outcome measure(Lab lab) throws IOException, InterruptedException {
    List<Table> tables = new ArrayList<>();
    List<Verdict> verdicts = new ArrayList<>();
    Path folder = lab.scratch().resolve("naming");
    Path naming = Policies.naming(folder);
    rate(lab, naming, folder.resolve("input.json"), tables, verdicts);
    first(lab, naming, folder.resolve("input.json"), tables, verdicts);
    many(lab, tables, verdicts);
    return new Outcome(
        tables,
        verdicts,
        List.of(
            "The naming rule is the one that Harness published, its input one CREATE INDEX that"
                + " breaks it. Warm means one thread of this JVM. OPA %s is built with Go;"
                    .formatted(Opa.VERSION)
                + " warm it measures itself, by `opa bench` without metrics, and its time for one"
                + " evaluation is multiplied.",
            "The %d policies are those in `policies/`, many times over in packages of their own;"
                    .formatted(POLICIES)
                + " their input is what `lockstep policy input` prints for the plan. `plan` also"
                + " reads, splits and reviews %d files and reads the target.".formatted(FILES)));
  }

  private static void rate(
      Lab lab, Path naming, Path input, List<Table> tables, List<Verdict> verdicts)
      throws IOException {
    PolicyAnswers answers = PolicyAnswers.of(naming, input);
    Contender ours =
        new Attempts(lab).found("Lockstep, warm", () -> answers.messages(EVALUATIONS), EVALUATIONS);
    List<Series> series =
        lab.warmRounds(WARM_UPS, RUNS)
            .run(
                List.of(
                    ours,
                    peer("OPA, warm", () -> opaBench(lab, naming, input, true, EVALUATIONS))));
    verdicts.addAll(
        Ratios.within(
            "%,d evaluations of the naming rule: at most 1 s".formatted(EVALUATIONS),
            Duration.ofSeconds(1),
            series.subList(0, 1)));
    tables.add(
        new Table(
            "the naming rule, %,d evaluations".formatted(EVALUATIONS), series, reference(series)));
  }

  private static void first(
      Lab lab, Path naming, Path input, List<Table> tables, List<Verdict> verdicts) {
    List<Series> series =
        lab.coldRounds()
            .run(
                List.of(
                    new Attempts(lab)
                        .command("Lockstep command line", eval(naming, input, "data.db_sql.deny")),
                    peer(
                        "OPA command line",
                        () ->
                            lab.commands()
                                .time(
                                    Opa.fetch(lab.downloads())
                                        .eval(naming, input, "data.db_sql.deny", true)))));
    verdicts.addAll(
        Ratios.within(
            "first evaluation in a fresh process: at most 0.4 s",
            Duration.ofMillis(400),
            series.subList(0, 1)));
    tables.add(new Table("the naming rule, once, in a fresh process", series, reference(series)));
  }

  private static void many(Lab lab, List<Table> tables, List<Verdict> verdicts)
      throws IOException, InterruptedException {
    Path project = lab.scratch().resolve("judged");
    Migrations.write(project.resolve("db"), "postgresql", FILES);
    Path library = Path.of(System.getProperty("lockstep.root", "")).resolve("policies");
    Path policies = Policies.many(project.resolve("policies"), library, POLICIES);
    TestDatabase database = lab.server().create();
    Files.writeString(project.resolve("password"), database.password());
    Files.writeString(project.resolve("plain.yaml"), project(database));
    Files.writeString(
        project.resolve("lockstep.yaml"),
        project(database) + "policies:\n  - {name: many, path: policies, severity: warn}\n");
    Path input = project.resolve("input.json");
    lab.commands()
        .time(
            new Command(
                project,
                List.of("sh", "-c", SchemaReading.launcher() + " policy input > input.json"),
                Map.of()));

    PolicyAnswers answers = PolicyAnswers.of(policies, input);
    int messages = answers.messages(1);
    Contender warm = new Attempts(lab).found("Lockstep, warm", () -> answers.messages(1), messages);
    List<Series> series =
        new ArrayList<>(
            lab.warmRounds(WARM_UPS, RUNS)
                .run(
                    List.of(
                        warm, peer("OPA, warm", () -> opaBench(lab, policies, input, false, 1)))));
    Attempts attempts = new Attempts(lab);
    List<Series> cold =
        lab.coldRounds()
            .run(
                List.of(
                    attempts.command(
                        "Lockstep command line, `policy eval`",
                        eval(policies, input, "data.lockstep")),
                    peer(
                        "OPA command line, `eval`",
                        () ->
                            lab.commands()
                                .time(
                                    Opa.fetch(lab.downloads())
                                        .eval(policies, input, "data.lockstep", false))),
                    attempts.command(
                        "Lockstep command line, `plan`", plan(project, "lockstep.yaml")),
                    attempts.command(
                        "Lockstep command line, `plan` without policies",
                        plan(project, "plain.yaml"))));
    String what = "%d policies, 1,000 statements".formatted(POLICIES);
    verdicts.addAll(
        Ratios.within(what + ": at most 2 s warm", Duration.ofSeconds(2), series.subList(0, 1)));
    verdicts.addAll(
        Ratios.within(what + ": at most 2 s cold", Duration.ofSeconds(2), cold.subList(0, 1)));
    verdicts.addAll(
        Ratios.within(what + ": at most 2 s cold", Duration.ofSeconds(2), cold.subList(2, 3)));
    series.addAll(cold);
    tables.add(new Table("%s, %,d messages".formatted(what, messages), series, null));
  }

  private static String project(TestDatabase database) {
    return """
    project: bench
    schemas:
      - {name: orders, engine: flyway, dialect: postgresql, location: db}
    environments: [bench]
    instances:
      - name: one
        schema: orders
        environment: bench
        host: %s
        port: %d
        database: %s
        username: %s
        password: '<+file("password")>'
    """
        .formatted(database.host(), database.port(), database.database(), database.user());
  }

  private static Command plan(Path project, String file) {
    return new Command(
        project, List.of(SchemaReading.launcher(), "plan", "--config", file), Map.of());
  }

  private static Command eval(Path policies, Path input, String term) {
    return new Command(
        policies,
        List.of(
            SchemaReading.launcher(),
            "policy",
            "eval",
            "-d",
            policies.toString(),
            "-i",
            input.toString(),
            term),
        Map.of());
  }

  private static @Nullable Series reference(List<Series> series) {
    return series.getLast().measured() ? series.getLast() : null;
  }

  private static Sample opaBench(Lab lab, Path policies, Path input, boolean older, int evaluations)
      throws IOException {
    String term = older ? "data.db_sql.deny" : "data.lockstep";
    return Opa.fetch(lab.downloads()).bench(policies, input, term, older, evaluations);
  }

  private interface Work {
    Sample run() throws IOException, InterruptedException;
  }

  /// Is OPA; where it cannot be had, its line says so.
  private static Contender peer(String name, Work work) {
    return new Contender() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Attempt prepare() {
        return new Attempt() {
          @Override
          public Sample run() throws IOException, InterruptedException {
            return work.run();
          }

          @Override
          public void check() {}

          @Override
          public void close() {}
        };
      }
    };
  }
}
