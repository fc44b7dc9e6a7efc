package dev.lockstep.server.entity;

import dev.lockstep.config.LockstepYaml;
import dev.lockstep.config.PipelineYaml;
import dev.lockstep.config.Reading;
import dev.lockstep.error.Fault;
import dev.lockstep.server.store.Json;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Finds what is wrong with specifications beyond their form.
final class Checks {
  private static final String OWN_SECRET = "<+secrets.getValue(";

  private Checks() {}

  static List<String> binding(Connection connection, Place.Id id, JsonNode spec) {
    List<String> faults = new ArrayList<>();
    if (spec.has("user") == spec.has("group")) {
      faults.add("A binding is for a user or for a group.");
    }
    if (Json.text(spec, "role").equals("admin") && !id.place().equals(Place.SERVER)) {
      faults.add("The role admin is for the whole server only; owner is for a place in it.");
    }
    if (spec.has("environment") && id.place().project().isEmpty()) {
      faults.add("Only a binding in a project can be for an environment.");
    }
    if (spec.has("instance") && !spec.has("environment")) {
      faults.add("A binding for an instance names its environment as well.");
    }
    return faults;
  }

  static List<String> pipeline(Connection connection, Place.Id id, JsonNode spec) {
    return faults(
        PipelineYaml.read(
            id.name() + PipelineYaml.SUFFIX,
            Json.text(spec, "definition").getBytes(StandardCharsets.UTF_8)));
  }

  static List<String> schema(Connection connection, Place.Id id, JsonNode spec)
      throws SQLException {
    List<String> faults = new ArrayList<>(password(spec.path("scratch")));
    if (spec.has("repository")) {
      missing(connection, id.place().entity("repositories", Json.text(spec, "repository")), faults);
    }
    ObjectNode file = file();
    ProjectFile.add(file, "schemas", id.name(), spec);
    faults.addAll(faults(file));
    return faults;
  }

  static List<String> instance(Connection connection, Place.Id id, JsonNode spec)
      throws SQLException {
    List<String> faults = new ArrayList<>(password(spec));
    missing(connection, id.place().entity("environments", Json.text(spec, "environment")), faults);
    Place.Id schema = id.place().entity("schemas", Json.text(spec, "schema"));
    missing(connection, schema, faults);
    if (faults.isEmpty()) {
      ObjectNode file = file();
      file.putArray("environments").add(Json.text(spec, "environment"));
      EntityRows.find(connection, schema)
          .ifPresent(
              found -> ProjectFile.add(file, "schemas", schema.name(), found.content().spec()));
      ProjectFile.add(file, "instances", id.name(), spec);
      faults.addAll(faults(file));
    }
    return faults;
  }

  /// What the server's own environment and files hold is none of those who write specifications.
  private static List<String> password(JsonNode connection) {
    String password = Json.text(connection, "password");
    return password.isEmpty() || password.startsWith(OWN_SECRET)
        ? List.of()
        : List.of(
            "On a server a password is a secret of the project: <+secrets.getValue(\"NAME\")>.");
  }

  private static void missing(Connection connection, Place.Id id, List<String> faults)
      throws SQLException {
    Optional<EntityRows.Entity> found = EntityRows.find(connection, id);
    if (found.isEmpty()) {
      faults.add("There is no %s in %s of this project.".formatted(id.name(), id.kind()));
    }
  }

  /// Returns what is needed around a thing for it to be read.
  private static ObjectNode file() {
    ObjectNode file = Json.object();
    file.put("project", "p");
    file.putArray("environments").add("none");
    return file;
  }

  private static List<String> faults(ObjectNode file) {
    return faults(
        LockstepYaml.read("The specification", Json.write(file).getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> faults(Reading<?> reading) {
    return switch (reading) {
      case Reading.Complete<?> _ -> List.of();
      case Reading.Faulty<?>(List<Fault> faults) -> faults.stream().map(Fault::describe).toList();
    };
  }
}
