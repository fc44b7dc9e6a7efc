package dev.lockstep.server.api;

import dev.lockstep.access.Action;
import dev.lockstep.config.LockstepYaml;
import dev.lockstep.config.PlainYaml;
import dev.lockstep.expression.Value;
import dev.lockstep.server.entity.Entities;
import dev.lockstep.server.entity.EntityRows.By;
import dev.lockstep.server.entity.Kind;
import dev.lockstep.server.entity.Kind.Level;
import dev.lockstep.server.entity.Kinds;
import dev.lockstep.server.entity.Place;
import dev.lockstep.server.entity.ProjectDeclarations;
import dev.lockstep.server.entity.ProjectDeclarations.Declaration;
import dev.lockstep.server.entity.ProjectFile;
import dev.lockstep.server.store.Database;
import dev.lockstep.server.store.Json;
import dev.lockstep.server.web.Answer;
import dev.lockstep.server.web.Call;
import dev.lockstep.server.web.Problem;
import dev.lockstep.server.web.Route;
import dev.lockstep.server.web.Route.About;
import dev.lockstep.server.web.Route.Guard;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Makes a project's `lockstep.yaml` out of what is declared, and declares what one says.
final class ProjectFileRoutes {
  private static final String PATH = EntityRoutes.base(Level.PROJECT) + "/lockstep.yaml";
  private static final String DRY_RUN = "dryRun";

  private final Database database;
  private final InstantSource clock;
  private final Entities entities;

  ProjectFileRoutes(Database database, InstantSource clock, Entities entities) {
    this.database = database;
    this.clock = clock;
    this.entities = entities;
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
    String text = call.text();
    LockstepYaml.read(LockstepYaml.FILE, text.getBytes(StandardCharsets.UTF_8)).orThrow();
    Value file = PlainYaml.read(LockstepYaml.FILE, text).orThrow();
    JsonNode json = ValueNodes.node(file);
    if (!Json.canBeKept(json)) {
      throw Problem.badRequest(
          "A text holds the character 0 or half of a character.", "Take it out.");
    }
    By by = new By(call.actor().user(), clock.instant());
    ObjectNode answer = Json.object();
    ArrayNode items = answer.putArray("items");
    database.in(connection -> {
      EntityRoutes.inPlace(connection, place);
      for (Declaration one : ProjectDeclarations.of(place, json)) {
        items.add(declared(connection, one, by));
      }
      if (dry) {
        connection.rollback();
      }
      return items;
    });
    return Answer.ok(answer);
  }

  private ObjectNode declared(Connection connection, Declaration one, By by) throws SQLException {
    Kind kind =
        Kinds.all().stream()
            .filter(candidate -> candidate.name().equals(one.id().kind()))
            .findFirst()
            .orElseThrow();
    ObjectNode item = Json.object();
    item.put("kind", kind.name());
    item.put("name", one.id().name());
    try {
      Entities.Declared declared =
          entities.put(
              connection,
              new Entities.Change(kind, one.id(), new Entities.Condition("", false), by),
              one.spec());
      item.put("change", declared.change().name());
    } catch (Problem problem) {
      throw problem.about(kind.name() + "/" + one.id().name());
    }
    return item;
  }
}
