package dev.lockstep.server.entity;

import dev.lockstep.server.store.Json;
import dev.lockstep.server.web.Problem;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Takes a `lockstep.yaml` apart into what is declared by it: the opposite of [ProjectFile].
public final class ProjectDeclarations {
  private ProjectDeclarations() {}

  /// Is one of them.
  ///
  /// @param kept keys that stay as they are where the specification does not say them
  public record Declaration(Place.Id id, ObjectNode spec, List<String> kept) {
    public Declaration {
      kept = List.copyOf(kept);
    }

    Declaration(Place.Id id, ObjectNode spec) {
      this(id, spec, ProjectFile.NOT_IN_FILE);
    }
  }

  /// Lists them in an order in which each finds what it refers to.
  ///
  /// @param place of the project
  /// @param file that was found to be right as such
  public static List<Declaration> of(Place place, JsonNode file) {
    if (!file.path("project").asString("").equals(place.project())) {
      throw Problem.invalid(
          "The file is of the project " + file.path("project").asString("") + ".",
          "Send it to the address of that project.");
    }
    List<Declaration> all = new ArrayList<>();
    ObjectNode project = Json.object();
    for (String key : List.of("execution", "drift", "review")) {
      if (file.has(key)) {
        project.set(key, file.get(key));
      }
    }
    all.add(
        new Declaration(
            new Place(place.organisation(), "").entity(Kinds.PROJECTS, place.project()), project));
    environments(place, file.path("environments"), all);
    for (String kind : List.of("schemas", "instances")) {
      file.path(kind).forEach(entry -> all.add(entry(place, kind, entry)));
    }
    for (JsonNode set : file.path("policies")) {
      all.add(set.isObject() ? entry(place, "policies", set) : path(place, set.asString()));
    }
    return all;
  }

  private static void environments(Place place, JsonNode list, List<Declaration> all) {
    List<String> names = new ArrayList<>();
    if (list.isObject()) {
      names.addAll(list.propertyNames());
    } else {
      list.forEach(name -> names.add(name.asString()));
    }
    for (int rank = 0; rank < names.size(); rank++) {
      ObjectNode spec = Json.object();
      spec.put("rank", rank + 1);
      all.add(new Declaration(place.entity("environments", names.get(rank)), spec));
    }
  }

  private static Declaration entry(Place place, String kind, JsonNode entry) {
    ObjectNode spec = ((ObjectNode) entry).deepCopy();
    JsonNode name = spec.remove("name");
    return new Declaration(place.entity(kind, name == null ? "" : name.asString()), spec);
  }

  /// A path alone is a set named after it.
  private static Declaration path(Place place, String path) {
    ObjectNode spec = Json.object();
    spec.put("path", path);
    StringBuilder name = new StringBuilder();
    path.replaceAll("^/+|/+$", "")
        .codePoints()
        .forEach(point ->
            name.appendCodePoint(
                point < 128 && (Character.isLetterOrDigit(point) || "_.-".indexOf(point) >= 0)
                    ? point
                    : '-'));
    return new Declaration(place.entity("policies", name.toString()), spec);
  }
}
