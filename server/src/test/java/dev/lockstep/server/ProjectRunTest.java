package dev.lockstep.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.git.NewRepository;
import dev.lockstep.server.TestServer.Caller;
import dev.lockstep.server.store.Json;
import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A project is declared over the API, and a pipeline deploys its repository to real databases.
class ProjectRunTest {
  private static final String SHOP = "/api/v1/orgs/acme/projects/store";
  private static final TestDatabase DEV = TestPostgres.database();
  private static final TestDatabase PROD = TestPostgres.database();
  private static TestServer server;
  private static Caller admin;

  @BeforeAll
  static void start() {
    server = TestServer.working(TestPostgres.database());
    admin = server.setUp("admin");
    Path repositories = server.data().resolve("repositories");
    NewRepository.create(
        repositories.resolve("store"),
        List.of(
            commit("2026-01-01T00:00:00Z", "db/V1__a.sql", "CREATE TABLE a (id int);\n"),
            commit("2026-01-02T00:00:00Z", "db/V2__b.sql", "CREATE TABLE b (id int);\n")));
    put("/api/v1/orgs/acme", Map.of());
    put(SHOP, Map.of());
    put(SHOP + "/repositories/main", Map.of("url", "local:store", "branch", "main"));
    put(SHOP + "/secrets/db", Map.of("value", DEV.password()));
    put(
        SHOP + "/schemas/orders",
        Map.of("engine", "flyway", "dialect", "postgresql", "location", "db"));
    instance("dev", 1, DEV);
    instance("prod", 2, PROD);
  }

  private static void instance(String name, int rank, TestDatabase database) {
    admin.put(SHOP + "/environments/" + name, "{\"rank\": %d}".formatted(rank)).expect(201);
    admin
        .put(
            SHOP + "/instances/orders-" + name,
            """
            {"schema": "orders", "environment": "%s", "host": "127.0.0.1", "port": %d,
             "database": "%s", "username": "%s", "password": "<+secrets.getValue(\\"db\\")>"}
            """
                .formatted(name, database.port(), database.database(), database.user()))
        .expect(201);
  }

  private static NewRepository.Entry commit(String at, String file, String content) {
    return new NewRepository.Entry(
        Instant.parse(at), "Ann", file, Map.of(file, content.getBytes(StandardCharsets.UTF_8)));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void put(String path, Map<String, String> spec) {
    admin.put(path, Json.write(Json.object(spec))).expect(201);
  }

  private static JsonNode run(String name, String definition, String body)
      throws InterruptedException {
    put(SHOP + "/pipelines/" + name, Map.of("definition", definition));
    String run =
        SHOP
            + "/runs/"
            + admin
                .post(SHOP + "/pipelines/" + name + "/runs", body)
                .expect(201)
                .json()
                .get("id")
                .asLong();
    Instant end = Instant.now().plusSeconds(90);
    JsonNode found = admin.get(run).expect(200).json();
    while (List.of("RUNNING", "WAITING").contains(found.get("status").asString())) {
      assertThat(Instant.now()).as("%s", found).isBefore(end);
      Thread.sleep(200);
      found = admin.get(run).expect(200).json();
    }
    return found;
  }

  @Test
  void aPipelineDeploysOneCommitToAllEnvironments() throws Exception {
    JsonNode run =
        run(
            "promote",
            """
            name: promote
            stages:
              - stage: dev
                environment: dev
                steps:
                  - rehearse:
                  - deploy:
                  - run:
                      command: git log --format=%s -1; ls; SAID="<+steps.deploy.output.changes> changes"
                      outputs: [SAID]
              - stage: prod
                environment: prod
                steps:
                  - deploy:
                    each: <+environment.instances>
                  - verify:
            """,
            "{}");
    assertThat(run.get("status").asString()).as("%s", run).isEqualTo("SUCCEEDED");
    assertThat(run.toString())
        .contains("\"SAID\":\"2 changes\"")
        .contains("db/V2__b.sql")
        .doesNotContain("lockstep-run.yaml");
    for (TestDatabase database : List.of(DEV, PROD)) {
      try (var connection =
              DriverManager.getConnection(
                  database.jdbcUrl(), database.user(), database.password());
          var statement = connection.createStatement();
          var row =
              statement.executeQuery("SELECT commit_id, started_by FROM lockstep.deployment")) {
        assertThat(row.next()).isTrue();
        assertThat(row.getString(1)).hasSize(40);
        assertThat(row.getString(2)).startsWith("run ");
      }
    }
  }

  @Test
  void policiesAreThoseOfTheBranchThatCounts() throws Exception {
    Path repository = server.data().resolve("repositories").resolve("store");
    String git =
        """
        set -e
        git config user.email a@b
        git config user.name Ann
        git reset -q --hard
        git checkout -q -b strict main
        mkdir p
        printf 'package p\\nimport rego.v1\\n' | tee p/no.rego
        echo 'deny contains "never" if count(input.statements) > 0' >> p/no.rego
        git add -A
        git commit -qm strict
        git checkout -q -b loose
        printf 'package p\\nimport rego.v1\\n' > p/no.rego
        echo 'deny contains "no" if false' >> p/no.rego
        echo 'CREATE TABLE c (id int);' > db/V3__c.sql
        git add -A
        git commit -qm loose
        git checkout -q main
        """;
    Process shell =
        new ProcessBuilder("sh", "-c", git)
            .directory(repository.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor()).as(said).isZero();
    put(SHOP + "/repositories/rules", Map.of("url", "local:store", "branch", "strict"));
    admin
        .put(
            SHOP + "/schemas/orders",
            """
            {"engine": "flyway", "dialect": "postgresql", "location": "db", "repository": "main"}
            """)
        .expect(200);
    put(SHOP + "/policies/strict", Map.of("path", "p", "repository", "rules"));
    try {
      JsonNode run =
          run(
              "governed",
              """
              name: governed
              stages: [{stage: dev, environment: dev, steps: [deploy: ]}]
              """,
              "{\"ref\": \"loose\"}");
      assertThat(run.get("status").asString()).as("%s", run).isEqualTo("FAILED");
      assertThat(run.toString()).contains("never");
    } finally {
      admin.delete(SHOP + "/policies/strict").expect(204);
    }
  }

  @Test
  void whatOpensDatabasesIsForNoStep() throws Exception {
    JsonNode run =
        run(
            "thief",
            """
            name: thief
            stages: [{stage: a, steps: [{run: 'echo <+secrets.getValue("db")>'}]}]
            """,
            "{}");
    assertThat(run.get("status").asString()).isEqualTo("FAILED");
    assertThat(run.toString()).contains("The secret db opens a database of the project");
  }

  @Test
  void whatCannotBeFoundFailsTheStepAndNothingElse() throws Exception {
    JsonNode run =
        run(
            "lost",
            "name: lost\nstages: [{stage: a, steps: [{plan: {instance: nobody}}]}]\n",
            "{\"ref\": \"no-such-branch\"}");
    assertThat(run.get("status").asString()).isEqualTo("FAILED");
    assertThat(run.toString()).contains("no-such-branch");
  }
}
