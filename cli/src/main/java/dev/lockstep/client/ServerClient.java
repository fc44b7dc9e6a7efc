package dev.lockstep.client;

import dev.lockstep.config.PlainJson;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.Fault;
import dev.lockstep.error.LockstepException;
import dev.lockstep.expression.Looking;
import dev.lockstep.expression.Value;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Asks a server.
///
/// *Shape*: addresses begin behind `/api/v1`. Redirections are not followed: a token is for one
/// server.
///
/// *Errors*: `SERVER` where it cannot be reached, or fails; `SERVER_REFUSED` where it refuses, with
/// its words.
public final class ServerClient {
  private static final long LARGEST = 64L << 20;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final URI server;
  private final @Nullable String token;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(10))
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /// @param token null for what nobody needs one for
  public ServerClient(URI server, @Nullable String token) {
    this.server = server;
    this.token = token;
  }

  public static ServerClient of(Login login) {
    return new ServerClient(login.server(), login.token());
  }

  /// Makes an address of parts that may hold any letters.
  public static String path(String... parts) {
    return Arrays.stream(parts)
        .map(part ->
            URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/"))
        .collect(Collectors.joining("/", "/", ""));
  }

  public Value get(String path) {
    return send(request(path).GET());
  }

  /// Sends something once, however often the network makes it come.
  public Value post(String path, Value body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(BodyPublishers.ofString(PlainJson.write(body))));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server + "/api/v1" + path)).timeout(PATIENCE);
    if (token != null) {
      try {
        request.header("Authorization", "Bearer " + token);
      } catch (IllegalArgumentException unsendable) {
        throw new LockstepException(
            ErrorCode.USAGE, "This cannot be a token.", "Copy it whole, on one line.");
      }
    }
    return request;
  }

  private Value send(HttpRequest.Builder request) {
    HttpResponse<String> answer;
    try {
      answer =
          http.send(
              request.build(),
              BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), LARGEST));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new LockstepException(
          ErrorCode.INTERRUPTED, "The request was interrupted.", null, interrupted);
    } catch (IOException failed) {
      throw unreachable(failed);
    }
    Optional<Value> body = PlainJson.read(answer.body());
    if (answer.statusCode() >= 200 && answer.statusCode() < 300 && body.isPresent()) {
      return body.get();
    }
    throw refused(answer.statusCode(), body.orElse(Value.NOTHING));
  }

  private LockstepException unreachable(IOException failed) {
    String why =
        failed instanceof ConnectException
            ? "nothing listens there"
            : failed instanceof HttpTimeoutException
                ? "it does not answer in time"
                : String.valueOf(failed.getMessage());
    return new LockstepException(
        ErrorCode.SERVER,
        "The server %s cannot be reached: %s.".formatted(server, why),
        "Check that it runs and that this machine may reach it; log in again where its address"
            + " has changed.",
        failed);
  }

  private LockstepException refused(int status, Value problem) {
    String detail = Looking.text(problem, "detail");
    String next = Looking.text(problem, "nextStep");
    if (detail.isEmpty()) {
      return new LockstepException(
          ErrorCode.SERVER,
          "What answers at %s with status %d is not Lockstep.".formatted(server, status),
          "Check the address, and what stands in between.");
    }
    if (status >= 500) {
      return new LockstepException(ErrorCode.SERVER, "The server failed: " + detail, next);
    }
    if (status == 401) {
      return new LockstepException(
          ErrorCode.SERVER_REFUSED,
          "The server does not know this token, or no longer.",
          "Log in with a new one.");
    }
    List<Fault> faults =
        problem instanceof Value.Fields fields
            ? Looking.texts(fields, "faults").stream()
                .map(fault -> new Fault("server", null, 0, 0, fault, null))
                .toList()
            : List.of();
    return faults.size() > 1
        ? new LockstepException(ErrorCode.SERVER_REFUSED, detail, faults)
        : new LockstepException(ErrorCode.SERVER_REFUSED, detail, next.isEmpty() ? null : next);
  }
}
