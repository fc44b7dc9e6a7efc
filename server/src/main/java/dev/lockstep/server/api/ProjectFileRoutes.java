package dev.lockstep.server.api;

import dev.lockstep.access.Action;
import dev.lockstep.server.entity.EntityRows.By;
import dev.lockstep.server.entity.Kind.Level;
import dev.lockstep.server.entity.Place;
import dev.lockstep.server.entity.ProjectFile;
import dev.lockstep.server.store.Database;
import dev.lockstep.server.web.Answer;
import dev.lockstep.server.web.Call;
import dev.lockstep.server.web.Route;
import dev.lockstep.server.web.Route.About;
import dev.lockstep.server.web.Route.Guard;
import java.time.InstantSource;
import java.util.List;

/// Makes a project's `lockstep.yaml` out of what is declared, and declares what one says.
final class ProjectFileRoutes {
  private static final String PATH = EntityRoutes.base(Level.PROJECT) + "/lockstep.yaml";
  private static final String DRY_RUN = "dryRun";

  private final Database database;
  private final InstantSource clock;
  private final Declaring declaring;

  ProjectFileRoutes(Database database, InstantSource clock, Declaring declaring) {
    this.database = database;
    this.clock = clock;
    this.declaring = declaring;
  }

  List<Route> routes() {
    return List.of(
        new Route(
            "GET",
            PATH,
            new Guard.Needs(Action.READ, path -> EntityRoutes.place(path).resource()),
            this::show,
            About.of("get_project_file", "Makes the project's lockstep.yaml out of its entities.")
                .answers(200, "The file, in JSON, which YAML contains.")),
        new Route(
            "PUT",
            PATH,
            new Guard.Needs(Action.CONFIGURE, path -> EntityRoutes.place(path).resource()),
            this::declare,
            About.of(
                    "put_project_file",
                    "Declares all that a lockstep.yaml says, or nothing when any of it is wrong;"
                        + " what it does not name stays.")
                .parameter(DRY_RUN, "true to be told what would change, and change nothing.")
                .gives("Declared")
                .answers(200, "What became of each entity.")
                .answers(409, "Something else needs what this would take away.")));
  }

  private Answer show(Call call) {
    call.allow();
    Place place = EntityRoutes.place(call::pathOrNone);
    return Answer.ok(
        database.in(connection -> {
          EntityRoutes.inPlace(connection, place);
          return ProjectFile.of(connection, place);
        }));
  }

  private Answer declare(Call call) {
    call.allow(DRY_RUN);
    Place place = EntityRoutes.place(call::pathOrNone);
    call.require(Action.DEFINE, place.resource());
    boolean dry = call.query(DRY_RUN).equals("true");
    List<Declaring.Wanted> all =
        Declaring.file(place, call.text()).stream().map(Declaring.Wanted::anyhow).toList();
    database.in(connection -> {
      EntityRoutes.inPlace(connection, place);
      return place;
    });
    return Answer.ok(
        declaring.declare(all, dry, new By(call.actor().user(), clock.instant())).answer());
  }
}
