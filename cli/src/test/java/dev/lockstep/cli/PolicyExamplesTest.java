package dev.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.lockstep.testkit.ProjectRoot;
import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Holds the inputs of policies in `docs/examples/policy-input` to what the product prints.
///
/// *Shape*: what differs from run to run is replaced, such as ports and times;
/// `-Dgolden.update=true` writes them anew.
final class PolicyExamplesTest {
  private static final Path EXAMPLES = ProjectRoot.path().resolve("docs/examples/policy-input");

  private final TestDatabase database = TestPostgres.database();

  @TempDir Path folder;

  @Test
  void examplesAreWhatIsPrinted() throws Exception {
    write(
        "lockstep.yaml",
        """
        project: shop
        schemas:
          - {name: orders, engine: flyway, dialect: postgresql, location: db}
        environments: [prod]
        instances:
          - {name: orders-prod, schema: orders, environment: prod, host: 127.0.0.1, port: %d, database: %s, username: %s, password: <+env.TEST_PASSWORD>, properties: {team: checkout}}
        """
            .formatted(database.port(), database.database(), database.user()));
    write(
        "db/V1__orders.sql",
        """
        CREATE TABLE customers (id int PRIMARY KEY, email text);
        CREATE TABLE orders (id int PRIMARY KEY, customer_id int, total int);
        INSERT INTO orders SELECT n, 1, n FROM generate_series(1, 1000) n;
        """);
    commit("SHOP-11 Begin");
    run("deploy --yes");
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute("VACUUM ANALYZE orders, customers");
    }
    write(
        "db/V2__state.sql",
        """
        ALTER TABLE orders ADD COLUMN state text DEFAULT 'new';
        CREATE INDEX person_job_title_idx ON orders (state);
        ALTER TABLE orders ADD FOREIGN KEY (customer_id) REFERENCES customers (id);
        COMMENT ON COLUMN orders.state IS 'new, paid or sent';
        GRANT SELECT ON orders TO PUBLIC;
        UPDATE orders SET state = 'sent' WHERE id < 10;
        ALTER TABLE customers DROP COLUMN email;
        """);
    write("db/U2__state.sql", "ALTER TABLE orders DROP COLUMN state;\n");
    commit("SHOP-12 Keep the state of orders");
    keeps("plan.json", "policy input");
    keeps("rehearsed.json", "policy input --rehearse");
  }

  private void keeps(String name, String command) throws IOException {
    String seen = stable(run(command));
    assertThat(
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(
                    Files.readString(
                        ProjectRoot.path().resolve("docs/schemas/policy-input.schema.json")))
                .validate(seen, InputFormat.JSON))
        .isEmpty();
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(EXAMPLES);
      Files.writeString(EXAMPLES.resolve(name), seen);
    } else {
      assertThat(seen).isEqualTo(Files.readString(EXAMPLES.resolve(name)));
    }
  }

  private String stable(String text) {
    return text.replace(String.valueOf(database.port()), "5432")
        .replace(database.database(), "shop")
        .replaceAll("(\"timestamp\" :) \\d+", "$1 1796083200000")
        .replaceAll("(\"at\" : )\"[^\"]+\"", "$1\"2026-12-01T09:00:00Z\"")
        .replaceAll("(\"(?:principalIdentifier|uuid)\" : )\"[^\"]+\"", "$1\"dana\"")
        .replaceAll("(\"name\" : )\"[^\"]+\"(,\\s+\"email\" : \"\")", "$1\"dana\"$2")
        .replaceAll(
            "(\"(?:commit|id)\" : )\"[0-9a-f]{40}\"", "$1\"" + "0a1b2c3d4e".repeat(4) + "\"")
        .replaceAll("(\"version\" : )\"[^\"]+\"(,\\s+\"majorVersion\")", "$1\"18.1\"$2")
        .replaceAll("\\b[0-9a-f]{40}\\b", "0a1b2c3d4e".repeat(4))
        .replaceAll("(\"tookMillis\" :) \\d+", "$1 4")
        .replaceAll("(\"walBytes\" :) -?\\d+", "$1 4096")
        .replaceAll("commit [0-9a-f]{7,12}\\b", "commit 0a1b2c3");
  }

  private void commit(String subject) throws Exception {
    for (String line : List.of("init -q -b main", "add -A", "commit -q -m")) {
      List<String> words = new ArrayList<>(List.of("git"));
      words.addAll(List.of(line.split(" ")));
      if (line.startsWith("commit")) {
        words.add(subject);
      }
      ProcessBuilder git = new ProcessBuilder(words).directory(folder.toFile()).inheritIO();
      git.environment()
          .putAll(
              Map.of(
                  "GIT_AUTHOR_NAME", "Dana",
                  "GIT_AUTHOR_EMAIL", "dana@example.org",
                  "GIT_COMMITTER_NAME", "Dana",
                  "GIT_COMMITTER_EMAIL", "dana@example.org",
                  "GIT_CONFIG_GLOBAL", "/dev/null"));
      assertThat(git.start().waitFor()).isZero();
    }
  }

  private String run(String command) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PrintStream result = new PrintStream(out, false, StandardCharsets.UTF_8);
        PrintStream rest =
            new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      Path cache = folder.resolveSibling(folder.getFileName() + "-cache");
      Invocation invocation =
          new Invocation(
              Map.of("TEST_PASSWORD", database.password(), "XDG_CACHE_HOME", cache.toString()),
              folder,
              null);
      Console console = new Console(result, rest, invocation);
      Main.run(List.of(command.split(" ")), invocation, console);
      console.flush();
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private void write(String path, String content) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }
}
