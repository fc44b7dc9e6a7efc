package dev.lockstep.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.server.TestServer.Caller;
import dev.lockstep.steps.Tool;
import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The examples of `docs/examples/promotion` do what their README says.
class PromotionTest {
  private static final Path EXAMPLES = Path.of("../docs/examples/promotion");
  private static final String SECRET = "s3cr3t-of-the-hook";
  private static TestServer server;
  private static Caller admin;
  private static String token;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    server = TestServer.working(TestPostgres.database());
    admin = server.setUp("admin");
    token = TestServer.tokenFor(server, "admin");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /// Is one example with its repository and databases.
  private final class Example {
    private final String name;
    private final Path repository;
    private final Map<String, TestDatabase> databases = new LinkedHashMap<>();
    private int deliveries;

    Example(String name, String... environments) throws IOException, InterruptedException {
      this.name = name;
      this.repository = server.data().resolve("repositories").resolve(name);
      copy(EXAMPLES.resolve(name).resolve("repository"), repository);
      git("init", "-q", "-b", "main");
      commit("one");
      String declared =
          Files.readString(EXAMPLES.resolve(name).resolve("declared.yaml"))
              .replace("https://git.internal/acme/" + name + ".git", "local:" + name);
      for (String environment : environments) {
        TestDatabase database = TestPostgres.database();
        databases.put(environment, database);
        declared =
            declared.replace(
                "host: %s.db.internal, database: shop, username: lockstep".formatted(environment),
                "host: 127.0.0.1, port: %d, database: \"%s\", username: \"%s\""
                    .formatted(database.port(), database.database(), database.user()));
      }
      Path file = folder.resolve("declared.yaml");
      Files.writeString(file, declared);
      apply(file);
    }

    private void apply(Path file) throws IOException, InterruptedException {
      List<String> command = new ArrayList<>(Tool.ofThisProcess(Map.of()).command());
      command.addAll(List.of("apply", "-f", file.toString()));
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().clear();
      builder
          .environment()
          .putAll(
              Map.of(
                  "LOCKSTEP_SERVER",
                  server.server().address(),
                  "LOCKSTEP_TOKEN",
                  token,
                  "SHOP_DB_PASSWORD",
                  TestPostgres.database().password(),
                  "SHOP_HOOK_SECRET",
                  SECRET));
      Process process = builder.start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(said).isZero();
    }

    private String path() {
      return "/api/v1/orgs/acme/projects/" + name;
    }

    private String git(String... words) throws IOException, InterruptedException {
      List<String> command =
          new ArrayList<>(List.of("git", "-C", repository.toString(), "-c", "user.name=Ann", "-c"));
      command.add("user.email=ann@example.com");
      command.addAll(List.of(words));
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(said).isZero();
      return said.strip();
    }

    private void commit(String message) throws IOException, InterruptedException {
      git("add", "-A");
      git("commit", "-q", "-m", message);
    }

    private void write(String file, String content) throws IOException {
      Files.writeString(repository.resolve(file), content);
    }

    /// Tells the server of a push, and waits for the run that it begins.
    ///
    /// @return the run, when it is over
    private JsonNode pushed(String branch) throws Exception {
      return told(
          "push",
          "{\"ref\": \"refs/heads/%s\", \"after\": \"%s\", \"pusher\": {\"name\": \"ann\"}}"
              .formatted(branch, git("rev-parse", branch)));
    }

    private JsonNode told(String event, String body) throws Exception {
      deliveries++;
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      String signature =
          HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
      server
          .nobody()
          .post(
              path() + "/repositories/shop/webhook",
              body,
              "X-GitHub-Event",
              event,
              "X-GitHub-Delivery",
              name + deliveries,
              "X-Hub-Signature-256",
              "sha256=" + signature)
          .expect(202);
      Instant end = Instant.now().plusSeconds(120);
      while (true) {
        JsonNode runs = admin.get(path() + "/runs").expect(200).json().get("items");
        if (runs.size() == deliveries && runs.get(0).has("ended")) {
          return admin.get(path() + "/runs/" + runs.get(0).get("id").asLong()).expect(200).json();
        }
        assertThat(Instant.now())
            .as(
                "%s %s",
                runs, admin.get(path() + "/repositories/shop/deliveries").expect(200).body())
            .isBefore(end);
        Thread.sleep(100);
      }
    }

    private List<String> rows(String environment, String sql) throws SQLException {
      TestDatabase database = Objects.requireNonNull(databases.get(environment));
      List<String> rows = new ArrayList<>();
      try (Connection connection = database.connect();
          Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery(sql)) {
        while (row.next()) {
          rows.add(row.getString(1));
        }
      }
      return rows;
    }

    private List<String> tables(String environment) throws SQLException {
      return rows(
          environment,
          "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE"
              + " 'flyway%' AND tablename NOT LIKE 'databasechangelog%' ORDER BY 1");
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target);
        }
      }
    }
  }

  private static void succeeded(JsonNode run) {
    assertThat(run.get("status").stringValue()).as("%s", run).isEqualTo("SUCCEEDED");
  }

  private static String part(JsonNode run, String key) {
    return run.get("parts")
        .valueStream()
        .filter(part -> part.get("key").stringValue().equals(key))
        .map(part -> part.get("status").stringValue())
        .findFirst()
        .orElse("");
  }

  @Test
  void aBranchForEachEnvironment() throws Exception {
    Example shop = new Example("branches", "dev", "staging", "prod");
    shop.git("branch", "staging");
    shop.git("checkout", "-q", "-b", "dev");
    shop.write("db/V2__orders.sql", "CREATE TABLE orders (id bigint PRIMARY KEY);\n");
    shop.commit("two");
    succeeded(shop.pushed("dev"));
    assertThat(shop.tables("dev")).containsExactly("customers", "orders");
    assertThat(shop.tables("staging")).isEmpty();
    succeeded(shop.pushed("staging"));
    assertThat(shop.tables("staging")).containsExactly("customers");
    shop.git("checkout", "-q", "staging");
    shop.git("merge", "-q", "dev");
    JsonNode staging = shop.pushed("staging");
    succeeded(staging);
    assertThat(part(staging, "staging/rehearse")).isEqualTo("SUCCEEDED");
    assertThat(part(staging, "prod")).isEqualTo("SKIPPED");
    assertThat(shop.tables("staging")).containsExactly("customers", "orders");
    assertThat(shop.tables("prod")).isEmpty();
    shop.git("checkout", "-q", "main");
    shop.git("merge", "-q", "staging");
    succeeded(shop.pushed("main"));
    assertThat(shop.tables("prod")).containsExactly("customers", "orders");
  }

  @Test
  void aTrunkWithContexts() throws Exception {
    Example shop = new Example("trunk", "dev", "prod");
    succeeded(shop.pushed("main"));
    assertThat(shop.rows("dev", "SELECT name FROM customers")).containsExactly("Nobody");
    assertThat(shop.rows("prod", "SELECT name FROM customers")).isEmpty();
  }

  @Test
  void aRequestToMergeIsTriedOnScratchCopies() throws Exception {
    Example shop = new Example("pull-requests", "dev");
    succeeded(shop.pushed("main"));
    shop.git("checkout", "-q", "-b", "feature");
    shop.write("db/V2__orders.sql", "CREATE TABLE orders (id bigint PRIMARY KEY);\n");
    shop.commit("two");
    String request =
        """
        {"action": "%s", "number": 7, "sender": {"login": "ann"}, "pull_request":
          {"title": "x", "head": {"ref": "feature", "sha": "%s", "repo": {"full_name": "acme/shop"}},
           "base": {"ref": "main", "repo": {"full_name": "acme/shop"}}}}
        """;
    JsonNode checked =
        shop.told("pull_request", request.formatted("opened", shop.git("rev-parse", "feature")));
    succeeded(checked);
    assertThat(part(checked, "check/rehearse")).isEqualTo("SUCCEEDED");
    assertThat(checked.toString()).contains("\"changes\":1,\"reversible\":1");
    shop.write("db/V2__orders.sql", "CREATE TABLE orders (id bigint REFERENCES nowhere);\n");
    shop.commit("worse");
    JsonNode worse =
        shop.told(
            "pull_request", request.formatted("synchronize", shop.git("rev-parse", "feature")));
    assertThat(worse.get("status").stringValue()).as("%s", worse).isEqualTo("FAILED");
    assertThat(worse.toString()).contains("nowhere");
    assertThat(shop.tables("dev")).containsExactly("customers");
  }
}
