package dev.lockstep.server.api;

import dev.lockstep.access.Action;
import dev.lockstep.access.Resource;
import dev.lockstep.error.LockstepException;
import dev.lockstep.server.store.Database;
import dev.lockstep.server.store.Json;
import dev.lockstep.server.web.Answer;
import dev.lockstep.server.web.Meters;
import dev.lockstep.server.web.Problem;
import dev.lockstep.server.web.Route;
import dev.lockstep.server.web.Route.About;
import dev.lockstep.server.web.Route.Guard;
import java.util.List;
import java.util.Map;

/// Tells programs that watch the server how it is.
final class Operations {
  private final Database database;
  private final Meters meters;

  Operations(Database database, Meters meters) {
    this.database = database;
    this.meters = meters;
  }

  List<Route> routes() {
    return List.of(
        new Route(
            "GET",
            "/health",
            new Guard.Open("it tells only that the process answers"),
            _ -> Answer.ok(Json.object(Map.of("status", "up"))),
            About.of("health", "Tells that the server answers.")
                .gives("Status")
                .answers(200, "It does.")),
        new Route(
            "GET",
            "/ready",
            new Guard.Open("it tells only whether requests can be sent here"),
            _ -> ready(),
            About.of("ready", "Tells whether requests can be sent here.")
                .answers(200, "They can.")
                .gives("Status")
                .answers(503, "Its database does not answer.")),
        new Route(
            "GET",
            "/metrics",
            new Guard.Needs(Action.READ, _ -> Resource.SERVER),
            _ -> Answer.text(200, "text/plain;version=0.0.4;charset=utf-8", meters.text()),
            About.of("metrics", "Tells Prometheus what was counted.")
                .answers(200, "All numbers, in the text form of Prometheus.")));
  }

  private Answer ready() {
    try {
      database.in(connection -> Database.first(connection, row -> true, "SELECT 1"));
    } catch (LockstepException failed) {
      throw new Problem(503, "not-ready", "The server's database does not answer.", "Wait.");
    }
    return Answer.ok(Json.object(Map.of("status", "ready")));
  }
}
