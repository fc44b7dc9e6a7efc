package dev.lockstep.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.config.LockstepYaml;
import dev.lockstep.project.EnvironmentDefinition;
import dev.lockstep.project.Project;
import dev.lockstep.server.TestServer.Caller;
import dev.lockstep.server.TestServer.Reply;
import dev.lockstep.server.store.Json;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Entities of all kinds are declared, listed, changed and removed by the same rules.
class EntityTest {
  private static final String SHOP = "/api/v1/orgs/acme/projects/shop";
  private static TestServer server;
  private static Caller admin;

  @BeforeAll
  static void start() {
    server = TestServer.start();
    admin = server.setUp("admin");
    admin.put("/api/v1/orgs/acme", "{}").expect(201);
    admin.put(SHOP, "{\"description\": \"a shop\"}").expect(201);
    admin.put(SHOP + "/environments/dev", "{\"rank\": 2}").expect(201);
    admin.put(SHOP + "/environments/alpha", "{\"rank\": 1}").expect(201);
    admin
        .put(
            SHOP + "/schemas/orders",
            "{\"engine\": \"flyway\", \"dialect\": \"postgresql\", \"location\": \"db\"}")
        .expect(201);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /// Makes a user and returns a caller with a token of that user.
  static Caller user(TestServer server, Caller admin, String name, String scope, String role) {
    admin.put("/api/v1/users/" + name, "{}");
    if (!role.isEmpty()) {
      admin.put(
          scope + "/bindings/" + name + "-" + role,
          Json.write(Json.object(Map.of("role", role, "user", name))));
    }
    return server.as(TestServer.tokenFor(server, name));
  }

  @Test
  void declaringTwiceIsDeclaringOnce() {
    Reply made = admin.put(SHOP + "/repositories/main", repository("https://git.example/shop"));
    made.expect(201);
    Reply same = admin.put(SHOP + "/repositories/main", repository("https://git.example/shop"));
    same.expect(200);
    assertThat(same.header("etag")).isEqualTo(made.header("etag"));
    assertThat(same.json().get("revision").asInt()).isEqualTo(1);
    Reply other = admin.put(SHOP + "/repositories/main", repository("https://git.example/b"));
    assertThat(other.expect(200).json().get("revision").asInt()).isEqualTo(2);
    String path = SHOP + "/repositories/main";
    admin.put(path, repository("https://x.example/c"), "If-Match", made.header("etag")).expect(412);
    admin.put(path, repository("https://x.example/c"), "If-None-Match", "*").expect(412);
    admin.delete(path, "If-Match", made.header("etag")).expect(412);
    admin.delete(path, "If-Match", other.header("etag")).expect(204);
    admin.delete(path).expect(404);
    admin.get(path).expect(404);
    Reply again = admin.put(path, repository("https://git.example/shop"), "If-None-Match", "*");
    assertThat(again.expect(201).header("etag")).isNotEqualTo(made.header("etag"));
    admin.delete(path).expect(204);
  }

  private static String repository(String url) {
    return Json.write(Json.object(Map.of("url", url)));
  }

  @Test
  void whatIsWrongIsRefusedWithItsReason() {
    assertThat(admin.put(SHOP + "/schemas/x", "{\"engine\": \"flyway\"}").expect(422).body())
        .contains("lacks the key dialect");
    assertThat(
            admin
                .put(
                    SHOP + "/schemas/x",
                    "{\"engine\": \"flyway\", \"dialect\": \"postgresql\", \"lokation\": \"x\"}")
                .expect(422)
                .body())
        .contains("lokation");
    assertThat(
            admin
                .put(
                    SHOP + "/instances/x",
                    "{\"schema\": \"no\", \"environment\": \"dev\", \"host\": \"h\", \"database\":"
                        + " \"d\"}")
                .expect(422)
                .body())
        .contains("There is no no in schemas of this project.");
    for (String password : List.of("<+env.HOME>", "<+file(\\\"/etc/shadow\\\")>", "plain")) {
      admin
          .put(
              SHOP + "/instances/x",
              "{\"schema\": \"orders\", \"environment\": \"dev\", \"host\": \"h\", \"database\":"
                  + " \"d\", \"password\": \""
                  + password
                  + "\"}")
          .expect(422);
    }
    assertThat(
            admin
                .put(SHOP + "/pipelines/x", "{\"definition\": \"name: x\\nstagess: []\\n\"}")
                .expect(422)
                .body())
        .contains("x.pipeline.yaml:2");
    admin.put("/api/v1/orgs/none/projects/x", "{}").expect(404);
    admin.put("/api/v1/orgs/acme/projects/none/secrets/x", "{\"value\": \"v\"}").expect(404);
    admin.put("/api/v1/users/.hidden", "{}").expect(422);
    admin.put("/api/v1/users/a%2Fb", "{}").expect(400);
    admin.put("/api/v1/bindings/b", "{\"role\": \"admin\"}").expect(422);
    admin
        .put(
            "/api/v1/bindings/b", "{\"role\": \"viewer\", \"user\": \"x\", \"environment\": \"e\"}")
        .expect(422);
    admin.put(SHOP + "/widgets/x", "{}").expect(404);
    // What PostgreSQL could not keep, or not read again.
    for (String bad : List.of("\\u0000", "\\ud800", "\\udc00x")) {
      admin.put(SHOP + "/environments/x", "{\"description\": \"a" + bad + "\"}").expect(400);
      admin.put(SHOP + "/environments/x", "{\"a" + bad + "\": 1}").expect(400);
    }
    admin.get(SHOP + "/instances?schema=%00").expect(400);
    admin.get(SHOP + "/instances?schema=%ff%fe").expect(200);
  }

  @Test
  void listsComeInPagesAndByFilters() {
    for (int i = 0; i < 25; i++) {
      admin
          .put(
              SHOP + "/instances/i%02d".formatted(i),
              "{\"schema\": \"orders\", \"environment\": \"%s\", \"host\": \"h\", \"database\":"
                      .formatted(i % 5 == 0 ? "alpha" : "dev")
                  + " \"d\"}")
          .expect(201);
    }
    List<String> names = new ArrayList<>();
    String path = SHOP + "/instances?limit=10";
    int pages = 0;
    while (!path.isEmpty()) {
      var page = admin.get(path).expect(200).json();
      page.get("items").forEach(item -> names.add(item.get("name").stringValue()));
      path =
          page.has("next")
              ? SHOP + "/instances?limit=10&cursor=" + page.get("next").stringValue()
              : "";
      pages++;
    }
    assertThat(pages).isEqualTo(3);
    assertThat(names).hasSize(25).isSorted().doesNotHaveDuplicates();
    assertThat(admin.get(SHOP + "/instances?environment=alpha").json().get("items")).hasSize(5);
    admin.get(SHOP + "/instances?colour=red").expect(400);
    admin.get(SHOP + "/instances?limit=0").expect(400);
    admin.get(SHOP + "/instances?cursor=%21").expect(400);
    admin.delete(SHOP + "/schemas/orders").expect(409);
    admin.delete("/api/v1/orgs/acme").expect(409);
  }

  @Test
  void whoMayNotSeeSomethingIsToldNothingOfIt() {
    Caller bert = user(server, admin, "bert", "/api/v1/orgs/acme/projects/shop", "viewer");
    Caller carl = user(server, admin, "carl", "", "");
    bert.get(SHOP + "/schemas/orders").expect(200);
    bert.get(SHOP + "/schemas").expect(200);
    bert.put(SHOP + "/schemas/orders", "{}").expect(403);
    bert.put(SHOP + "/secrets/x", "{\"value\": \"v\"}").expect(403);
    bert.delete(SHOP).expect(403);
    bert.get("/api/v1/users").expect(404);
    assertThat(bert.get("/api/v1/orgs/acme/projects").json().get("items")).hasSize(1);
    assertThat(bert.get("/api/v1/orgs").json().get("items")).isEmpty();
    assertThat(carl.get("/api/v1/orgs/acme/projects").json().get("items")).isEmpty();
    // What is there and what is not look alike.
    assertThat(carl.get(SHOP + "/schemas/orders").expect(404).body())
        .isEqualTo(carl.get(SHOP + "/schemas/none").expect(404).body())
        .isEqualTo(carl.get("/api/v1/orgs/none/projects/none").expect(404).body());
    carl.put(SHOP + "/bindings/me", "{\"role\": \"owner\", \"user\": \"carl\"}").expect(404);
    bert.put(SHOP + "/bindings/me", "{\"role\": \"owner\", \"user\": \"bert\"}").expect(403);
    // A group gives its members what it was given, until they leave it.
    admin.put("/api/v1/groups/devs", "{\"members\": [\"carl\"]}").expect(201);
    admin
        .put(SHOP + "/bindings/devs", "{\"role\": \"developer\", \"group\": \"devs\"}")
        .expect(201);
    carl.put(SHOP + "/repositories/own", repository("https://git.example/own")).expect(201);
    carl.put(SHOP + "/environments/own", "{}").expect(403);
    admin.put("/api/v1/groups/devs", "{\"members\": []}").expect(200);
    carl.get(SHOP + "/repositories/own").expect(404);
    admin.delete("/api/v1/groups/devs").expect(409);
    admin.delete("/api/v1/users/bert").expect(409);
    bert.put(SHOP + "/bindings/x", "{\"role\": \"admin\", \"user\": \"bert\"}").expect(403);
    admin.put(SHOP + "/bindings/x", "{\"role\": \"admin\", \"user\": \"bert\"}").expect(422);
    admin.delete("/api/v1/users/carl").expect(204);
    carl.get("/api/v1/me").expect(401);
  }

  @Test
  void somebodyCanAlwaysAdministerTheServer() {
    admin.delete("/api/v1/bindings/setup").expect(409);
    admin.put("/api/v1/bindings/setup", "{\"role\": \"viewer\", \"user\": \"admin\"}").expect(409);
    admin.delete("/api/v1/users/admin").expect(409);
    admin.get("/api/v1/users").expect(200);
  }

  @Test
  void secretsAreWrittenAndNeverRead() throws Exception {
    String canary = "canary-7f3a9c55d1";
    String path = SHOP + "/secrets/orders_prod";
    String body = "{\"value\": \"" + canary + "\", \"description\": \"of production\"}";
    assertThat(admin.put(path, body).expect(201).body()).doesNotContain(canary);
    Reply same = admin.put(path, body).expect(200);
    assertThat(same.json().get("revision").asInt()).isEqualTo(1);
    admin.put(path, body.replace("canary", "canary-")).expect(200);
    assertThat(admin.get(path).expect(200).body()).contains("of production");
    admin.get(SHOP + "/secrets").expect(200);
    admin.put(path, "{\"value\": \"\"}").expect(422);
    admin.put(path, "{\"valu\": \"" + canary + "\"}").expect(422);
    admin.put(path, "{\"value\": {\"a\": \"" + canary + "\"}}").expect(422);
    assertThat(TestServer.ANSWERS).noneMatch(answer -> answer.contains(canary));
    try (var connection = server.database().connect();
        var statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT string_agg(query_to_xml('SELECT * FROM ' || quote_ident(schemaname) || '.'"
                    + " || quote_ident(tablename), true, true, '')::text, '') FROM pg_tables WHERE"
                    + " schemaname NOT IN ('pg_catalog', 'information_schema')")) {
      rows.next();
      assertThat(rows.getString(1)).contains("orders_prod").doesNotContain("canary-7f3a");
    }
  }

  @Test
  void aProjectsFileComesOutOfItsEntities() {
    admin.put("/api/v1/orgs/acme/projects/whole", "{\"execution\": {\"lockTimeout\": \"3s\"}}");
    String whole = "/api/v1/orgs/acme/projects/whole";
    admin.put(whole + "/environments/prod", "{\"rank\": 2}").expect(201);
    admin.put(whole + "/environments/test", "{\"rank\": 1}").expect(201);
    admin.put(whole + "/repositories/main", repository("https://git.example/shop")).expect(201);
    admin
        .put(
            whole + "/schemas/orders",
            "{\"engine\": \"flyway\", \"dialect\": \"postgresql\", \"location\": \"db\","
                + " \"version\": \"15\", \"repository\": \"main\", \"options\": {\"table\":"
                + " \"h\"}}")
        .expect(201);
    admin
        .put(
            whole + "/instances/orders-prod",
            """
            {"schema": "orders", "environment": "prod", "host": "db", "port": 5433,
             "database": "orders", "username": "deployer",
             "password": "<+secrets.getValue(\\"orders\\")>", "contexts": ["prod"]}
            """)
        .expect(201);
    admin.put(whole + "/policies/usual", "{\"path\": \"policies\"}").expect(201);
    String file = admin.get(whole + "/lockstep.yaml").expect(200).body();
    Project project =
        LockstepYaml.read("lockstep.yaml", file.getBytes(StandardCharsets.UTF_8)).orThrow();
    assertThat(project.name()).isEqualTo("whole");
    assertThat(project.environments())
        .containsExactly(new EnvironmentDefinition("test"), new EnvironmentDefinition("prod"));
    assertThat(project.schema("orders").orElseThrow().options()).containsEntry("table", "h");
    assertThat(project.instance("orders-prod").orElseThrow().connection().port()).isEqualTo(5433);
    assertThat(project.execution().lockTimeout()).hasSeconds(3);
    assertThat(project.policies()).hasSize(1);
    admin.delete(whole + "/repositories/main").expect(409);
  }

  @Test
  void aProjectsFileDeclaresItsEntities() {
    String path = "/api/v1/orgs/acme/projects/filed";
    String file =
        """
        project: filed
        schemas:
          - {name: orders, engine: flyway, dialect: postgresql, location: db, version: 9.10}
        environments: [test, prod]
        instances:
          - {name: orders-test, schema: orders, environment: test, host: db, port: 5433, database: o,
             username: u, password: <+secrets.getValue("orders")>}
        execution: {lockTimeout: 3s}
        policies: [policies/]
        """;
    admin.put(path + "/lockstep.yaml", file).expect(404);
    admin.put(path, "{}").expect(201);
    String dry = admin.put(path + "/lockstep.yaml?dryRun=true", file).expect(200).body();
    assertThat(dry).contains("CREATED");
    assertThat(admin.get(path + "/schemas").json().get("items")).isEmpty();
    assertThat(admin.put(path + "/lockstep.yaml", file).expect(200).body()).isEqualTo(dry);
    assertThat(admin.put(path + "/lockstep.yaml", file).expect(200).body())
        .doesNotContain("CREATED")
        .doesNotContain("CHANGED");
    String out = admin.get(path + "/lockstep.yaml").expect(200).body();
    assertThat(out).contains("\"version\":\"9.10\"").contains("\"port\":5433");
    // What the server makes of it is the file again.
    assertThat(admin.put(path + "/lockstep.yaml", out).expect(200).body())
        .doesNotContain("CREATED")
        .doesNotContain("CHANGED");
    // All of it or nothing.
    String wrong =
        file.replace("location: db", "location: other")
            .replace("<+secrets.getValue(\"orders\")>", "<+env.HOME>");
    assertThat(admin.put(path + "/lockstep.yaml", wrong).expect(422).body())
        .contains("instances/orders-test: On a server a password");
    assertThat(admin.get(path + "/lockstep.yaml").body()).isEqualTo(out);
    assertThat(
            admin.put(path + "/lockstep.yaml", "project: filed\nschemass: []\n").expect(422).body())
        .contains("lockstep.yaml:2:1");
    admin.put(path + "/lockstep.yaml", file.replace("project: filed", "project: x")).expect(422);
    Caller dave = user(server, admin, "dave", path, "developer");
    dave.put(path + "/lockstep.yaml", file).expect(403);
  }
}
