package dev.lockstep.server.api;

import dev.lockstep.runs.Runs;
import dev.lockstep.server.entity.Entities;
import dev.lockstep.server.store.Database;
import dev.lockstep.server.web.Meters;
import dev.lockstep.server.web.Route;
import dev.lockstep.server.work.ProjectPlaces;
import dev.lockstep.server.work.Triggers;
import dev.lockstep.steps.Inquiry;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/// Lists the routes of the server.
public final class Api {
  private final List<Route> routes;

  /// Is what routes have to work with.
  public record Services(
      Database database,
      InstantSource clock,
      Entities entities,
      Runs runs,
      Meters meters,
      Triggers triggers,
      ProjectPlaces places,
      Inquiry inquiry) {}

  public Api(Services services) {
    Database database = services.database();
    InstantSource clock = services.clock();
    Entities entities = services.entities();
    Runs runs = services.runs();
    Declaring declaring = new Declaring(database, entities);
    List<Route> own =
        Stream.of(
                new Operations(database, services.meters()).routes(),
                new SetupRoutes(database, clock).routes(),
                new TokenRoutes(database, clock).routes(),
                new EntityRoutes(
                        database,
                        clock,
                        entities,
                        pipeline -> services.triggers().schedule(runs, pipeline))
                    .routes(),
                new HookRoutes(database, clock, entities, runs).routes(),
                new ProjectFileRoutes(database, clock, declaring).routes(),
                new DeclarationRoutes(clock, declaring, services.triggers(), runs).routes(),
                new BeginRoutes(database, clock, runs).routes(),
                new InquiryRoutes(database, services.places(), services.inquiry()).routes(),
                new RunRoutes(database, clock, runs).routes())
            .flatMap(List::stream)
            .toList();
    this.routes = Stream.concat(own.stream(), Stream.of(OpenApi.route(own))).toList();
  }

  public List<Route> routes() {
    return routes;
  }
}
