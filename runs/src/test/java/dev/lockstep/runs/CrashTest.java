package dev.lockstep.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.lockstep.expression.Value;
import dev.lockstep.pipeline.run.Progress;
import dev.lockstep.pipeline.run.Run;
import dev.lockstep.pipeline.run.Status;
import dev.lockstep.testkit.ChildJvm;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A server ends as by `kill -9` before each of its calls to the database in turn, and another one
/// goes on: everything is done, nothing twice, and in order.
///
/// *Shape*: some calls are tried in each build, by a seed that is told; `-Dlockstep.crashes=all`
/// tries all of them.
class CrashTest {
  private static final String PIPELINE =
      """
      name: Crash
      stages:
        - stage: dev
          environment: dev
          steps:
            - plan:
            - deploy:
        - stage: prod
          environment: prod
          steps:
            - parallel:
                - deploy:
                - wait: 30ms
            - drift:
              each: [a, b]
              atOnce: 1
      """;

  private static final List<String> STEPS =
      List.of("dev/plan", "dev/deploy", "prod/parallel_1/deploy", "prod/drift[0]", "prod/drift[1]");

  @Test
  void anotherServerGoesOn() throws Exception {
    boolean all = System.getProperty("lockstep.crashes", "").equals("all");
    long seed = Long.getLong("lockstep.seed", System.nanoTime());
    Random random = new Random(seed);
    int crashed = 0;
    int call = all ? 1 : 1 + random.nextInt(20);
    while (crashes(call, seed)) {
      crashed++;
      call += all ? 1 : 10 + random.nextInt(20);
    }
    assertThat(crashed).isGreaterThan(2);
  }

  /// Tells whether the server came to a call.
  private static boolean crashes(int call, long seed) throws Exception {
    TestDatabase database = TestPostgres.database();
    tables(database);
    String as = "call %d, seed %d".formatted(call, seed);
    try (HikariDataSource source =
            CrashingServer.pool(database.jdbcUrl(), database.user(), database.password());
        Runs other = CrashingServer.open("other", source, source)) {
      long run = other.begin("x.pipeline.yaml", PIPELINE, new Value.Fields(new LinkedHashMap<>()));
      int code;
      try (ChildJvm child =
          ChildJvm.start(
              CrashingServer.class,
              database.jdbcUrl(),
              database.user(),
              database.password(),
              Long.toString(run),
              Integer.toString(call))) {
        code = child.awaitExit(Duration.ofSeconds(60));
        assertThat(code).as("%s: %s", as, child.output()).isIn(0, CrashingServer.CRASHED);
      }
      other.start();
      awaitEnd(other, run, as);
      assertThat(other.find(run).part(Run.ROOT).orElseThrow().status())
          .as("%s: %s", as, other.find(run).parts())
          .isEqualTo(Status.SUCCEEDED);
      assertThat(effects(database))
          .as(as)
          .containsExactlyElementsOf(STEPS.stream().map(step -> run + "/1/" + step).toList());
      assertThat(count(database, "SELECT count(*) FROM environment_turn")).as(as).isZero();
      assertThat(count(database, "SELECT count(*) FROM run_try WHERE ended IS NULL"))
          .as(as)
          .isZero();
      return code == CrashingServer.CRASHED;
    }
  }

  private static void awaitEnd(Runs runs, long run, String as) throws Exception {
    Instant end = Instant.now().plusSeconds(60);
    while (!runs.find(run).isOver()) {
      assertThat(Instant.now()).as("%s: %s", as, states(runs.find(run))).isBefore(end);
      Thread.sleep(10);
    }
  }

  private static List<String> states(Run run) {
    List<String> states = new ArrayList<>();
    run.parts().forEach((String key, Progress part) -> states.add(key + " " + part.status()));
    return states;
  }

  private static List<String> effects(TestDatabase database) throws SQLException {
    List<String> effects = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT step FROM effect ORDER BY number")) {
      while (row.next()) {
        effects.add(row.getString(1));
      }
    }
    return effects;
  }

  private static long count(TestDatabase database, String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void tables(TestDatabase database) throws SQLException, IOException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String migration : Runs.migrations()) {
        try (InputStream sql = Runs.class.getResourceAsStream(migration)) {
          assertThat(sql).isNotNull();
          statement.execute(new String(sql.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
      // Twice the same would be seen: there is no key.
      statement.execute(
          "CREATE TABLE effect (number bigint GENERATED ALWAYS AS IDENTITY, step text NOT NULL)");
    }
  }
}
