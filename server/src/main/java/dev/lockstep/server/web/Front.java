package dev.lockstep.server.web;

import dev.lockstep.access.Resource;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.Fault;
import dev.lockstep.error.LockstepException;
import dev.lockstep.server.people.People;
import dev.lockstep.server.people.People.Known;
import dev.lockstep.server.store.Database;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes every request, decides whether it is let in, and has it answered.
///
/// *Shape*: a request that no route of the table is for goes nowhere; each route says what one must
/// be allowed. Whoever is not known learns nothing but that.
///
/// *Units*: a body has at most 1 MiB.
public final class Front {
  static final int MAX_BODY = 1 << 20;
  private static final Logger LOG = LoggerFactory.getLogger(Front.class);
  private static final String BEARER = "bearer ";

  private final List<Route> routes;
  private final Database database;
  private final InstantSource clock;
  private final Meters meters;

  public Front(List<Route> routes, Database database, InstantSource clock, Meters meters) {
    this.routes = List.copyOf(routes);
    this.database = database;
    this.clock = clock;
    this.meters = meters;
  }

  /// Is a route with what its path names.
  private record Found(Route route, Map<String, String> path) {}

  Answer answer(Exchange exchange) {
    long begun = System.nanoTime();
    List<Found> found = found(exchange.path());
    Optional<Found> exact =
        found.stream().filter(one -> one.route().method().equals(exchange.method())).findFirst();
    Answer answer;
    try {
      answer = answered(exchange, found, exact).with(always());
    } catch (Problem problem) {
      answer = Answer.of(problem).with(always());
      if (problem.status() == 401) {
        answer = answer.with("WWW-Authenticate", "Bearer");
      }
    }
    meters.answered(
        exact.map(one -> one.route().about().id()).orElse("none"),
        answer.status(),
        Duration.ofNanos(System.nanoTime() - begun));
    return answer;
  }

  private static Map<String, String> always() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Cache-Control", "no-store");
    headers.put("X-Content-Type-Options", "nosniff");
    return headers;
  }

  private Answer answered(Exchange exchange, List<Found> found, Optional<Found> exact) {
    try {
      if (exact.isPresent() && exact.get().route().guard() instanceof Route.Guard.Open) {
        return handled(exchange, exact.get(), null);
      }
      Known caller = caller(exchange);
      if (exact.isEmpty()) {
        throw found.isEmpty() ? Problem.notFound() : notThis(found);
      }
      letIn(exact.get(), caller);
      return handled(exchange, exact.get(), caller);
    } catch (LockstepException failed) {
      throw problem(failed);
    } catch (SQLException failed) {
      throw problem(Database.failure(failed));
    } catch (Problem known) {
      throw known;
    } catch (RuntimeException defect) {
      LOG.error("{} {} failed", exchange.method(), exchange.path(), defect);
      throw new Problem(
          500,
          "defect",
          "This is a defect of Lockstep.",
          "The server's log tells more; report it, without secrets.");
    }
  }

  private static Problem notThis(List<Found> found) {
    return new Problem(
        405,
        "method-not-allowed",
        "This cannot be done here.",
        "There is "
            + String.join(", ", found.stream().map(one -> one.route().method()).toList())
            + ".");
  }

  private List<Found> found(String path) {
    List<String> parts;
    try {
      parts = Route.decoded(path);
    } catch (IllegalArgumentException unreadable) {
      return List.of();
    }
    return routes.stream()
        .flatMap(route -> route.match(parts).map(values -> new Found(route, values)).stream())
        .toList();
  }

  private Known caller(Exchange exchange) {
    String header = exchange.headers().apply("Authorization");
    if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
      throw Problem.unauthenticated();
    }
    String token = header.substring(BEARER.length()).strip();
    return database
        .in(connection -> People.find(connection, token, clock.instant()))
        .orElseThrow(Problem::unauthenticated);
  }

  private static void letIn(Found found, Known caller) {
    switch (found.route().guard()) {
      case Route.Guard.Open _, Route.Guard.Known _ -> {}
      case Route.Guard.Needs needs -> {
        Resource resource;
        try {
          resource = needs.at().apply(name -> found.path().getOrDefault(name, ""));
        } catch (IllegalArgumentException noPlace) {
          throw Problem.notFound();
        }
        Call.check(caller.access().decide(caller.actor(), needs.action(), resource));
      }
    }
  }

  private static Answer handled(Exchange exchange, Found found, @Nullable Known caller)
      throws SQLException {
    byte[] body;
    try {
      body = exchange.body().read(MAX_BODY + 1);
    } catch (IOException failed) {
      throw Problem.badRequest("The body did not come whole.", "Send it again.");
    }
    if (body.length > MAX_BODY) {
      throw new Problem(
          413,
          "too-large",
          "The body has more than " + MAX_BODY + " bytes.",
          "Send less at a time.");
    }
    return found.route().handler().handle(new Call(exchange, found.path(), body, caller));
  }

  private static Problem problem(LockstepException failed) {
    int status =
        switch (failed.code().kind()) {
          case USER -> failed.code() == ErrorCode.PLAN_STALE ? 409 : 422;
          case RESOURCE -> failed.code() == ErrorCode.TOO_LARGE ? 413 : 503;
          case EXTERNAL -> 503;
          case INTERNAL -> 500;
        };
    if (status >= 500) {
      LOG.error("{}", failed.getMessage(), failed);
    }
    String nextStep = failed.nextStep();
    return new Problem(
        status,
        failed.code().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        failed.getMessage(),
        nextStep == null ? "" : nextStep,
        failed.faults().stream().map(Fault::describe).toList());
  }
}
