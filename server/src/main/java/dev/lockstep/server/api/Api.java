package dev.lockstep.server.api;

import dev.lockstep.runs.Runs;
import dev.lockstep.server.entity.Entities;
import dev.lockstep.server.store.Database;
import dev.lockstep.server.web.Route;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/// Lists the routes of the server.
public final class Api {
  private final List<Route> routes;

  public Api(Database database, InstantSource clock, Entities entities, Runs runs) {
    this.routes =
        Stream.of(
                new Operations(database).routes(),
                new SetupRoutes(database, clock).routes(),
                new TokenRoutes(database, clock).routes(),
                new EntityRoutes(database, clock, entities).routes(),
                new BeginRoutes(database, clock, runs).routes(),
                new RunRoutes(database, clock, runs).routes())
            .flatMap(List::stream)
            .toList();
  }

  public List<Route> routes() {
    return routes;
  }
}
