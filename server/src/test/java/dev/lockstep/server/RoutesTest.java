package dev.lockstep.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.server.TestServer.Caller;
import dev.lockstep.server.TestServer.Reply;
import dev.lockstep.server.api.OpenApi;
import dev.lockstep.server.store.Json;
import dev.lockstep.server.web.Route;
import dev.lockstep.server.web.Route.Guard;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Every route that there is asks who may, and is described.
class RoutesTest {
  private static TestServer server;
  private static Caller admin;

  @BeforeAll
  static void start() {
    server = TestServer.start();
    admin = server.setUp("admin");
    admin.put("/api/v1/orgs/acme", "{}").expect(201);
    admin.put("/api/v1/orgs/acme/projects/shop", "{}").expect(201);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /// Returns an address of a route where there is something, as far as there is.
  private static String address(Route route) {
    return route
        .path()
        .replace("{organisation}", "acme")
        .replace("{project}", "shop")
        .replace("{run}", "1")
        .replaceAll("\\{[^}]+}", "admin");
  }

  private static Reply send(Caller caller, Route route) {
    return caller.send(route.method(), address(route), route.method().equals("GET") ? null : "{}");
  }

  @Test
  void fewRoutesAreOpenAndEachHasAReason() {
    assertThat(
            server.server().routes().stream()
                .filter(route -> route.guard() instanceof Guard.Open)
                .map(route -> route.method() + " " + route.path()))
        .containsExactly(
            "GET /health",
            "GET /ready",
            "GET /setup",
            "POST /api/v1/setup",
            "POST /api/v1/orgs/{organisation}/projects/{project}/repositories/{name}/webhook",
            "GET /api/v1/openapi.json");
    assertThat(
            server.server().routes().stream()
                .filter(route -> route.guard() instanceof Guard.Known)
                .map(route -> route.method() + " " + route.path()))
        .containsExactly(
            "GET /api/v1/me",
            "GET /api/v1/tokens",
            "POST /api/v1/tokens",
            "DELETE /api/v1/tokens/{id}",
            "GET /api/v1/orgs",
            "GET /api/v1/orgs/{organisation}/projects",
            "POST /api/v1/declarations");
  }

  @Test
  void nobodyGetsThroughWithoutATokenOrWithoutARole() {
    admin.put("/api/v1/users/nobody", "{}").expect(201);
    Caller nobody = server.as(TestServer.tokenFor(server, "nobody"));
    for (Route route : server.server().routes()) {
      if (route.guard() instanceof Guard.Open) {
        continue;
      }
      String name = route.method() + " " + address(route);
      assertThat(send(server.nobody(), route).status()).as(name).isEqualTo(401);
      assertThat(send(server.as("lockstep_wrong"), route).status()).as(name).isEqualTo(401);
      if (route.guard() instanceof Guard.Needs) {
        assertThat(send(nobody, route).status()).as(name).isEqualTo(404);
      }
    }
    // None of it did anything.
    admin.get("/api/v1/orgs/acme/projects/shop").expect(200);
    admin.get("/api/v1/users/admin").expect(200);
  }

  @Test
  void namesThatAreMissingAreNotThePlaceAround() {
    admin.put("/api/v1/orgs//projects/foo", "{}").expect(404);
    admin.put("/api/v1/orgs//projects//bindings/x", "{}").expect(404);
    admin.get("/api/v1/orgs//projects").expect(404);
    admin.get("/api/v1/orgs/acme/projects/").expect(404);
    admin.get("/api/v1/orgs/acme/projects/shop/runs/1/parts//vote").expect(404);
    admin.get("/api/v1/orgs/acme;x=1").expect(404);
    admin.get("/api/v1/orgs/acme/projects/%2e%2e/bindings").expect(404);
    admin.get("/api/v1/orgs/acme/projects/none/runs").expect(404);
    admin.get("/api/v1/orgs/acme/projects/none/lockstep.yaml").expect(404);
    admin.get("/api/v1/orgs/none/bindings").expect(404);
  }

  @Test
  void bodiesAreJsonWhateverTheyAreCalled() {
    String form = "application/x-www-form-urlencoded";
    admin
        .put("/api/v1/orgs/form", "{\"description\": \"a=b&c\"}", "Content-Type", form)
        .expect(201);
    admin.post("/api/v1/tokens", "{\"description\": \"x\"}", "Content-Type", form).expect(201);
    admin.put("/api/v1/orgs/form", "description=x", "Content-Type", form).expect(400);
    admin.send("PUT", "/api/v1/orgs/form", null).expect(400);
  }

  @Test
  void theDescriptionHoldsEveryRoute() throws Exception {
    String published = OpenApi.published(server.server().routes());
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(Documented.FILE, published);
    }
    assertThat(published).isEqualTo(Files.readString(Documented.FILE));
    JsonNode document = admin.get("/api/v1/openapi.json").expect(200).json();
    assertThat(document).isEqualTo(Json.read(published));
    List<String> operations = new ArrayList<>();
    document
        .get("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .propertyNames()
                .forEach(method -> operations.add(method + " " + path.getKey())));
    assertThat(operations).hasSize(server.server().routes().size());
    Set<String> ids = new HashSet<>();
    server
        .server()
        .routes()
        .forEach(route -> assertThat(ids.add(route.about().id())).as(route.path()).isTrue());
    for (String reference : document.findValuesAsString("$ref")) {
      assertThat(document.at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
    }
  }

  @Test
  void whatWasCountedIsToldToThoseWhoMaySeeTheServer() {
    admin.get("/nowhere/at/all").expect(404);
    assertThat(admin.get("/metrics").expect(200).body())
        .contains("lockstep_http_requests_seconds_count")
        .contains("hikaricp_connections")
        .contains("jvm_memory_used_bytes")
        .doesNotContain("/nowhere");
  }
}
