package dev.lockstep.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.git.NewRepository;
import dev.lockstep.pipeline.run.Outcome;
import dev.lockstep.server.TestServer.Caller;
import dev.lockstep.server.TestServer.Reply;
import dev.lockstep.server.store.Json;
import dev.lockstep.testkit.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Runs begin by themselves: since somebody pushed, a time has come, another run is over.
class TriggerTest {
  private static final String SHOP = "/api/v1/orgs/acme/projects/shop";
  private static final String HOOK = SHOP + "/repositories/main/webhook";
  private static final String SECRET = "s3cr3t-of-the-hook";

  private final TestServer server =
      TestServer.start(
          TestPostgres.database(),
          (_, _) ->
              new Outcome.Succeeded(
                  new dev.lockstep.expression.Value.Fields(new LinkedHashMap<>())));
  private final Caller admin = server.setUp("admin");
  private List<String> commits = List.of();

  @BeforeEach
  void project() throws Exception {
    Path repository = server.data().resolve("repositories").resolve("shop");
    NewRepository.create(
        repository,
        List.of(
            commit("2026-01-01T00:00:00Z", "db/V1__a.sql", "CREATE TABLE a (id int);\n"),
            commit(
                "2026-01-02T00:00:00Z",
                "ci/checked.pipeline.yaml",
                """
                name: checked
                on: [push: {branches: [main]}]
                stages: [{stage: a, steps: [run: echo]}]
                """),
            commit("2026-01-03T00:00:00Z", "db/V2__b.sql", "CREATE TABLE b (id int);\n")));
    commits = log(repository);
    admin.put("/api/v1/orgs/acme", "{}").expect(201);
    admin.put(SHOP, "{}").expect(201);
    admin.put(SHOP + "/secrets/hook", Json.write(Json.object(Map.of("value", SECRET)))).expect(201);
    admin
        .put(
            SHOP + "/repositories/main",
            """
            {"url": "local:shop", "branch": "main", "pipelines": ["main"],
             "webhook": "<+secrets.getValue(\\"hook\\")>"}
            """)
        .expect(201);
  }

  /// Returns the ids of all commits, the oldest first.
  private static List<String> log(Path repository) throws Exception {
    Process git =
        new ProcessBuilder("git", "-C", repository.toString(), "log", "--reverse", "--format=%H")
            .start();
    String all = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(git.waitFor()).isZero();
    return all.lines().toList();
  }

  private static NewRepository.Entry commit(String at, String file, String content) {
    return new NewRepository.Entry(
        Instant.parse(at), "Ann", file, Map.of(file, content.getBytes(StandardCharsets.UTF_8)));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void pipeline(String name, String on) {
    String definition =
        "name: %s\n%s\nstages: [{stage: a, steps: [run: echo]}]\n".formatted(name, on);
    admin
        .put(SHOP + "/pipelines/" + name, Json.write(Json.object(Map.of("definition", definition))))
        .expect(201);
  }

  private Reply github(String event, String delivery, String body, String secret) {
    return server
        .nobody()
        .post(
            HOOK,
            body,
            "X-GitHub-Event",
            event,
            "X-GitHub-Delivery",
            delivery,
            "X-Hub-Signature-256",
            "sha256=" + signed(body, secret));
  }

  private static String signed(String body, String secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    } catch (java.security.GeneralSecurityException failed) {
      throw new AssertionError(failed);
    }
  }

  private String push(int from, int to) {
    return """
    {"ref": "refs/heads/main", "before": "%s", "after": "%s", "pusher": {"name": "ann"}}
    """
        .formatted(commits.get(from), commits.get(to));
  }

  /// Returns the pipelines of all runs, the newest first, once there are enough.
  private List<String> runs(Predicate<List<String>> wanted) throws InterruptedException {
    Instant end = Instant.now().plusSeconds(30);
    while (true) {
      List<String> found = new ArrayList<>();
      JsonNode items = admin.get(SHOP + "/runs").expect(200).json().get("items");
      items.forEach(run ->
          found.add(run.get("pipeline").asString() + " by " + run.get("beganBy").asString()));
      if (wanted.test(found)) {
        return found;
      }
      assertThat(Instant.now()).as("%s", found).isBefore(end);
      Thread.sleep(50);
    }
  }

  private JsonNode deliveries() throws InterruptedException {
    Instant end = Instant.now().plusSeconds(30);
    while (true) {
      JsonNode items =
          admin.get(SHOP + "/repositories/main/deliveries").expect(200).json().get("items");
      boolean done = true;
      for (JsonNode item : items) {
        done &= item.get("done").asBoolean();
      }
      if (done) {
        return items;
      }
      assertThat(Instant.now()).isBefore(end);
      Thread.sleep(50);
    }
  }

  @Test
  void aPushBeginsWhatItTouches() throws Exception {
    pipeline("db", "on: [push: {branches: [main], paths: ['db/**']}]");
    pipeline("docs", "on: [push: {branches: [main], paths: ['docs/**']}]");
    pipeline("releases", "on: [push: {branches: ['release/*']}]");
    pipeline("asks", "inputs: {ticket: {}}\non: [push: {branches: [main]}]");
    pipeline(
        "told",
        "inputs: {ticket: {}}\non: [push: {branches: [main], inputs: {ticket: <+trigger.user>}}]");
    assertThat(github("push", "1", push(1, 2), SECRET).expect(202).json().toString())
        .isEqualTo("{\"events\":1,\"new\":true}");
    assertThat(github("push", "1", push(1, 2), SECRET).expect(202).json().get("new").asBoolean())
        .isFalse();
    assertThat(runs(found -> found.size() == 3))
        .containsExactlyInAnyOrder(
            "db by push of main", "told by push of main", "checked by push of main");
    assertThat(deliveries().get(0).get("said").asString())
        .isEqualTo("Pipeline asks did not begin: The input ticket is missing.");
    String run =
        SHOP
            + "/runs/"
            + admin.get(SHOP + "/runs?pipeline=db").json().get("items").get(0).get("id").asLong();
    assertThat(admin.get(run).expect(200).json().get("revision").asString()).isEqualTo("1");
  }

  @Test
  void strangersBeginNothing() throws Exception {
    pipeline("db", "on: [push: {}, pullRequest: {actions: [opened, closed]}]");
    github("push", "1", push(1, 2), "guessed").expect(404);
    server.nobody().post(HOOK, push(1, 2), "X-GitHub-Event", "push").expect(404);
    server
        .nobody()
        .post(HOOK, push(1, 2), "X-Gitlab-Event", "Push Hook", "X-Gitlab-Token", "guessed")
        .expect(404);
    server
        .nobody()
        .post(SHOP + "/repositories/none/webhook", "{}", "X-Gitlab-Token", SECRET)
        .expect(404);
    // A fork's own changes are those of strangers.
    String fork =
        """
        {"action": "opened", "number": 7, "sender": {"login": "eve"}, "pull_request":
          {"title": "x", "head": {"ref": "a", "sha": "%s", "repo": {"full_name": "eve/shop"}},
           "base": {"ref": "main", "repo": {"full_name": "acme/shop"}}}}
        """
            .formatted(commits.get(2));
    assertThat(github("pull_request", "2", fork, SECRET).expect(202).json().get("events").asInt())
        .isZero();
    assertThat(github("ping", "3", "{}", SECRET).expect(202).json().get("events").asInt()).isZero();
    github("push", "4", "no json", SECRET).expect(400);
    github("push", "5", "{\"ref\": 1, \"after\": [\"x\"]}", SECRET).expect(202);
    String gone =
        "{\"ref\": \"refs/heads/main\", \"before\": \"%s\", \"after\": \"%s\"}"
            .formatted(commits.get(0), "0".repeat(40));
    assertThat(github("push", "6", gone, SECRET).expect(202).json().get("events").asInt()).isZero();
    String unknown = "{\"ref\": \"refs/heads/main\", \"after\": \"%s\"}".formatted("1".repeat(40));
    github("push", "7", unknown, SECRET).expect(202);
    assertThat(deliveries().get(0).get("said").asString()).contains("1111111");
    assertThat(runs(found -> true)).isEmpty();
  }

  @Test
  void otherHostsSpeakOtherwise() throws Exception {
    pipeline("tags", "on: [tag: {tags: ['v*']}]");
    pipeline("requests", "on: [pullRequest: {branches: [main], actions: [updated]}]");
    String tag =
        "{\"ref\": \"refs/tags/v1\", \"after\": \"%s\", \"user_username\": \"ann\"}"
            .formatted(commits.get(2));
    server
        .nobody()
        .post(HOOK, tag, "X-Gitlab-Event", "Tag Push Hook", "X-Gitlab-Token", SECRET)
        .expect(202);
    String request =
        """
        {"object_attributes": {"action": "update", "iid": 3, "title": "t", "source_branch": "f",
          "target_branch": "main", "source_project_id": 1, "target_project_id": 1,
          "last_commit": {"id": "%s"}}, "user": {"username": "ann"}}
        """
            .formatted(commits.get(2));
    server
        .nobody()
        .post(HOOK, request, "X-Gitlab-Event", "Merge Request Hook", "X-Gitlab-Token", SECRET)
        .expect(202);
    String pushed =
        """
        {"push": {"changes": [{"new": {"type": "tag", "name": "v2", "target": {"hash": "%s"}}}]},
         "actor": {"nickname": "ann"}}
        """
            .formatted(commits.get(1));
    server
        .nobody()
        .post(
            HOOK,
            pushed,
            "X-Event-Key",
            "repo:push",
            "X-Hub-Signature",
            "sha256=" + signed(pushed, SECRET))
        .expect(202);
    assertThat(runs(found -> found.size() == 3))
        .containsExactlyInAnyOrder(
            "tags by tag of main", "tags by tag of main", "requests by pullRequest of main");
  }

  @Test
  void oneRunFollowsAnother() throws Exception {
    pipeline("first", "");
    pipeline("second", "on: [after: {pipeline: first}]");
    pipeline("never", "on: [after: {pipeline: first, outcome: failure}]");
    admin.post(SHOP + "/pipelines/first/runs", "{}").expect(201);
    assertThat(runs(found -> found.size() == 2))
        .containsExactly("second by after run 1", "first by admin");
  }

  @Test
  void aScheduleComesRoundOnceForAllServers() throws Exception {
    try (TestServer other =
        TestServer.start(
            server.database(),
            (_, _) ->
                new Outcome.Succeeded(
                    new dev.lockstep.expression.Value.Fields(new LinkedHashMap<>())))) {
      pipeline("nightly", "on: [schedule: {cron: '* * * * *', zone: Europe/Berlin}]");
      // It is due within the minute; time is not to be waited for.
      try (var connection = server.database().connect();
          var statement = connection.createStatement()) {
        assertThat(
                statement.executeUpdate(
                    "UPDATE scheduled_tasks SET execution_time = now()"
                        + " WHERE task_name = 'chore-schedule'"))
            .isEqualTo(1);
      }
      assertThat(runs(found -> !found.isEmpty())).containsExactly("nightly by schedule");
      assertThat(other.server().routes()).isNotEmpty();
      Instant end = Instant.now().plusSeconds(20);
      while (waiting() != 1) {
        assertThat(Instant.now()).isBefore(end);
        Thread.sleep(50);
      }
    }
  }

  /// Counts the times that are still to come.
  private int waiting() throws Exception {
    try (var connection = server.database().connect();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "SELECT count(*) FROM scheduled_tasks WHERE task_name = 'chore-schedule'"
                    + " AND NOT picked")) {
      row.next();
      return row.getInt(1);
    }
  }

  @Test
  void nothingOfTheSecretIsKept() throws Exception {
    github("push", "1", push(1, 2), SECRET).expect(202);
    deliveries();
    try (var files = Files.walk(server.data())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain(SECRET);
      }
    }
  }
}
