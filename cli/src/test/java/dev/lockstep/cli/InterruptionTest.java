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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Interrupts a deployment whose output goes into a pipe.
final class InterruptionTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path project;

  private final TestDatabase database = TestPostgres.database();

  @Test
  void anInterruptedDeploymentTellsHowFarItCameAndGoesOnFromThere() throws Exception {
    write(
        "lockstep.yaml",
        """
        project: shop
        schemas:
          - {name: orders, engine: flyway, dialect: postgresql, location: db}
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
            .formatted(database.host(), database.port(), database.database(), database.user()));
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

  private ChildJvm start(String command) {
    ProcessBuilder program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                command)
            .directory(project.toFile());
    program.environment().put("TEST_PASSWORD", database.password());
    return ChildJvm.start(program);
  }

  private String output(String command) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream stream = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
      Invocation invocation =
          new Invocation(Map.of("TEST_PASSWORD", database.password()), project, null);
      Console console = new Console(stream, stream, invocation);
      Main.run(List.of(command), invocation, console);
      console.flush();
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private void await(String existence, String condition) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "DO $$ BEGIN WHILE NOT "
              + existence
              + " (SELECT FROM pg_stat_activity WHERE datname = current_database() AND "
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
