package dev.lockstep.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.git.NewRepository;
import dev.lockstep.server.TestServer.Caller;
import dev.lockstep.server.store.Json;
import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Nothing gets past the gates of an environment, whatever the pipeline says.
class GateTest {
  private static final String SHOP = "/api/v1/orgs/acme/projects/gated";
  private static final TestDatabase STAGING = TestPostgres.database();
  private static final TestDatabase PROD = TestPostgres.database();
  private static TestServer server;
  private static Caller admin;
  private static Caller anna;

  @BeforeAll
  static void start() {
    server = TestServer.working(TestPostgres.database());
    admin = server.setUp("admin");
    NewRepository.create(
        server.data().resolve("repositories").resolve("gated"),
        List.of(
            new NewRepository.Entry(
                Instant.parse("2026-01-01T00:00:00Z"),
                "Ann Writer",
                "one",
                Map.of(
                    "db/V1__a.sql",
                    "CREATE TABLE a (id int);\n".getBytes(StandardCharsets.UTF_8)))));
    admin.put("/api/v1/orgs/acme", "{}").expect(201);
    admin.put(SHOP, "{}").expect(201);
    admin
        .put(SHOP + "/repositories/main", "{\"url\": \"local:gated\", \"branch\": \"main\"}")
        .expect(201);
    admin
        .put(SHOP + "/secrets/db", Json.write(Json.object(Map.of("value", PROD.password()))))
        .expect(201);
    admin
        .put(
            SHOP + "/schemas/orders",
            "{\"engine\": \"flyway\", \"dialect\": \"postgresql\", \"location\": \"db\"}")
        .expect(201);
    admin.put(SHOP + "/environments/staging", "{\"rank\": 1}").expect(201);
    gates("{\"approvals\": {\"groups\": [\"dba\"], \"count\": 2}, \"after\": \"staging\"}", 201);
    instance("staging", STAGING);
    instance("prod", PROD);
    for (String user : List.of("anna", "bert", "carl", "dana", "writer")) {
      admin
          .put(
              "/api/v1/users/" + user,
              user.equals("writer") ? "{\"displayName\": \"Ann Writer\"}" : "{}")
          .expect(201);
    }
    admin
        .put("/api/v1/groups/dba", "{\"members\": [\"anna\", \"bert\", \"carl\", \"writer\"]}")
        .expect(201);
    for (String user : List.of("anna", "bert", "carl", "dana", "writer")) {
      for (String role : List.of("deployer", "approver")) {
        admin
            .put(
                SHOP + "/bindings/" + user + "-" + role,
                "{\"user\": \"%s\", \"role\": \"%s\"}".formatted(user, role))
            .expect(201);
      }
    }
    anna = user("anna");
    pipeline("prod-only", "  - {stage: prod, environment: prod, steps: [deploy: ]}\n");
    pipeline(
        "promote",
        """
          - {stage: staging, environment: staging, steps: [deploy: ]}
          - {stage: prod, environment: prod, steps: [deploy: ]}
        """);
  }

  private static void gates(String gates, int status) {
    admin
        .put(SHOP + "/environments/prod", "{\"rank\": 2, \"gates\": " + gates + "}")
        .expect(status);
  }

  private static void pipeline(String name, String stages) {
    String definition = "name: " + name + "\nstages:\n" + stages;
    admin
        .put(SHOP + "/pipelines/" + name, Json.write(Json.object(Map.of("definition", definition))))
        .expect(201);
  }

  private static void instance(String name, TestDatabase database) {
    admin
        .put(
            SHOP + "/instances/" + name,
            """
            {"schema": "orders", "environment": "%s", "host": "127.0.0.1", "port": %d,
             "database": "%s", "username": "%s", "password": "<+secrets.getValue(\\"db\\")>"}
            """
                .formatted(name, database.port(), database.database(), database.user()))
        .expect(201);
  }

  private static Caller user(String name) {
    return server.as(TestServer.tokenFor(server, name));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String begin(Caller caller, String pipeline, String body) {
    return SHOP
        + "/runs/"
        + caller
            .post(SHOP + "/pipelines/" + pipeline + "/runs", body)
            .expect(201)
            .json()
            .get("id")
            .asLong();
  }

  private static JsonNode awaits(String run, Predicate<JsonNode> wanted)
      throws InterruptedException {
    Instant end = Instant.now().plusSeconds(90);
    JsonNode found = admin.get(run).expect(200).json();
    while (!wanted.test(found)) {
      assertThat(Instant.now()).as("%s", found).isBefore(end);
      Thread.sleep(100);
      found = admin.get(run).expect(200).json();
    }
    return found;
  }

  private static boolean isOver(JsonNode run) {
    return run.has("ended");
  }

  private static boolean isHeld(JsonNode run) {
    return part(run).path("status").asString("").equals("WAITING");
  }

  private static JsonNode part(JsonNode run) {
    for (JsonNode part : run.get("parts")) {
      if (part.get("key").asString().equals("prod/deploy")) {
        return part;
      }
    }
    return Json.object();
  }

  private static List<String> deployments() {
    List<String> who = new ArrayList<>();
    try (var connection =
            DriverManager.getConnection(PROD.jdbcUrl(), PROD.user(), PROD.password());
        var statement = connection.createStatement();
        var row =
            statement.executeQuery("SELECT started_by FROM lockstep.deployment ORDER BY id")) {
      while (row.next()) {
        who.add(row.getString(1));
      }
    } catch (SQLException none) {
      return List.of();
    }
    return who;
  }

  @Test
  void aChangeGoesThroughAllGatesOrNotAtAll() throws Exception {
    // Not proven in the environment before.
    JsonNode early = awaits(begin(anna, "prod-only", "{}"), GateTest::isOver);
    assertThat(early.get("status").asString()).isEqualTo("FAILED");
    assertThat(part(early).path("failure").path("message").asString())
        .contains("has not gone well in staging");
    assertThat(deployments()).isEmpty();

    String run = begin(anna, "promote", "{}");
    JsonNode held = awaits(run, GateTest::isHeld);
    JsonNode gate = part(held).get("gate");
    assertThat(gate.get("wanted").asInt()).isEqualTo(2);
    assertThat(gate.toString()).contains("CREATE TABLE a", "Ann Writer");
    String vote = run + "/parts/prod/deploy/vote";
    String yes =
        "{\"vote\": \"approve\", \"content\": \"%s\"}".formatted(gate.get("content").asString());
    // Who began the run, who wrote the change, and who is none of those asked.
    assertThat(anna.post(vote, yes).expect(403).body()).contains("Who began a run");
    assertThat(user("writer").post(vote, yes).expect(403).body()).contains("Who wrote a change");
    assertThat(user("dana").post(vote, yes).expect(403).body()).contains("waits for others: dba");
    user("bert").post(vote, "{\"vote\": \"approve\", \"content\": \"other\"}").expect(409);
    user("bert").post(vote, yes).expect(200);
    user("bert").post(vote, yes).expect(409);
    assertThat(isHeld(admin.get(run).json())).isTrue();
    assertThat(deployments()).isEmpty();
    user("carl").post(vote, yes).expect(200);
    JsonNode done = awaits(run, GateTest::isOver);
    assertThat(done.get("status").asString()).as("%s", done).isEqualTo("SUCCEEDED");
    assertThat(deployments()).hasSize(1);

    frozen();
  }

  private void frozen() throws Exception {
    try (var connection =
            DriverManager.getConnection(PROD.jdbcUrl(), PROD.user(), PROD.password());
        var statement = connection.createStatement()) {
      statement.execute("DELETE FROM flyway_schema_history");
      statement.execute("DROP TABLE a");
    }
    gates(
        """
        {"freezes": [{"from": "2020-01-01T00:00:00Z", "to": "2120-01-01T00:00:00Z",
                      "reason": "the books are open"}]}
        """,
        200);
    String run = begin(anna, "prod-only", "{}");
    JsonNode held = awaits(run, GateTest::isHeld);
    assertThat(part(held).get("gate").toString()).contains("the books are open");
    user("bert").post(run + "/parts/prod/deploy/vote", "{\"vote\": \"approve\"}").expect(409);
    anna.post(run + "/break-glass", "{\"reason\": \"all is down\"}").expect(403);
    admin.post(run + "/break-glass", "{\"reason\": \" \"}").expect(422);
    admin.post(run + "/break-glass", "{\"reason\": \"all is down\"}").expect(200);
    JsonNode done = awaits(run, GateTest::isOver);
    assertThat(done.get("status").asString()).as("%s", done).isEqualTo("SUCCEEDED");
    assertThat(done.get("brokenGlass").get("by").asString()).isEqualTo("admin");
    assertThat(deployments()).hasSize(2).last().asString().contains("BREAK-GLASS by admin");

    anna.post(SHOP + "/pipelines/prod-only/runs", "{\"breakGlass\": \"please\"}").expect(403);
    String begun = begin(admin, "prod-only", "{\"breakGlass\": \"again\"}");
    assertThat(awaits(begun, GateTest::isOver).get("brokenGlass").get("reason").asString())
        .isEqualTo("again");
  }

  @Test
  void whatCannotBeIsRefused() {
    gates("{\"after\": \"prod\"}", 422);
    gates("{\"after\": \"nowhere\"}", 422);
    gates("{\"approvals\": {\"users\": [\"bert\"], \"count\": 2}}", 422);
    gates("{\"approvals\": {\"expires\": \"soon\"}}", 422);
    gates("{\"windows\": [{\"days\": [\"mon\"], \"from\": \"09:00\", \"to\": \"17:00\"}]}", 422);
    gates(
        "{\"windows\": [{\"days\": [\"mon\"], \"from\": \"09:00\", \"to\": \"17:00\","
            + " \"zone\": \"Moon/Base\"}]}",
        422);
    gates(
        "{\"freezes\": [{\"from\": \"2027-01-01T00:00:00Z\", \"to\": \"2026-01-01T00:00:00Z\","
            + " \"reason\": \"x\"}]}",
        422);
  }
}
