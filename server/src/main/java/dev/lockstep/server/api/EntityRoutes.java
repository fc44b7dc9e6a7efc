package dev.lockstep.server.api;

import dev.lockstep.access.Action;
import dev.lockstep.access.Resource;
import dev.lockstep.server.entity.Entities;
import dev.lockstep.server.entity.EntityRows;
import dev.lockstep.server.entity.EntityRows.By;
import dev.lockstep.server.entity.EntityRows.Entity;
import dev.lockstep.server.entity.Kind;
import dev.lockstep.server.entity.Kind.Level;
import dev.lockstep.server.entity.Kinds;
import dev.lockstep.server.entity.Place;
import dev.lockstep.server.store.Database;
import dev.lockstep.server.store.Json;
import dev.lockstep.server.web.Answer;
import dev.lockstep.server.web.Call;
import dev.lockstep.server.web.Problem;
import dev.lockstep.server.web.Route;
import dev.lockstep.server.web.Route.About;
import dev.lockstep.server.web.Route.Guard;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Declares, shows, lists and removes entities: all kinds by the same four routes.
final class EntityRoutes {
  private final Database database;
  private final InstantSource clock;
  private final Entities entities;

  private final Heard heard;

  /// Hears of pipelines that were declared.
  interface Heard {
    void declared(Entity pipeline) throws SQLException;
  }

  EntityRoutes(Database database, InstantSource clock, Entities entities, Heard heard) {
    this.database = database;
    this.clock = clock;
    this.entities = entities;
    this.heard = heard;
  }

  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    for (Level level : Level.values()) {
      Kinds.at(level).forEach(kind -> routes.addAll(routes(level, kind)));
    }
    return routes;
  }

  /// Refuses what is asked for in a place that is not there.
  static void inPlace(Connection connection, Place place) throws SQLException {
    if (!EntityRows.isThere(connection, place)) {
      throw Problem.notFound();
    }
  }

  private List<Route> routes(Level level, Kind kind) {
    String list = base(level) + "/" + kind.name();
    // What is a place is named as such in the addresses of what it holds.
    String one = list + "/{" + own(kind) + "}";
    String called = kind.name() + suffix(level);
    String schema = schema(kind);
    return List.of(
        new Route(
            "GET",
            list,
            kind.isPlace()
                ? new Guard.Known("each is listed only to those who may see it")
                : new Guard.Needs(Action.READ, path -> place(path).resource()),
            call -> list(kind, call),
            listed(kind, called)),
        new Route(
            "GET",
            one,
            guard(kind, Action.READ),
            call -> show(kind, call),
            About.of("get_" + called, "Shows one of the " + kind.name() + ".")
                .gives(schema)
                .answers(200, "It, with an ETag.")),
        new Route(
            "PUT",
            one,
            guard(kind, kind.write()),
            call -> put(kind, call),
            About.of("put_" + called, "Declares one of the " + kind.name() + "; twice is once.")
                .takes(schema + "Spec")
                .gives(schema)
                .answers(200, "It was there; it is as was asked for.")
                .answers(201, "It was not there before.")
                .answers(409, "Somebody else needs what this would take away.")
                .answers(412, "It is not as If-Match or If-None-Match ask.")),
        new Route(
            "DELETE",
            one,
            guard(kind, kind.write()),
            call -> delete(kind, call),
            About.of("delete_" + called, "Removes one of the " + kind.name() + ".")
                .answers(204, "It is gone.")
                .answers(409, "Something else needs it.")
                .answers(412, "It is not as If-Match asks.")));
  }

  private static About listed(Kind kind, String called) {
    About about =
        About.of("list_" + called, "Lists " + kind.name() + " by name.")
            .gives(schema(kind) + "Page")
            .answers(200, "A page of them.")
            .parameter(Paging.LIMIT, "How many at most, 100 without it.")
            .parameter(Paging.CURSOR, "What the page before gave as next.");
    for (String filter : kind.filters()) {
      about = about.parameter(filter, "Only those whose specification says this.");
    }
    return about;
  }

  static String base(Level level) {
    return switch (level) {
      case SERVER -> "/api/v1";
      case ORGANISATION -> "/api/v1/orgs/{organisation}";
      case PROJECT -> "/api/v1/orgs/{organisation}/projects/{project}";
    };
  }

  private static String suffix(Level level) {
    return switch (level) {
      case SERVER -> "";
      case ORGANISATION -> "_of_organisation";
      case PROJECT -> "_of_project";
    };
  }

  private static String own(Kind kind) {
    return kind.isPlace() ? (kind.name().equals("orgs") ? "organisation" : "project") : "name";
  }

  static String schema(Kind kind) {
    return kind.name().substring(0, 1).toUpperCase(Locale.ROOT) + kind.name().substring(1);
  }

  private static Guard guard(Kind kind, Action action) {
    return new Guard.Needs(action, path -> resource(kind, path));
  }

  private static Resource resource(Kind kind, Function<String, String> path) {
    Place.Id id = id(kind, path);
    return kind.resource(id.place(), id.name());
  }

  static Place place(Function<String, String> path) {
    return new Place(path.apply("organisation"), path.apply("project"));
  }

  private static Place.Id id(Kind kind, Function<String, String> path) {
    String name = path.apply(own(kind));
    Place place =
        switch (own(kind)) {
          case "organisation" -> Place.SERVER;
          case "project" -> new Place(path.apply("organisation"), "");
          default -> place(path);
        };
    return place.entity(kind.name(), name);
  }

  private Answer show(Kind kind, Call call) {
    call.allow();
    Entity found =
        database
            .in(connection -> EntityRows.find(connection, id(kind, call::pathOrNone)))
            .orElseThrow(Problem::notFound);
    return Answer.ok(json(found)).with("ETag", found.tag());
  }

  private Answer put(Kind kind, Call call) throws SQLException {
    call.allow();
    ObjectNode spec = call.object();
    Entities.Change change = change(kind, call);
    Entities.Declared declared =
        again(() -> database.in(connection -> entities.put(connection, change, spec)));
    if (kind.name().equals("pipelines")) {
      heard.declared(declared.entity());
    }
    return Answer.json(
            declared.change() == Entities.Outcome.CREATED ? 201 : 200, json(declared.entity()))
        .with("ETag", declared.entity().tag());
  }

  private Answer delete(Kind kind, Call call) {
    call.allow();
    Entities.Change change = change(kind, call);
    database.in(connection -> {
      entities.delete(connection, change);
      return change;
    });
    return Answer.empty();
  }

  private Entities.Change change(Kind kind, Call call) {
    String fresh = call.header("If-None-Match").orElse("");
    if (!List.of("", "*").contains(fresh)) {
      throw Problem.badRequest("If-None-Match can only be * here.", "Say If-Match instead.");
    }
    String match = call.header("If-Match").filter(tag -> !tag.equals("*")).orElse("");
    return new Entities.Change(
        kind,
        id(kind, call::pathOrNone),
        new Entities.Condition(match, fresh.equals("*")),
        new By(call.actor().user(), clock.instant()));
  }

  /// Does it once more when somebody else declared the same thing at the same moment.
  private static <T> T again(Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException failed) {
      if (Database.isDuplicate(failed.getCause())) {
        return work.get();
      }
      throw failed;
    }
  }

  private Answer list(Kind kind, Call call) {
    List<String> allowed = new ArrayList<>(kind.filters());
    allowed.addAll(List.of(Paging.LIMIT, Paging.CURSOR));
    call.allow(allowed.toArray(String[]::new));
    Map<String, String> filters = new LinkedHashMap<>();
    kind.filters().stream()
        .filter(key -> !call.query(key).isEmpty())
        .forEach(key -> filters.put(key, call.query(key)));
    Place place = place(call::pathOrNone);
    Paging paging = Paging.of(call);
    List<Entity> page = new ArrayList<>();
    String after = paging.after();
    boolean more = true;
    while (more && page.size() <= paging.limit()) {
      EntityRows.Query query =
          new EntityRows.Query(place, kind.name(), filters, after, paging.limit() + 1);
      List<Entity> found =
          database.in(connection -> {
            if (!kind.isPlace()) {
              inPlace(connection, place);
            }
            return EntityRows.list(connection, query);
          });
      more = found.size() > paging.limit();
      for (Entity entity : found) {
        after = entity.id().name();
        if (call.may(Action.READ, kind.resource(place, entity.id().name()))) {
          page.add(entity);
        }
      }
    }
    boolean rest = page.size() > paging.limit();
    List<Entity> shown = rest ? page.subList(0, paging.limit()) : page;
    ObjectNode answer = Json.object();
    ArrayNode items = answer.putArray("items");
    shown.forEach(entity -> items.add(json(entity)));
    if (rest) {
      answer.put("next", Paging.cursor(shown.getLast().id().name()));
    }
    return Answer.ok(answer);
  }

  private static ObjectNode json(Entity entity) {
    ObjectNode json = Json.object();
    Place place = entity.id().place();
    json.put("kind", entity.id().kind());
    if (!place.organisation().isEmpty()) {
      json.put("organisation", place.organisation());
    }
    if (!place.project().isEmpty()) {
      json.put("project", place.project());
    }
    json.put("name", entity.id().name());
    json.set("spec", entity.content().spec());
    json.put("revision", entity.revision());
    json.put("created", entity.trace().created().toString());
    json.put("createdBy", entity.trace().createdBy());
    json.put("changed", entity.trace().changed().toString());
    json.put("changedBy", entity.trace().changedBy());
    return json;
  }
}
