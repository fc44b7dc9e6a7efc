package dev.lockstep.server.api;

import dev.lockstep.config.LockstepYaml;
import dev.lockstep.runs.Runs;
import dev.lockstep.server.api.Declaring.Wanted;
import dev.lockstep.server.entity.Entities;
import dev.lockstep.server.entity.EntityRows.By;
import dev.lockstep.server.entity.EntityRows.Entity;
import dev.lockstep.server.entity.Kind;
import dev.lockstep.server.entity.Kind.Level;
import dev.lockstep.server.entity.Kinds;
import dev.lockstep.server.entity.Place;
import dev.lockstep.server.entity.ProjectDeclarations.Declaration;
import dev.lockstep.server.store.Json;
import dev.lockstep.server.web.Answer;
import dev.lockstep.server.web.Call;
import dev.lockstep.server.web.Problem;
import dev.lockstep.server.web.Route;
import dev.lockstep.server.web.Route.About;
import dev.lockstep.server.web.Route.Guard;
import dev.lockstep.server.work.Triggers;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Declares entities of any kind and place in one request: what `lockstep apply` sends.
final class DeclarationRoutes {
  private static final String DRY_RUN = "dryRun";
  private static final int MOST = 20_000;
  private static final Set<String> KEYS =
      Set.of("kind", "organisation", "project", "name", "spec", "content", "etag", "new");

  private final InstantSource clock;
  private final Declaring declaring;
  private final Triggers triggers;
  private final Runs runs;

  DeclarationRoutes(InstantSource clock, Declaring declaring, Triggers triggers, Runs runs) {
    this.clock = clock;
    this.declaring = declaring;
    this.triggers = triggers;
    this.runs = runs;
  }

  List<Route> routes() {
    return List.of(
        new Route(
            "POST",
            "/api/v1/declarations",
            new Guard.Known("each entity is asked about by itself"),
            this::declare,
            About.of(
                    "declare",
                    "Declares entities of any kind and place, or nothing when any of it is wrong.")
                .parameter(DRY_RUN, "true to be told what would change, and change nothing.")
                .takes("Declarations")
                .gives("Declared")
                .answers(200, "What became of each entity.")
                .answers(403, "You may not declare one of them.")
                .answers(404, "The place of one is not there, or not for you to see.")
                .answers(409, "Something else needs what this would take away.")
                .answers(412, "One is not as the request says that it is.")));
  }

  private Answer declare(Call call) throws SQLException {
    call.allow(DRY_RUN);
    boolean dry = call.query(DRY_RUN).equals("true");
    JsonNode items = call.objectOf("items").path("items");
    if (!items.isArray() || items.size() > MOST) {
      throw Problem.invalid(
          "The key items must hold a list of at most " + MOST + " declarations.", "Send it.");
    }
    Map<Place.Id, Wanted> files = new HashMap<>();
    Map<Place.Id, Wanted> all = new HashMap<>();
    for (JsonNode item : items) {
      for (Wanted wanted : wanted(item)) {
        Map<Place.Id, Wanted> taken = wanted.declaration().kept().isEmpty() ? all : files;
        if (taken.put(wanted.declaration().id(), wanted) != null) {
          throw Problem.invalid(
              wanted.name() + " is declared more than once.", "Declare it in one place.");
        }
      }
    }
    // What says all of an entity goes before what a project's file says of it.
    files.forEach(all::putIfAbsent);
    for (Wanted wanted : all.values()) {
      Kind kind = wanted.kind();
      Place.Id id = wanted.declaration().id();
      call.require(kind.write(), kind.resource(id.place(), id.name()));
    }
    Declaring.Outcome outcome =
        declaring.declare(ordered(all.values()), dry, new By(call.actor().user(), clock.instant()));
    if (!dry) {
      for (Entity entity : outcome.declared()) {
        if (entity.id().kind().equals("pipelines")) {
          triggers.schedule(runs, entity);
        }
      }
    }
    return Answer.ok(outcome.answer());
  }

  /// Each finds what it names.
  private static List<Wanted> ordered(Iterable<Wanted> all) {
    List<Wanted> ordered = new ArrayList<>();
    all.forEach(ordered::add);
    ordered.sort(
        Comparator.comparingInt((Wanted one) -> Kinds.all().indexOf(one.kind()))
            .thenComparing(one -> one.declaration().id().place().organisation())
            .thenComparing(one -> one.declaration().id().place().project())
            // An environment may want that a change went well in an earlier one.
            .thenComparingInt(one -> one.declaration().spec().path("rank").asInt(0))
            .thenComparing(one -> one.declaration().id().name()));
    return ordered;
  }

  private static List<Wanted> wanted(JsonNode item) {
    if (!(item instanceof ObjectNode object)) {
      throw Problem.invalid("A declaration is an object.", "Mend it.");
    }
    Set<String> others = new TreeSet<>(object.propertyNames());
    others.removeAll(KEYS);
    if (!others.isEmpty()) {
      throw Problem.invalid(
          "There is no key " + others.iterator().next() + " in a declaration.",
          "There is " + String.join(", ", new TreeSet<>(KEYS)) + ".");
    }
    Place place = new Place(Json.text(item, "organisation"), Json.text(item, "project"));
    if (Json.text(item, "kind").equals(LockstepYaml.FILE)) {
      return Declaring.file(place, Call.text(item, "content")).stream()
          .map(Wanted::anyhow)
          .toList();
    }
    Kind kind = kind(Call.text(item, "kind"), place);
    Entities.Condition condition =
        new Entities.Condition(Json.text(item, "etag"), item.path("new").asBoolean(false));
    if (!(item.path("spec") instanceof ObjectNode spec)) {
      throw Problem.invalid(
          "The declaration %s/%s has no spec.".formatted(kind.name(), Json.text(item, "name")),
          "Add an object, which may be empty.");
    }
    return List.of(
        new Wanted(
            new Declaration(place.entity(kind.name(), Call.text(item, "name")), spec, List.of()),
            condition));
  }

  private static Kind kind(String name, Place place) {
    Level level =
        place.organisation().isEmpty()
            ? Level.SERVER
            : place.project().isEmpty() ? Level.ORGANISATION : Level.PROJECT;
    List<String> here = Kinds.at(level).stream().map(Kind::name).toList();
    if ((place.organisation().isEmpty() && !place.project().isEmpty()) || !here.contains(name)) {
      throw Problem.invalid(
          "There are no %s in %s.".formatted(name, words(place)),
          "There is " + String.join(", ", here) + "; organisation and project say where.");
    }
    return Kinds.named(name).orElseThrow();
  }

  private static String words(Place place) {
    return place.organisation().isEmpty()
        ? "the server itself"
        : place.project().isEmpty() ? "an organisation" : "a project";
  }
}
