package dev.lockstep.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.cli.Main;
import dev.lockstep.cli.ServerProgram;
import dev.lockstep.error.LockstepException;
import dev.lockstep.server.TestServer.Caller;
import dev.lockstep.testkit.ChildJvm;
import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestPostgres;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
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
  void aDatabaseMustBeNewEnoughAndReached() {
    TestDatabase old = TestPostgres.version("12").freshDatabase();
    assertThatThrownBy(() -> TestServer.start(old))
        .isInstanceOf(LockstepException.class)
        .hasMessageContaining("is PostgreSQL 12; it needs 14 or later");
    TestDatabase wrong =
        new TestDatabase(
            old.jdbcUrl(), old.host(), old.port(), old.database(), old.user(), "wrong-canary");
    assertThatThrownBy(() -> TestServer.start(wrong))
        .isInstanceOf(LockstepException.class)
        .hasMessageContaining("password authentication failed")
        .hasMessageNotContaining("wrong-canary");
    try (TestServer server = TestServer.start(TestPostgres.version("15").freshDatabase())) {
      server.setUp("anna").get("/api/v1/me").expect(200);
    }
  }

  @Test
  void serversOfOneDatabaseNeedOneKeyset(@TempDir Path data) {
    TestDatabase database = TestPostgres.database();
    LockstepServer.Settings other =
        new LockstepServer.Settings(
            "other",
            new ServerProgram.Options(
                data,
                new ServerProgram.Database(
                    database.jdbcUrl(), database.user(), database.password()),
                null,
                "127.0.0.1",
                0),
            LockstepServer.Working.USUAL,
            Duration.ofSeconds(2),
            InstantSource.system());
    try (TestServer first = TestServer.start(database)) {
      first.nobody().get("/ready").expect(200);
      assertThatThrownBy(() -> LockstepServer.start(other))
          .isInstanceOf(LockstepException.class)
          .hasMessageContaining("encrypted with another keyset");
      assertThat(data.resolve("keyset.json"))
          .satisfies(file ->
              assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                  .isEqualTo("rw-------"));
    }
  }

  @Test
  void theCommandStartsOneAndEndsItInAnOrderlyWay(@TempDir Path data) {
    try (ChildJvm child =
        ChildJvm.start(
            System.getProperty("java.class.path", ""),
            Main.class.getName(),
            List.of("--sun-misc-unsafe-memory-access=allow"),
            List.of("server", "--data", data.toString(), "--port", "0"))) {
      String address = child.awaitLine("listens on", Duration.ofSeconds(60)).replaceAll(".* ", "");
      String secret = child.awaitLine("/setup#", Duration.ofSeconds(5)).replaceAll(".*#", "");
      Caller nobody = new Caller(address, null);
      String token =
          nobody
              .post("/api/v1/setup", "{\"secret\": \"%s\", \"user\": \"anna\"}".formatted(secret))
              .expect(201)
              .json()
              .get("secret")
              .stringValue();
      Caller anna = new Caller(address, token);
      anna.put("/api/v1/orgs/acme", "{}").expect(201);
      anna.put("/api/v1/orgs/acme/projects/shop", "{}").expect(201);
      String canary = "canary-81fa";
      anna.put("/api/v1/orgs/acme/projects/shop/secrets/s", "{\"value\": \"" + canary + "\"}")
          .expect(201);
      anna.put("/api/v1/orgs/acme/projects/shop/secrets/s", "{\"values\": \"" + canary + "\"}")
          .expect(422);
      ProcessHandle.of(child.pid()).orElseThrow().destroy();
      assertThat(child.awaitExit(Duration.ofSeconds(30))).isZero();
      assertThat(child.output())
          .contains("Ending:")
          .doesNotContain(canary)
          .doesNotContain(token)
          .doesNotContain("WARN")
          .doesNotContain("ERROR");
    }
  }

  @Test
  void shortCommandsDoNotPayForIt(@TempDir Path folder) throws Exception {
    Path log = folder.resolve("classes");
    for (String command : List.of("--version", "--help", "server --help")) {
      try (ChildJvm child =
          ChildJvm.start(
              System.getProperty("java.class.path", ""),
              Main.class.getName(),
              List.of("-Xlog:class+load:file=" + log),
              List.of(command.split(" ")))) {
        assertThat(child.awaitExit(Duration.ofSeconds(30))).as(child.output()).isZero();
      }
      List<String> loaded =
          Files.readAllLines(log).stream().filter(line -> line.contains("source: file:")).toList();
      assertThat(loaded)
          .as(command)
          .noneMatch(line ->
              line.contains("org.springframework")
                  || line.contains("dev.lockstep.server.")
                  || line.contains("tools.jackson.databind"));
      assertThat(loaded.size()).as(command).isLessThan(command.equals("--version") ? 20 : 400);
    }
  }

  @Test
  void whatAKilledServerLeftIsThereAtTheNextStart(@TempDir Path data) {
    try (ChildJvm child =
        ChildJvm.start(Main.class, "server", "--data", data.toString(), "--port", "0")) {
      String secret = child.awaitLine("/setup#", Duration.ofSeconds(60)).replaceAll(".*#", "");
      String address = child.awaitLine("listens on", Duration.ofSeconds(5)).replaceAll(".* ", "");
      new Caller(address, null)
          .post("/api/v1/setup", "{\"secret\": \"%s\", \"user\": \"anna\"}".formatted(secret))
          .expect(201);
      child.kill();
    }
    try (LockstepServer again = LockstepServer.start(embedded(data, 0))) {
      assertThat(again.setupLink()).isEmpty();
      int port = URI.create(again.address()).getPort();
      try (TestServer other = TestServer.start()) {
        assertThat(other.server().address()).isNotEqualTo(again.address());
      }
      assertThatThrownBy(() -> LockstepServer.start(elsewhere(data.resolve("other"), port)))
          .isInstanceOf(LockstepException.class)
          .hasMessage("The port " + port + " of 127.0.0.1 cannot be listened on.");
    }
  }

  private static LockstepServer.Settings embedded(Path data, int port) {
    return settings(data, null, port);
  }

  private static LockstepServer.Settings elsewhere(Path data, int port) {
    TestDatabase database = TestPostgres.database();
    return settings(
        data,
        new ServerProgram.Database(database.jdbcUrl(), database.user(), database.password()),
        port);
  }

  private static LockstepServer.Settings settings(
      Path data, ServerProgram.@Nullable Database database, int port) {
    return new LockstepServer.Settings(
        "own",
        new ServerProgram.Options(data, database, null, "127.0.0.1", port),
        LockstepServer.Working.USUAL,
        Duration.ofSeconds(2),
        InstantSource.system());
  }

  @Test
  void anEmbeddedDatabaseKeepsWhatThereIs(@TempDir Path data) {
    LockstepServer.Settings settings = embedded(data, 0);
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
