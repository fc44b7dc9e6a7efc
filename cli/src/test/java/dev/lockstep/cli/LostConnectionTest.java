package dev.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.testkit.Proxy;
import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Cuts the connection while the server commits.
final class LostConnectionTest {
  @TempDir Path project;

  private final TestDatabase database = TestPostgres.database();

  @ParameterizedTest
  @CsvSource({"flyway, db", "liquibase, db/changelog.sql"})
  void theFailureIsToldAndTheNextRunGoesOn(String engine, String location) throws IOException {
    write("db/V1__a.sql", "CREATE TABLE a (id int);");
    write("db/V2__b.sql", "CREATE TABLE b_mark (id int);");
    write(
        "db/changelog.sql",
        """
        --liquibase formatted sql
        --changeset mia:1
        CREATE TABLE a (id int);
        --changeset mia:2
        CREATE TABLE b_mark (id int);
        """);
    try (Proxy proxy = Proxy.to(database)) {
      declare(engine, location, proxy.port());
      proxy.cutAt("b_mark", Proxy.Loss.ANSWER);
      assertThat(deploy())
          .contains("the connection was lost before the server could say whether")
          .contains("1 change before it applied and kept; of this one possibly all of it stayed")
          .contains("Run the same command again");
    }
    declare(engine, location, database.port());
    assertThat(deploy()).contains("nothing to do", "had been cut off");
  }

  private void declare(String engine, String location, int port) throws IOException {
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
            host: 127.0.0.1
            port: %d
            database: %s
            username: %s
            password: <+env.TEST_PASSWORD>
        """
            .formatted(engine, location, port, database.database(), database.user()));
  }

  private String deploy() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream stream = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
      Map<String, String> environment =
          Map.of(
              "TEST_PASSWORD",
              database.password(),
              "XDG_CACHE_HOME",
              project.resolve("cache").toString());
      Console console = new Console(stream, stream, new Invocation(environment, project, null));
      Main.run(List.of("deploy"), new Invocation(environment, project, null), console);
      console.flush();
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private void write(String path, String content) throws IOException {
    Path file = project.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }
}
