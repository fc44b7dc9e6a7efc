package dev.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.testkit.ChildJvm;
import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Interrupts a deployment whose output goes into a pipe, by a signal or by changing its files.
final class InterruptionTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path project;

  private final TestDatabase database = TestPostgres.database();

  @Test
  void anInterruptedDeploymentTellsHowFarItCameAndGoesOnFromThere() throws Exception {
    configure("flyway", "db");
    write("db/V1__a.sql", "CREATE TABLE a (id int);");
    write("db/V2__b.sql", "CREATE TABLE b (id int);");
    write("db/V3__c.sql", "CREATE TABLE c (id int); SELECT pg_sleep(60);");
    write("db/V4__d.sql", "CREATE TABLE d (id int);");

    try (ChildJvm deploying = start("deploy")) {
      deploying.awaitLine("✓ 1 a", LIMIT);
      await("EXISTS", "wait_event = 'PgSleep' AND application_name LIKE 'lockstep%'");
      // What Ctrl-C does in a terminal, too.
      ProcessHandle.of(deploying.pid()).orElseThrow().destroy();
      assertThat(deploying.awaitExit(LIMIT)).isEqualTo(ExitCode.INTERRUPTED);
      assertThat(deploying.output())
          .contains("Interrupted:")
          .contains("orders-dev: 1 of 4 changes confirmed by the database")
          .contains("the same command goes on from there");
    }
    await("NOT EXISTS", "application_name LIKE 'lockstep%'");
    assertThat(output("history")).containsPattern("deploy +- +2 +- +[^ ]+ +interrupted\n");

    write("db/V3__c.sql", "CREATE TABLE c (id int);");
    assertThat(output("deploy"))
        .contains("✓ 3 c", "✓ 4 d", "2 changes applied", "had been cut off")
        .doesNotContain("✓ 2 b");
    assertThat(output("history")).containsPattern(" 2 .* interrupted\n");
  }

  @Test
  void whatOnlyReadsHasNothingToGoOnWith() throws Exception {
    configure("flyway", "db");
    write("wanted.sql", "CREATE TABLE a (id int);");
    try (Connection other = database.connect();
        Statement lock = other.createStatement()) {
      other.setAutoCommit(false);
      lock.execute("LOCK TABLE pg_catalog.pg_description");
      try (ChildJvm reading = start("diff", "--from", "orders-dev", "--to", "wanted.sql")) {
        await("EXISTS", "wait_event_type = 'Lock' AND application_name LIKE 'lockstep%'");
        ProcessHandle.of(reading.pid()).orElseThrow().destroy();
        assertThat(reading.awaitExit(LIMIT)).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(reading.output()).contains("Interrupted.").doesNotContain("goes on from there");
      }
    }
  }

  @Test
  void whatAKilledRunLeftOnAServerGoesWithTheNext() throws Exception {
    write("a.sql", "CREATE TABLE a (id int);");
    write("b.sql", "SELECT pg_sleep(60);");
    String server = database.jdbcUrl() + "?user=" + database.user();
    String left = "SELECT FROM pg_database WHERE datname LIKE 'lockstep_scratch_%'";
    try (ChildJvm killed = start("diff", "--from", "a.sql", "--to", "b.sql", "--scratch", server)) {
      awaitAnywhere("EXISTS", "wait_event = 'PgSleep' AND datname LIKE 'lockstep_scratch_%'");
      ProcessHandle.of(killed.pid()).orElseThrow().destroyForcibly();
      killed.awaitExit(LIMIT);
    }
    awaitAnywhere("NOT EXISTS", "datname LIKE 'lockstep_scratch_%'");
    execute("DO $$ BEGIN ASSERT EXISTS (" + left + "); END $$");

    output("diff", "--from", "a.sql", "--to", "a.sql", "--scratch", server);

    execute("DO $$ BEGIN ASSERT NOT EXISTS (" + left + "); END $$");
  }

  @Test
  void aFileThatChangesMeanwhileEndsTheDeploymentInOrder() throws Exception {
    configure("liquibase", "db/changelog.yaml");
    write("db/rows.csv", "id\n1\n");
    write(
        "db/changelog.yaml",
        """
        databaseChangeLog:
          - changeSet:
              id: 1
              author: ada
              changes:
                - sql: CREATE TABLE rows (id int)
                - sql:
                    splitStatements: false
                    sql: >-
                      DO $$ BEGIN WHILE NOT EXISTS (SELECT FROM edited) LOOP
                      PERFORM pg_sleep(0.05); END LOOP; END $$
          - changeSet:
              id: 2
              author: ada
              changes:
                - loadData: {tableName: rows, file: db/rows.csv}
        """);
    execute("CREATE TABLE edited ()");
    try (ChildJvm deploying = start("deploy")) {
      await("EXISTS", "wait_event = 'PgSleep' AND application_name LIKE 'lockstep%'");
      write("db/rows.csv", "id\n1\n2\n");
      execute("INSERT INTO edited DEFAULT VALUES");
      assertThat(deploying.awaitExit(LIMIT)).isEqualTo(ExitCode.CHECK_FAILED);
      assertThat(deploying.output())
          .containsOnlyOnce("was changed while this command was running.");
    }
    assertThat(output("history"))
        .containsPattern("deploy +- +1 +[^ ]+ m?s +[^ ]+ +failed: .* was changed while");
    assertThat(output("deploy")).contains("1 change applied").doesNotContain("had been cut off");
  }

  private void configure(String engine, String location) throws IOException {
    write(
        "lockstep.yaml",
        """
        project: shop
        schemas:
          - {name: orders, engine: %s, dialect: postgresql, location: %s}
        environments: [dev]
        instances:
          - name: orders-dev
            schema: orders
            environment: dev
            host: %s
            port: %d
            database: %s
            username: %s
            password: <+env.TEST_PASSWORD>
        """
            .formatted(
                engine,
                location,
                database.host(),
                database.port(),
                database.database(),
                database.user()));
  }

  private ChildJvm start(String... words) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(words));
    ProcessBuilder program = new ProcessBuilder(command).directory(project.toFile());
    program.environment().put("TEST_PASSWORD", database.password());
    program.environment().put("LOCKSTEP_PASSWORD", database.password());
    return ChildJvm.start(program);
  }

  private String output(String... words) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream stream = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
      Invocation invocation =
          new Invocation(
              Map.of(
                  "TEST_PASSWORD", database.password(), "LOCKSTEP_PASSWORD", database.password()),
              project,
              null);
      Console console = new Console(stream, stream, invocation);
      Main.run(List.of(words), invocation, console);
      console.flush();
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void await(String existence, String condition) throws SQLException {
    awaitAnywhere(existence, "datname = current_database() AND " + condition);
  }

  private void awaitAnywhere(String existence, String condition) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "DO $$ BEGIN WHILE NOT "
              + existence
              + " (SELECT FROM pg_stat_activity WHERE "
              + condition
              + ") LOOP PERFORM pg_sleep(0.02); PERFORM pg_stat_clear_snapshot(); END LOOP; END"
              + " $$");
    }
  }

  private void write(String path, String content) throws IOException {
    Path file = project.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }
}
