package dev.lockstep.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.server.TestServer.Caller;
import dev.lockstep.server.store.Json;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Many entities are declared in one request, all or none.
class DeclarationTest {
  private static final String DECLARE = "/api/v1/declarations";
  private static TestServer server;
  private static Caller admin;

  @BeforeAll
  static void start() {
    server = TestServer.start();
    admin = server.setUp("admin");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String item(String kind, String place, String name, String spec) {
    return "{\"kind\": \"%s\", %s\"name\": \"%s\", \"spec\": %s}"
        .formatted(kind, place(place), name, spec);
  }

  private static String place(String place) {
    String[] parts = place.split("/", 2);
    return (parts[0].isEmpty() ? "" : "\"organisation\": \"" + parts[0] + "\", ")
        + (parts.length == 2 ? "\"project\": \"" + parts[1] + "\", " : "");
  }

  private static String items(String... items) {
    return "{\"items\": [" + String.join(", ", items) + "]}";
  }

  private static List<String> changes(JsonNode answer) {
    return answer
        .get("items")
        .valueStream()
        .map(item ->
            item.get("kind").stringValue()
                + "/"
                + item.get("name").stringValue()
                + " "
                + item.get("change").stringValue())
        .toList();
  }

  /// Returns a project and all around it.
  private static String world(String org) {
    return items(
        item("bindings", org + "/shop", "anna", "{\"role\": \"deployer\", \"user\": \"anna\"}"),
        item(
            "pipelines",
            org + "/shop",
            "hello",
            "{\"definition\": \"name: Hello\\nstages:\\n"
                + "  - stage: s\\n"
                + "    steps:\\n"
                + "      - wait: 1s\\n\"}"),
        item(
            "instances",
            org + "/shop",
            "shop-dev",
            "{\"schema\": \"orders\", \"environment\": \"dev\", \"host\": \"db\","
                + " \"database\": \"shop\", \"username\": \"shop\","
                + " \"password\": \"<+secrets.getValue(\\\"db\\\")>\"}"),
        item("secrets", org + "/shop", "db", "{\"value\": \"not to be seen\"}"),
        item(
            "schemas",
            org + "/shop",
            "orders",
            "{\"engine\": \"flyway\", \"dialect\": \"postgresql\", \"location\": \"db\","
                + " \"repository\": \"main\"}"),
        item(
            "environments",
            org + "/shop",
            "dev",
            "{\"rank\": 1, \"gates\": {\"review\": \"error\"}}"),
        item("repositories", org + "/shop", "main", "{\"url\": \"local:shop\"}"),
        item("projects", org, "shop", "{}"),
        item("users", "", "u-" + org, "{}"),
        item("orgs", "", org, "{}"));
  }

  @Test
  void aWholeWorldIsDeclaredAtOnceInAnyOrder() {
    String all = world("one");
    JsonNode dry = admin.post(DECLARE + "?dryRun=true", all).expect(200).json();
    assertThat(changes(dry))
        .containsExactly(
            "orgs/one CREATED",
            "users/u-one CREATED",
            "projects/shop CREATED",
            "secrets/db CREATED",
            "repositories/main CREATED",
            "environments/dev CREATED",
            "schemas/orders CREATED",
            "instances/shop-dev CREATED",
            "pipelines/hello CREATED",
            "bindings/anna CREATED");
    admin.get("/api/v1/orgs/one").expect(404);
    String done = admin.post(DECLARE, all).expect(200).body();
    assertThat(Json.read(done)).isEqualTo(dry);
    assertThat(done).doesNotContain("not to be seen");
    assertThat(changes(admin.post(DECLARE, all).expect(200).json()))
        .hasSize(10)
        .allMatch(change -> change.endsWith(" SAME"));
  }

  @Test
  void aFileOfTheProjectDoesNotTakeAwayWhatItCannotSay() {
    admin.post(DECLARE, world("six")).expect(200);
    String file =
        "{\"kind\": \"lockstep.yaml\", \"organisation\": \"six\", \"project\": \"shop\","
            + " \"content\": \"project: shop\\nenvironments: [dev, prod]\\nschemas:\\n"
            + "  - {name: orders, engine: flyway, dialect: postgresql, location: sql}\\n\"}";
    JsonNode changed = admin.post(DECLARE, items(file)).expect(200).json();
    assertThat(changes(changed))
        .containsExactly(
            "projects/shop SAME",
            "environments/dev SAME",
            "environments/prod CREATED",
            "schemas/orders CHANGED");
    JsonNode schema = changed.get("items").get(3);
    assertThat(schema.at("/before/location").stringValue()).isEqualTo("db");
    assertThat(schema.at("/after/location").stringValue()).isEqualTo("sql");
    assertThat(schema.at("/after/repository").stringValue()).isEqualTo("main");
  }

  @Test
  void oneThatIsWrongStopsAll() {
    String refused =
        admin
            .post(
                DECLARE,
                items(
                    item("orgs", "", "two", "{}"),
                    item("projects", "two", "shop", "{}"),
                    item("environments", "two/shop", "dev", "{\"rang\": 1}")))
            .expect(422)
            .body();
    assertThat(refused).contains("environments/dev").contains("rang").contains("rank");
    admin.get("/api/v1/orgs/two").expect(404);
    admin
        .post(DECLARE, items(item("orgs", "", "a", "{}"), item("orgs", "", "a", "{}")))
        .expect(422);
    admin.post(DECLARE, items(item("orgz", "", "a", "{}"))).expect(422);
    admin.post(DECLARE, items(item("environments", "", "a", "{}"))).expect(422);
    admin.post(DECLARE, items("{\"kind\": \"orgs\", \"name\": \"a\"}")).expect(422);
    admin.post(DECLARE, items("{\"kind\": \"orgs\", \"name\": \"a\", \"specs\": {}}")).expect(422);
    admin.post(DECLARE, items("7")).expect(422);
    admin.post(DECLARE, "{\"items\": {}}").expect(422);
    admin.post(DECLARE, items(item("orgs", "", "../a", "{}"))).expect(422);
    admin.post(DECLARE, items()).expect(200);
  }

  @Test
  void whatSomebodyChangedInBetweenIsNotOverwritten() {
    admin.put("/api/v1/orgs/three", "{}").expect(201);
    JsonNode dry =
        admin
            .post(
                DECLARE + "?dryRun=true",
                items(item("orgs", "", "three", "{\"description\": \"mine\"}")))
            .expect(200)
            .json();
    String tag = dry.at("/items/0/etag").stringValue().replace("\"", "\\\"");
    String change =
        items(
            "{\"kind\": \"orgs\", \"name\": \"three\", \"spec\": {\"description\": \"mine\"}, \"etag\": \"%s\"}"
                .formatted(tag));
    admin.put("/api/v1/orgs/three", "{\"description\": \"theirs\"}").expect(200);
    assertThat(admin.post(DECLARE, change).expect(412).body()).contains("orgs/three");
    admin
        .post(
            DECLARE,
            items("{\"kind\": \"orgs\", \"name\": \"three\", \"spec\": {}, \"new\": true}"))
        .expect(412);
  }

  @Test
  void eachEntityNeedsItsOwnRight() {
    admin.put("/api/v1/orgs/four", "{}").expect(201);
    admin.put("/api/v1/orgs/four/projects/shop", "{}").expect(201);
    Caller developer =
        EntityTest.user(server, admin, "dora", "/api/v1/orgs/four/projects/shop", "developer");
    String repository = item("repositories", "four/shop", "main", "{\"url\": \"local:shop\"}");
    developer
        .post(DECLARE, items(repository, item("environments", "four/shop", "dev", "{}")))
        .expect(403);
    developer.post(DECLARE, items(repository, item("orgs", "", "five", "{}"))).expect(404);
    admin.get("/api/v1/orgs/four/projects/shop/repositories/main").expect(404);
    developer.post(DECLARE, items(repository)).expect(200);
  }
}
