package dev.lockstep.server.api;

import dev.lockstep.access.Action;
import dev.lockstep.config.SecretText;
import dev.lockstep.project.SecretReference;
import dev.lockstep.runs.Runs;
import dev.lockstep.server.entity.Entities;
import dev.lockstep.server.entity.EntityRows;
import dev.lockstep.server.entity.EntityRows.Entity;
import dev.lockstep.server.entity.Kind.Level;
import dev.lockstep.server.entity.Place;
import dev.lockstep.server.store.Database;
import dev.lockstep.server.store.Json;
import dev.lockstep.server.web.Answer;
import dev.lockstep.server.web.Call;
import dev.lockstep.server.web.Problem;
import dev.lockstep.server.web.Route;
import dev.lockstep.server.web.Route.About;
import dev.lockstep.server.web.Route.Guard;
import dev.lockstep.server.work.GitEvent;
import dev.lockstep.server.work.Happenings;
import dev.lockstep.server.work.Happenings.Happening;
import dev.lockstep.server.work.Webhook;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Takes what hosts of repositories tell, and shows what came of it.
final class HookRoutes {
  private static final String REPOSITORY =
      EntityRoutes.base(Level.PROJECT) + "/repositories/{name}";
  private static final int SHOWN = 50;

  private final Database database;
  private final InstantSource clock;
  private final Entities entities;
  private final Runs runs;

  HookRoutes(Database database, InstantSource clock, Entities entities, Runs runs) {
    this.database = database;
    this.clock = clock;
    this.entities = entities;
    this.runs = runs;
  }

  List<Route> routes() {
    return List.of(
        new Route(
            "POST",
            REPOSITORY + "/webhook",
            new Guard.Open("the sender proves itself by the secret of the repository's webhook"),
            this::take,
            About.of(
                    "webhook",
                    "Takes what GitHub, GitLab, Gitea, Forgejo or Bitbucket tell of a repository.")
                .gives("Taken")
                .answers(202, "It is written down, and begins what it begins.")
                .answers(404, "There is no such repository, or this is not its secret.")),
        new Route(
            "GET",
            REPOSITORY + "/deliveries",
            new Guard.Needs(Action.READ, path -> EntityRoutes.place(path).resource()),
            this::list,
            About.of("list_deliveries", "Shows what was told of a repository, the newest first.")
                .gives("Deliveries")
                .answers(200, "The last " + SHOWN + ".")));
  }

  private static Place.Id id(Call call) {
    return EntityRoutes.place(call::pathOrNone).entity("repositories", call.path("name"));
  }

  private Answer take(Call call) throws SQLException {
    Place.Id id = id(call);
    Webhook hook = new Webhook(call::header, call.bytes());
    // Who does not know the secret does not learn whether there is one.
    String secret =
        database.in(connection -> secret(connection, id)).orElseThrow(Problem::notFound);
    if (!hook.isFrom(secret)) {
      throw Problem.notFound();
    }
    List<GitEvent> events;
    try {
      events = hook.events();
    } catch (IllegalArgumentException unreadable) {
      throw Problem.badRequest(
          String.valueOf(unreadable.getMessage()), "Let the webhook send JSON.");
    }
    boolean fresh =
        !events.isEmpty() && Happenings.take(runs, id, hook.delivery(), events, clock.instant());
    ObjectNode json = Json.object();
    json.put("events", events.size());
    json.put("new", fresh);
    return Answer.json(202, json);
  }

  private Optional<String> secret(Connection connection, Place.Id id) throws SQLException {
    Optional<Entity> entity = EntityRows.find(connection, id);
    if (entity.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> name =
        SecretText.parse(Json.text(entity.get().content().spec(), "webhook"))
            .filter(SecretReference.Keystore.class::isInstance)
            .map(found -> ((SecretReference.Keystore) found).alias());
    return name.isEmpty()
        ? Optional.empty()
        : entities
            .sealed(connection, id.place().entity("secrets", name.get()), "value")
            .filter(secret -> !secret.isEmpty());
  }

  private Answer list(Call call) {
    call.allow();
    Place.Id id = id(call);
    ObjectNode json = Json.object();
    ArrayNode items = json.putArray("items");
    database
        .in(connection -> {
          if (EntityRows.find(connection, id).isEmpty()) {
            throw Problem.notFound();
          }
          return Happenings.newest(connection, id, SHOWN);
        })
        .forEach(one -> items.add(json(one)));
    return Answer.ok(json);
  }

  private static ObjectNode json(Happening happening) {
    ObjectNode json = Json.object();
    json.put("id", happening.id());
    json.put("at", happening.at().toString());
    json.put("done", happening.done());
    json.put("said", happening.said());
    ArrayNode events = json.putArray("events");
    happening.events().forEach(event -> events.add(Json.object(event.values())));
    return json;
  }
}
