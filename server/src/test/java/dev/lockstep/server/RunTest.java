package dev.lockstep.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.expression.Value;
import dev.lockstep.pipeline.FailureKind;
import dev.lockstep.pipeline.run.Failure;
import dev.lockstep.pipeline.run.Outcome;
import dev.lockstep.runs.StepWorker;
import dev.lockstep.server.TestServer.Caller;
import dev.lockstep.server.TestServer.Reply;
import dev.lockstep.server.store.Json;
import dev.lockstep.testkit.ChildJvm;
import dev.lockstep.testkit.TestPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Runs are begun, watched, voted on, answered and ended over the API.
class RunTest {
  private static final String SHOP = "/api/v1/orgs/acme/projects/shop";
  private static final Queue<String> DONE = new ConcurrentLinkedQueue<>();
  private static TestServer server;
  private static Caller admin;
  private static Caller bert;
  private static Caller dora;

  @BeforeAll
  static void start() {
    server = TestServer.start(TestPostgres.database(), RunTest::work);
    admin = server.setUp("admin");
    admin.put("/api/v1/orgs/acme", "{}").expect(201);
    admin.put(SHOP, "{}").expect(201);
    bert = EntityTest.user(server, admin, "bert", SHOP, "owner");
    dora = EntityTest.user(server, admin, "dora", SHOP, "viewer");
    admin.put("/api/v1/groups/dba", "{\"members\": [\"dora\", \"bert\", \"admin\"]}").expect(201);
    admin
        .put(
            SHOP + "/bindings/dora-prod",
            "{\"role\": \"approver\", \"user\": \"dora\", \"environment\": \"prod\"}")
        .expect(201);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Outcome work(StepWorker.Try step, BooleanSupplier stopping) {
    DONE.add(step.run() + " " + step.key() + "#" + step.attempt());
    Value.Fields output = new Value.Fields(new LinkedHashMap<>(Map.of("changes", Value.of(2))));
    if (step.settings().values().get("tag") instanceof Value.Text(String tag)) {
      if (tag.equals("hang")) {
        while (!stopping.getAsBoolean()) {
          sleep();
        }
        return new Outcome.Stopped();
      }
      if (tag.equals("slow")) {
        sleep();
        sleep();
        sleep();
      }
      if (tag.equals("fail")) {
        return new Outcome.Failed(new Failure(FailureKind.CONNECTIVITY, "No way."), output);
      }
    }
    return new Outcome.Succeeded(output);
  }

  private static void sleep() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static void declare(String name, String definition) {
    Reply reply =
        admin.put(
            SHOP + "/pipelines/" + name, Json.write(Json.object(Map.of("definition", definition))));
    assertThat(reply.status()).as(reply.body()).isLessThan(300);
  }

  private static String begin(Caller caller, String name, String body, String... headers) {
    Reply reply = caller.post(SHOP + "/pipelines/" + name + "/runs", body, headers).expect(201);
    return SHOP + "/runs/" + reply.json().get("id").asLong();
  }

  private static JsonNode awaits(String run, Predicate<JsonNode> wanted) {
    Instant end = Instant.now().plusSeconds(30);
    JsonNode found = admin.get(run).expect(200).json();
    while (!wanted.test(found)) {
      assertThat(Instant.now()).as("%s", found).isBefore(end);
      sleep();
      found = admin.get(run).expect(200).json();
    }
    return found;
  }

  private static Predicate<JsonNode> stands(String key, String status) {
    return run -> part(run, key).path("status").asString("").equals(status);
  }

  private static JsonNode part(JsonNode run, String key) {
    for (JsonNode part : run.get("parts")) {
      if (part.get("key").asString().equals(key)) {
        return part;
      }
    }
    return Json.object();
  }

  @Test
  void aRunWaitsForThoseWhoMayApprove() {
    declare(
        "promote",
        """
        name: promote
        inputs:
          ticket: {}
        stages:
          - stage: dev
            environment: dev
            steps:
              - deploy: {tag: <+inputs.ticket>}
          - stage: prod
            environment: prod
            steps:
              - approval: {groups: [dba], message: "<+inputs.ticket>: <+stages.dev.steps.deploy.output.changes> <+secrets.getValue('x')>"}
              - deploy:
        """);
    bert.post(SHOP + "/pipelines/promote/runs", "{}").expect(422);
    bert.post(SHOP + "/pipelines/none/runs", "{}").expect(404);
    dora.post(SHOP + "/pipelines/promote/runs", "{}").expect(403);
    String run = begin(bert, "promote", "{\"inputs\": {\"ticket\": \"OPS-1\"}, \"ref\": \"main\"}");
    JsonNode waiting = awaits(run, stands("prod/approval", "WAITING"));
    assertThat(part(waiting, "prod/approval").get("settings").get("message").asString())
        .isEqualTo("OPS-1: 2 ******");
    String vote = run + "/parts/prod/approval/vote";
    // Who began it does not approve it, whatever the body says.
    bert.post(vote, "{\"vote\": \"approve\"}").expect(403);
    dora.post(vote, "{\"vote\": \"approve\", \"by\": \"bert\"}").expect(422);
    dora.post(vote, "{\"vote\": \"perhaps\"}").expect(422);
    dora.post(run + "/parts/dev/deploy/vote", "{\"vote\": \"approve\"}").expect(403);
    dora.post(run + "/parts/prod/nothing/vote", "{\"vote\": \"approve\"}").expect(404);
    Reply voted = dora.post(vote, "{\"vote\": \"approve\", \"comment\": \"fine\"}").expect(200);
    assertThat(part(voted.json(), "prod/approval").get("votes").get(0).get("by").asString())
        .isEqualTo("dora");
    dora.post(vote, "{\"vote\": \"approve\"}").expect(409);
    awaits(run, found -> found.get("status").asString().equals("SUCCEEDED"));
    assertThat(admin.get(SHOP + "/runs?status=SUCCEEDED&pipeline=promote").json().get("items"))
        .isNotEmpty();
    admin.get(SHOP + "/runs/999999").expect(404);
    admin.get(SHOP + "/runs/x").expect(404);
    admin.put("/api/v1/orgs/acme/projects/other", "{}").expect(201);
    admin.get(run.replace("/shop/", "/other/")).expect(404);
  }

  @Test
  void theSameRequestBeginsOneRun() {
    declare("once", "name: once\nstages: [{stage: a, steps: [{plan: null}]}]\n");
    String first = begin(bert, "once", "{}", "Idempotency-Key", "k1");
    assertThat(begin(bert, "once", "{}", "Idempotency-Key", "k1")).isEqualTo(first);
    assertThat(begin(bert, "once", "{}", "Idempotency-Key", "k2")).isNotEqualTo(first);
    assertThat(begin(admin, "once", "{}", "Idempotency-Key", "k1")).isNotEqualTo(first);
    bert.post(SHOP + "/pipelines/once/runs", "{\"ref\": \"other\"}", "Idempotency-Key", "k1")
        .expect(422);
    Reply token = bert.post("/api/v1/tokens", "{\"description\": \"x\"}", "Idempotency-Key", "k3");
    Reply again = bert.post("/api/v1/tokens", "{\"description\": \"x\"}", "Idempotency-Key", "k3");
    assertThat(again.expect(201).json().get("id")).isEqualTo(token.expect(201).json().get("id"));
    assertThat(again.json().has("secret")).isFalse();
  }

  @Test
  void whatIsStalledWaitsForAnAnswer() {
    declare(
        "stall",
        """
        name: stall
        stages:
          - stage: a
            steps:
              - deploy: {tag: fail}
                onFailure: [{do: ask}]
              - plan:
        """);
    String run = begin(bert, "stall", "{}");
    JsonNode stalled = awaits(run, stands("a/deploy", "STALLED"));
    assertThat(part(stalled, "a/deploy").get("failure").get("message").asString())
        .isEqualTo("No way.");
    String answer = run + "/parts/a/deploy/answer";
    dora.post(answer, "{\"choice\": \"ignore\"}").expect(403);
    bert.post(answer, "{\"choice\": \"forget\"}").expect(422);
    bert.post(run + "/parts/a/plan/answer", "{\"choice\": \"ignore\"}").expect(404);
    bert.post(answer, "{\"choice\": \"ignore\"}").expect(200);
    bert.post(answer, "{\"choice\": \"ignore\"}").expect(409);
    awaits(run, stands("a/plan", "SUCCEEDED"));
  }

  @Test
  void aRunIsEnded() {
    declare("hang", "name: hang\nstages: [{stage: a, steps: [{deploy: {tag: hang}}]}]\n");
    String run = begin(bert, "hang", "{}");
    awaits(run, stands("a/deploy", "RUNNING"));
    dora.post(run + "/abort", "{}").expect(403);
    bert.post(run + "/abort", "{\"reason\": \"enough\"}").expect(200);
    awaits(run, found -> found.get("status").asString().equals("ABORTED"));
    bert.post(run + "/abort", "{}").expect(200);
  }

  @Test
  void aWorkerThatThrowsFailsItsStepAndSaysSo() throws Exception {
    try (TestServer idle = TestServer.start()) {
      Caller other = idle.setUp("admin");
      other.put("/api/v1/orgs/acme", "{}").expect(201);
      other.put(SHOP, "{}").expect(201);
      other
          .put(
              SHOP + "/pipelines/p",
              "{\"definition\": \"name: p\\nstages: [{stage: a, steps: [{deploy: null}]}]\\n\"}")
          .expect(201);
      long id = other.post(SHOP + "/pipelines/p/runs", "{}").expect(201).json().get("id").asLong();
      Instant end = Instant.now().plusSeconds(30);
      String found = "";
      while (!found.contains("Nobody works here.")) {
        assertThat(Instant.now()).as(found).isBefore(end);
        sleep();
        found = other.get(SHOP + "/runs/" + id).expect(200).body();
      }
    }
  }

  @Test
  void oneServerTakesUpWhatAnotherLeft() throws Exception {
    declare(
        "fan",
        "name: fan\nstages: [{stage: a, steps: [{deploy: {tag: slow}, times: 40, atOnce: 12}]}]\n");
    try (var child =
        ChildJvm.start(
            DyingServer.class,
            server.database().jdbcUrl(),
            server.database().user(),
            server.database().password())) {
      child.awaitLine("listens", Duration.ofSeconds(30));
      String run = begin(bert, "fan", "{}");
      assertThat(child.awaitExit(Duration.ofSeconds(60))).isEqualTo(DyingServer.DIED);
      JsonNode over = awaits(run, found -> !found.get("status").asString().equals("RUNNING"));
      assertThat(over.get("status").asString()).isEqualTo("SUCCEEDED");
      List<String> tries =
          DONE.stream().filter(one -> one.startsWith(over.get("id").asLong() + " ")).toList();
      assertThat(tries).doesNotHaveDuplicates().isNotEmpty();
    }
  }
}
