package dev.lockstep.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.lockstep.config.PipelineYaml;
import dev.lockstep.expression.Value;
import dev.lockstep.pipeline.run.Event;
import dev.lockstep.pipeline.run.Outcome;
import dev.lockstep.pipeline.run.Progress;
import dev.lockstep.pipeline.run.Run;
import dev.lockstep.pipeline.run.Status;
import dev.lockstep.pipeline.run.Vote;
import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Runs go on over a real database, by several servers, and after one went away.
class RunsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final TestDatabase database = TestPostgres.database();
  private final List<AutoCloseable> open = new ArrayList<>();
  private final Queue<String> done = new ConcurrentLinkedQueue<>();

  @BeforeEach
  void tables() throws SQLException, IOException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String migration : Runs.migrations()) {
        try (InputStream sql = Runs.class.getResourceAsStream(migration)) {
          assertThat(sql).isNotNull();
          statement.execute(new String(sql.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    }
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : open.reversed()) {
      one.close();
    }
  }

  private Runs server(String name, StepWorker worker) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(database.jdbcUrl());
    config.setUsername(database.user());
    config.setPassword(database.password());
    HikariDataSource source = new HikariDataSource(config);
    Runs runs =
        new Runs(
            source,
            new Runs.Settings(
                name,
                8,
                Duration.ofMillis(250),
                Duration.ofMillis(200),
                InstantSource.system(),
                (file, content) ->
                    PipelineYaml.read(file, content.getBytes(StandardCharsets.UTF_8)).orThrow(),
                java.util.Map.of(),
                Chore.Ends.NOBODY),
            worker);
    open.add(source);
    open.add(runs);
    return runs;
  }

  private Outcome note(StepWorker.Try step, BooleanSupplier stopping) {
    done.add(step.key() + "#" + step.attempt() + (step.again() ? " again" : ""));
    return new Outcome.Succeeded(new Value.Fields(new LinkedHashMap<>(Map.of("n", Value.of(2)))));
  }

  private static long begin(Runs runs, String yaml) throws SQLException {
    return runs.begin("x.pipeline.yaml", yaml, new Value.Fields(new LinkedHashMap<>()));
  }

  private static Run awaits(Runs runs, long run, Predicate<Run> wanted)
      throws SQLException, InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    Run found = runs.find(run);
    while (!wanted.test(found)) {
      assertThat(Instant.now()).as("%s", found.parts()).isBefore(end);
      Thread.sleep(20);
      found = runs.find(run);
    }
    return found;
  }

  private static Predicate<Run> stands(String key, Status status) {
    return run -> run.part(key).map(Progress::status).filter(status::equals).isPresent();
  }

  @Test
  void aRunGoesFromItsBeginningToItsEnd() throws SQLException, InterruptedException {
    Runs runs = server("one", this::note);
    runs.start();
    long run =
        begin(
            runs,
            """
            name: Whole
            stages:
              - stage: dev
                environment: dev
                steps:
                  - deploy:
                  - wait: 100ms
              - stage: prod
                environment: prod
                steps:
                  - approval: {message: "<+stages.dev.steps.deploy.output.n> changes <+secrets.getValue('x')>?"}
                  - deploy:
                    each: [a, b, c]
                    atOnce: 2
            """);
    Run waiting = awaits(runs, run, stands("prod/approval", Status.WAITING));
    Progress approval = waiting.part("prod/approval").orElseThrow();
    assertThat(approval.settings().toString()).contains("2 changes ******?");
    runs.happen(
        run,
        new Event.Voted(
            "prod/approval",
            new Vote("anna", true, "", new Value.Fields(new LinkedHashMap<>()), Instant.now()),
            ""));
    awaits(runs, run, Run::isOver);
    assertThat(done)
        .containsExactlyInAnyOrder(
            "dev/deploy#1", "prod/deploy[0]#1", "prod/deploy[1]#1", "prod/deploy[2]#1");
    assertThat(runs.find(run).part(Run.ROOT).orElseThrow().status()).isEqualTo(Status.SUCCEEDED);
    assertThat(left()).isZero();
  }

  @Test
  void environmentsTakeOneRunAtATime() throws SQLException, InterruptedException {
    Queue<String> order = new ConcurrentLinkedQueue<>();
    StepWorker worker =
        (step, _) -> {
          order.add("+" + step.run());
          sleep(100);
          order.add("-" + step.run());
          return note(step, () -> false);
        };
    Runs one = server("one", worker);
    Runs other = server("other", worker);
    one.start();
    other.start();
    String yaml = "name: x\nstages: [{stage: dev, environment: dev, steps: [{deploy: null}]}]\n";
    List<Long> begun = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      begun.add(begin(i % 2 == 0 ? one : other, yaml));
    }
    for (long run : begun) {
      awaits(one, run, Run::isOver);
    }
    List<String> expected = new ArrayList<>();
    begun.forEach(run -> expected.addAll(List.of("+" + run, "-" + run)));
    assertThat(order).containsExactlyElementsOf(expected);
  }

  @Test
  void environmentsOfOtherScopesAreOthers() throws SQLException, InterruptedException {
    Runs runs = server("one", this::note);
    runs.start();
    String yaml =
        "name: x\nstages: [{stage: prod, environment: prod, steps: [{approval: go on?}]}]\n";
    List<Long> begun = new ArrayList<>();
    for (String scope : List.of("acme/shop", "acme/bank")) {
      begun.add(
          runs.begin(
              scope,
              "x.pipeline.yaml",
              yaml,
              new Value.Fields(new LinkedHashMap<>()),
              (_, _) -> {}));
    }
    for (long run : begun) {
      awaits(runs, run, stands("prod/approval", Status.WAITING));
    }
  }

  @Test
  void aNewerRunTakesThePlaceOfOlderOnes() throws SQLException, InterruptedException {
    Runs runs = server("one", this::note);
    runs.start();
    String yaml =
        """
        name: x
        concurrency: cancelOlder
        stages:
          - stage: dev
            environment: dev
            steps: [{approval: go on?}]
          - stage: prod
            environment: prod
            steps: [{deploy: null}]
        """;
    long held = begin(runs, yaml);
    awaits(runs, held, stands("dev/approval", Status.WAITING));
    long another =
        runs.begin(
            "",
            "another.pipeline.yaml",
            yaml,
            new Value.Fields(new LinkedHashMap<>()),
            (_, _) -> {});
    long waiting = begin(runs, yaml);
    awaits(runs, held, stands(Run.ROOT, Status.ABORTED));
    // Runs of other pipelines stay in the queue, in their order.
    awaits(runs, another, stands("dev/approval", Status.WAITING));
    long newest = begin(runs, yaml);
    awaits(runs, waiting, stands(Run.ROOT, Status.ABORTED));
    assertThat(runs.find(waiting).part(Run.ROOT).orElseThrow().failure())
        .extracting(failure -> failure == null ? "" : failure.message())
        .isEqualTo("Superseded by run " + newest + ".");
    runs.happen(another, new Event.Aborted("anna", "enough"));
    awaits(runs, newest, stands("dev/approval", Status.WAITING));
    assertThat(done).isEmpty();
  }

  @Test
  void severalShareTheWorkAndDoNothingTwice() throws SQLException, InterruptedException {
    Runs one = server("one", this::note);
    Runs other = server("other", this::note);
    one.start();
    other.start();
    List<Long> begun = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      begun.add(begin(one, "name: x\nstages: [{stage: a, steps: [{deploy: null, times: 20}]}]\n"));
    }
    for (long run : begun) {
      awaits(other, run, Run::isOver);
    }
    assertThat(done).hasSize(100);
    assertThat(left()).isZero();
  }

  @Test
  void whatSomebodyLeftIsTakenUpAndOnlyTheLastIsHeard() throws SQLException, InterruptedException {
    CountDownLatch hangs = new CountDownLatch(1);
    Runs paused =
        server(
            "paused",
            (step, _) -> {
              wait(hangs);
              done.add("late " + step.key());
              return new Outcome.Stopped();
            });
    long run = begin(paused, "name: x\nstages: [{stage: a, steps: [{deploy: null}]}]\n");
    paused.start();
    awaits(paused, run, stands("a/deploy", Status.RUNNING));
    awaitTaken();
    // As if the process had been stopped: no heartbeat, though the worker goes on.
    forget("paused");
    Runs other = server("other", this::note);
    other.start();
    awaits(other, run, Run::isOver);
    assertThat(done).containsExactly("a/deploy#1 again");
    hangs.countDown();
    Instant end = Instant.now().plus(PATIENCE);
    while (done.size() < 2) {
      assertThat(Instant.now()).isBefore(end);
      Thread.sleep(20);
    }
    Thread.sleep(200);
    assertThat(other.find(run).part("a/deploy").orElseThrow().status()).isEqualTo(Status.SUCCEEDED);
  }

  @Test
  void stepsAreToldToStop() throws SQLException, InterruptedException {
    Runs runs =
        server(
            "one",
            (_, stopping) -> {
              while (!stopping.getAsBoolean()) {
                sleep(20);
              }
              return new Outcome.Stopped();
            });
    runs.start();
    long run =
        begin(runs, "name: x\nstages: [{stage: a, environment: e, steps: [{deploy: null}]}]\n");
    awaits(runs, run, stands("a/deploy", Status.RUNNING));
    runs.happen(run, new Event.Aborted("anna", "enough"));
    Run over = awaits(runs, run, Run::isOver);
    assertThat(over.part(Run.ROOT).orElseThrow().status()).isEqualTo(Status.ABORTED);
    assertThat(count("SELECT count(*) FROM environment_turn")).isZero();
  }

  private void awaitTaken() throws SQLException, InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (count("SELECT count(*) FROM run_try WHERE taken IS NOT NULL") == 0) {
      assertThat(Instant.now()).isBefore(end);
      Thread.sleep(20);
    }
  }

  /// Lets a scheduler look as if it had gone away long ago, for good.
  private void forget(String name) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          CREATE FUNCTION old() RETURNS trigger LANGUAGE plpgsql AS $$
          BEGIN
            IF new.picked_by = '%s' THEN new.last_heartbeat := now() - interval '1 hour'; END IF;
            RETURN new;
          END $$;
          CREATE TRIGGER old BEFORE UPDATE ON scheduled_tasks FOR EACH ROW EXECUTE FUNCTION old();
          UPDATE scheduled_tasks SET priority = priority;
          """
              .formatted(name));
    }
  }

  private long left() throws SQLException, InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    long left = count("SELECT count(*) FROM scheduled_tasks WHERE task_name <> 'tick'");
    while (left > 0 && Instant.now().isBefore(end)) {
      Thread.sleep(50);
      left = count("SELECT count(*) FROM scheduled_tasks WHERE task_name <> 'tick'");
    }
    return left;
  }

  private long count(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void wait(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
