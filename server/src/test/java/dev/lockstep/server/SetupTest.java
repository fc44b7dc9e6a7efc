package dev.lockstep.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.cli.ServerProgram;
import dev.lockstep.error.LockstepException;
import dev.lockstep.server.TestServer.Caller;
import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server starts, makes its first user once, and knows its tokens.
class SetupTest {
  @Test
  void theFirstUserIsMadeOnceAndGetsAToken() throws Exception {
    try (TestServer server = TestServer.start()) {
      server.nobody().get("/health").expect(200);
      server.nobody().get("/ready").expect(200);
      server.nobody().get("/setup").expect(200);
      server.nobody().get("/api/v1/me").expect(401);
      server.nobody().get("/nowhere").expect(401);
      server
          .nobody()
          .post("/api/v1/setup", "{\"secret\": \"lockstep_wrong\", \"user\": \"eve\"}")
          .expect(403);
      Caller anna = server.setUp("anna");
      assertThat(anna.get("/api/v1/me").expect(200).json().get("user").stringValue())
          .isEqualTo("anna");
      anna.get("/nowhere").expect(404);
      anna.post("/api/v1/me", "{}").expect(405);
      String link = server.server().setupLink().orElseThrow();
      server
          .nobody()
          .post(
              "/api/v1/setup",
              "{\"secret\": \"%s\", \"user\": \"eve\"}"
                  .formatted(link.substring(link.indexOf('#') + 1)))
          .expect(403);
      try (TestServer again = TestServer.start(server.database())) {
        assertThat(again.server().setupLink()).isEmpty();
        again.as(String.valueOf(anna.token())).get("/api/v1/me").expect(200);
      }
    }
  }

  @Test
  void tokensAreMadeListedAndEnded() throws Exception {
    try (TestServer server = TestServer.start()) {
      Caller anna = server.setUp("anna");
      var fresh =
          anna.post("/api/v1/tokens", "{\"description\": \"build\", \"lasts\": \"1h\"}")
              .expect(201)
              .json();
      Caller build = server.as(fresh.get("secret").stringValue());
      build.get("/api/v1/me").expect(200);
      String list = build.get("/api/v1/tokens").expect(200).body();
      assertThat(list).contains("build").doesNotContain(fresh.get("secret").stringValue());
      anna.delete("/api/v1/tokens/" + fresh.get("id").stringValue()).expect(204);
      anna.delete("/api/v1/tokens/" + fresh.get("id").stringValue()).expect(404);
      build.get("/api/v1/me").expect(401);
      anna.post("/api/v1/tokens", "{\"description\": \"x\", \"lasts\": \"9999d\"}").expect(422);
      anna.post("/api/v1/tokens", "{\"description\": \"x\", \"last\": \"1d\"}").expect(422);
      anna.post("/api/v1/tokens", "{\"description\": ").expect(400);
      anna.post("/api/v1/tokens", "[".repeat(2000)).expect(400);
      anna.post("/api/v1/tokens", "{\"description\": \"" + "x".repeat(1 << 20) + "\"}").expect(413);
      anna.get("/api/v1/tokens?limit=1").expect(400);
      try (var connection = server.database().connect();
          var statement = connection.createStatement()) {
        statement.execute("UPDATE token SET expires = now() - interval '1 second'");
      }
      anna.get("/api/v1/me").expect(401);
    }
  }

  @Test
  void severalStartAtOnceOnOneEmptyDatabase() throws Exception {
    TestDatabase database = TestPostgres.database();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<TestServer>> starts = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        starts.add(() -> TestServer.start(database));
      }
      for (Future<TestServer> one : threads.invokeAll(starts)) {
        try (TestServer server = one.get()) {
          server.nobody().get("/ready").expect(200);
          assertThat(server.server().setupLink()).isPresent();
        }
      }
    }
  }

  @Test
  void anEmbeddedDatabaseKeepsWhatThereIs(@TempDir Path data) {
    LockstepServer.Settings settings =
        new LockstepServer.Settings(
            "own",
            new ServerProgram.Options(data, null, null, "127.0.0.1", 0),
            LockstepServer.Working.USUAL,
            Duration.ofSeconds(2),
            InstantSource.system());
    try (LockstepServer server = LockstepServer.start(settings)) {
      assertThat(server.setupLink()).isPresent();
      assertThatThrownBy(() -> LockstepServer.start(settings))
          .isInstanceOf(LockstepException.class)
          .hasMessageContaining("Another server works with the folder " + data + " (process ");
    }
    try (LockstepServer again = LockstepServer.start(settings)) {
      assertThat(again.setupLink()).isPresent();
    }
  }
}
