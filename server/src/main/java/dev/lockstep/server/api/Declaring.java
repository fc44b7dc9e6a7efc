package dev.lockstep.server.api;

import dev.lockstep.config.LockstepYaml;
import dev.lockstep.config.PlainYaml;
import dev.lockstep.server.entity.Entities;
import dev.lockstep.server.entity.EntityRows;
import dev.lockstep.server.entity.EntityRows.By;
import dev.lockstep.server.entity.EntityRows.Entity;
import dev.lockstep.server.entity.Kind;
import dev.lockstep.server.entity.Kinds;
import dev.lockstep.server.entity.Place;
import dev.lockstep.server.entity.ProjectDeclarations;
import dev.lockstep.server.entity.ProjectDeclarations.Declaration;
import dev.lockstep.server.store.Database;
import dev.lockstep.server.store.Json;
import dev.lockstep.server.web.Problem;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Declares many entities at once, or nothing when any of them is wrong.
final class Declaring {
  private final Database database;
  private final Entities entities;

  Declaring(Database database, Entities entities) {
    this.database = database;
    this.entities = entities;
  }

  /// Is one that is to be declared.
  record Wanted(Declaration declaration, Entities.Condition condition) {
    static Wanted anyhow(Declaration declaration) {
      return new Wanted(declaration, new Entities.Condition("", false));
    }

    Kind kind() {
      return Kinds.named(declaration.id().kind()).orElseThrow();
    }

    /// Names it as addresses do.
    String name() {
      return declaration.id().kind() + "/" + declaration.id().name();
    }
  }

  /// Is what came of all.
  record Outcome(ObjectNode answer, List<Entity> declared) {
    Outcome {
      declared = List.copyOf(declared);
    }
  }

  /// Lists what a `lockstep.yaml` declares.
  static List<Declaration> file(Place place, String text) {
    LockstepYaml.read(LockstepYaml.FILE, text.getBytes(StandardCharsets.UTF_8)).orThrow();
    JsonNode json = ValueNodes.node(PlainYaml.read(LockstepYaml.FILE, text).orThrow());
    if (!Json.canBeKept(json)) {
      throw Problem.badRequest(
          "A text holds the character 0 or half of a character.", "Take it out.");
    }
    return ProjectDeclarations.of(place, json);
  }

  /// Declares them in their order.
  ///
  /// @param dry whether only to tell what would change
  Outcome declare(List<Wanted> all, boolean dry, By by) {
    ObjectNode answer = Json.object();
    ArrayNode items = answer.putArray("items");
    List<Entity> declared = new ArrayList<>();
    database.in(connection -> {
      for (Wanted one : all) {
        Entities.Declared made = declared(connection, one, by);
        declared.add(made.entity());
        items.add(item(made));
      }
      if (dry) {
        connection.rollback();
      }
      return items;
    });
    return new Outcome(answer, declared);
  }

  private Entities.Declared declared(Connection connection, Wanted one, By by) throws SQLException {
    Declaration declaration = one.declaration();
    try {
      return entities.put(
          connection,
          new Entities.Change(one.kind(), declaration.id(), one.condition(), by),
          whole(connection, declaration));
    } catch (Problem problem) {
      throw problem.about(one.name());
    }
  }

  private static ObjectNode whole(Connection connection, Declaration declaration)
      throws SQLException {
    ObjectNode spec = declaration.spec().deepCopy();
    if (!declaration.kept().isEmpty()) {
      EntityRows.find(connection, declaration.id())
          .ifPresent(found ->
              declaration.kept().stream()
                  .filter(key -> !spec.has(key) && found.content().spec().has(key))
                  .forEach(key -> spec.set(key, found.content().spec().get(key))));
    }
    return spec;
  }

  private static ObjectNode item(Entities.Declared made) {
    Place.Id id = made.entity().id();
    ObjectNode item = Json.object();
    item.put("kind", id.kind());
    Map<String, String> place =
        Map.of("organisation", id.place().organisation(), "project", id.place().project());
    List.of("organisation", "project").stream()
        .filter(key -> !place.getOrDefault(key, "").isEmpty())
        .forEach(key -> item.put(key, place.get(key)));
    item.put("name", id.name());
    item.put("change", made.change().name());
    Optional<Entity> before = made.before();
    before.ifPresent(entity -> item.put("etag", entity.tag()));
    if (made.change() != Entities.Outcome.SAME) {
      before.ifPresent(entity -> item.set("before", entity.content().spec()));
      item.set("after", made.entity().content().spec());
    }
    return item;
  }
}
