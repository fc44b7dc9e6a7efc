package dev.lockstep.server.entity;

import dev.lockstep.server.entity.EntityRows.Entity;
import dev.lockstep.server.store.Json;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Makes a project's `lockstep.yaml` out of what is declared of it.
///
/// *Shape*: in JSON, which YAML contains. Environments stand in the order of their ranks.
public final class ProjectFile {
  /// Keys of specifications that the file does not have: there is one repository, which it is in.
  static final List<String> NOT_IN_FILE = List.of("repository", "description", "rank", "gates");

  private ProjectFile() {}

  /// Returns the file's content.
  public static ObjectNode of(Connection connection, Place place) throws SQLException {
    ObjectNode file = Json.object();
    file.put("project", place.project());
    ArrayNode environments = Json.object().putArray("environments");
    all(connection, place, "environments").stream()
        .sorted(Comparator.comparingInt(one -> one.content().spec().path("rank").asInt(0)))
        .forEach(one -> environments.add(one.id().name()));
    for (String kind : List.of("schemas", "instances", "policies")) {
      if (kind.equals("instances")) {
        file.set("environments", environments);
      }
      for (Entity entity : all(connection, place, kind)) {
        add(file, kind, entity.id().name(), entity.content().spec());
      }
    }
    EntityRows.find(
            connection, new Place(place.organisation(), "").entity(Kinds.PROJECTS, place.project()))
        .ifPresent(project ->
            project
                .content()
                .spec()
                .forEachEntry((key, value) -> {
                  if (!NOT_IN_FILE.contains(key)) {
                    file.set(key, value);
                  }
                }));
    return file;
  }

  private static List<Entity> all(Connection connection, Place place, String kind)
      throws SQLException {
    return EntityRows.list(
        connection, new EntityRows.Query(place, kind, java.util.Map.of(), "", Integer.MAX_VALUE));
  }

  /// Adds an entry to one of the lists.
  static void add(ObjectNode file, String list, String name, JsonNode spec) {
    ArrayNode entries = file.get(list) instanceof ArrayNode there ? there : file.putArray(list);
    ObjectNode entry = entries.addObject();
    entry.put("name", name);
    spec.forEachEntry((key, value) -> {
      if (!NOT_IN_FILE.contains(key)) {
        entry.set(key, value);
      }
    });
  }
}
