package dev.lockstep.server;

import dev.lockstep.cli.ServerProgram;
import dev.lockstep.runs.StepWorker;
import dev.lockstep.server.people.Tokens;
import dev.lockstep.server.store.Json;
import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Is a real server on a real database, spoken to over HTTP.
final class TestServer implements AutoCloseable {
  private static final AtomicLong NAMES = new AtomicLong();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /// All bodies that came back.
  static final Queue<String> ANSWERS = new ConcurrentLinkedQueue<>();

  private final LockstepServer server;
  private final TestDatabase database;
  private final Path data;

  private TestServer(LockstepServer.Settings settings, TestDatabase database) {
    this.server = LockstepServer.start(settings);
    this.database = database;
    this.data = settings.options().data();
  }

  static TestServer start() {
    return start(TestPostgres.database());
  }

  static TestServer start(TestDatabase database) {
    return start(
        database,
        (step, _) -> {
          throw new IllegalStateException("Nobody works here.");
        });
  }

  static TestServer start(TestDatabase database, StepWorker worker) {
    return new TestServer(settings(database, worker), database);
  }

  /// Starts one with a keyset of its own.
  static TestServer start(TestDatabase database, Path keyset) {
    LockstepServer.Settings usual =
        settings(
            database,
            (StepWorker)
                (_, _) -> {
                  throw new IllegalStateException("Nobody works here.");
                });
    ServerProgram.Options options = usual.options();
    return new TestServer(
        new LockstepServer.Settings(
            usual.name(),
            new ServerProgram.Options(
                options.data(),
                options.database(),
                keyset.toAbsolutePath(),
                options.listen(),
                options.port()),
            usual.work(),
            usual.drain(),
            usual.clock()),
        database);
  }

  /// Starts one that works on steps as servers do.
  static TestServer working(TestDatabase database) {
    return new TestServer(
        settings(database, means -> LockstepServer.workers(means, /* commands= */ true)), database);
  }

  static LockstepServer.Settings settings(TestDatabase database, StepWorker worker) {
    return settings(database, _ -> worker);
  }

  private static LockstepServer.Settings settings(
      TestDatabase database, Function<LockstepServer.Means, StepWorker> worker) {
    try {
      Path data = Files.createTempDirectory("lockstep-server");
      // Servers of one database share it, as all tests do.
      Path keyset =
          Path.of(System.getProperty("java.io.tmpdir", "/tmp"), "lockstep-test-keyset.json");
      return new LockstepServer.Settings(
          "test-" + NAMES.incrementAndGet(),
          new ServerProgram.Options(
              data,
              new ServerProgram.Database(database.jdbcUrl(), database.user(), database.password()),
              keyset,
              "127.0.0.1",
              0),
          new LockstepServer.Working(4, Duration.ofMillis(250), Duration.ofMillis(100), worker),
          Duration.ofSeconds(2),
          InstantSource.system());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /// Returns the folder of the server.
  Path data() {
    return data;
  }

  LockstepServer server() {
    return server;
  }

  TestDatabase database() {
    return database;
  }

  /// Makes the first user and returns a caller with the token.
  Caller setUp(String user) {
    String link = server.setupLink().orElseThrow();
    Reply reply =
        nobody()
            .post(
                "/api/v1/setup",
                Json.write(
                    Json.object(
                        Map.of("secret", link.substring(link.indexOf('#') + 1), "user", user))));
    return as(reply.json().get("secret").stringValue());
  }

  /// Makes a token for a user, as that user could.
  static String tokenFor(TestServer server, String user) {
    try (Connection connection = server.database.connect()) {
      return Tokens.issue(connection, user, "test", Duration.ofHours(1), Instant.now())
          .secret()
          .text();
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  Caller nobody() {
    return new Caller(server.address(), null);
  }

  Caller as(String token) {
    return new Caller(server.address(), token);
  }

  @Override
  public void close() {
    server.close();
  }

  /// Is what came back.
  record Reply(int status, String body, Map<String, List<String>> headers) {
    JsonNode json() {
      return Json.read(body);
    }

    String header(String name) {
      return headers.getOrDefault(name, List.of("")).getFirst();
    }

    Reply expect(int wanted) {
      if (status != wanted) {
        throw new AssertionError("expected " + wanted + " but got " + status + ": " + body);
      }
      return this;
    }
  }

  /// Sends requests with a token, or without one.
  record Caller(String address, @Nullable String token) {
    Reply get(String path) {
      return send("GET", path, null);
    }

    Reply post(String path, String body, String... headers) {
      return send("POST", path, body, headers);
    }

    Reply put(String path, String body, String... headers) {
      return send("PUT", path, body, headers);
    }

    Reply delete(String path, String... headers) {
      return send("DELETE", path, null, headers);
    }

    Reply send(String method, String path, @Nullable String body, String... headers) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(address + path))
              .timeout(Duration.ofSeconds(20))
              .method(
                  method,
                  body == null
                      ? HttpRequest.BodyPublishers.noBody()
                      : HttpRequest.BodyPublishers.ofString(body));
      if (token != null) {
        request.header("Authorization", "Bearer " + token);
      }
      if (headers.length > 0) {
        request.headers(headers);
      }
      try {
        HttpResponse<String> response =
            CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        Documented.check(method, path, response.statusCode(), response.body());
        ANSWERS.add(response.body());
        return new Reply(response.statusCode(), response.body(), response.headers().map());
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted", interrupted);
      }
    }
  }
}
