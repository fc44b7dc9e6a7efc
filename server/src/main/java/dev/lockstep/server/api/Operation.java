package dev.lockstep.server.api;

import dev.lockstep.server.entity.EntityRows;
import dev.lockstep.server.entity.EntityRows.Entity;
import dev.lockstep.server.entity.Place;
import dev.lockstep.server.store.Json;
import dev.lockstep.server.web.Call;
import dev.lockstep.server.web.Problem;
import dev.lockstep.server.work.Beginnings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Is one step that somebody wants to run without a pipeline.
///
/// *Shape*: it becomes a pipeline with a stage for each environment, in the order of their ranks,
/// so that gates and everything else hold as in any other.
///
/// @param environments empty for all in which it finds databases
record Operation(String step, ObjectNode settings, List<String> environments) {
  static final List<String> STEPS = List.of("deploy", "rollback", "tag");

  private static final Set<String> SETTINGS =
      Set.of("schema", "instance", "target", "tag", "count", "to");

  /// Reads what somebody asks for.
  static Operation of(ObjectNode body) {
    String step = Call.text(body, "step");
    if (!STEPS.contains(step)) {
      throw Problem.invalid(
          "The step " + step + " does not run without a pipeline.",
          "There is " + String.join(", ", STEPS) + ".");
    }
    ObjectNode settings = Json.object();
    RunRoutes.texts(body.path("settings"))
        .forEach((key, value) -> {
          if (!SETTINGS.contains(key)) {
            throw Problem.invalid(
                "There is no setting " + key + " here.",
                "There is " + String.join(", ", new TreeSet<>(SETTINGS)) + ".");
          }
          if (value.contains("<+")) {
            throw Problem.invalid(
                "A setting of a step without a pipeline is no expression.", "Send its value.");
          }
          settings.put(key, value);
        });
    JsonNode environments = body.path("environments");
    if (!environments.isMissingNode()
        && !(environments.isArray() && environments.valueStream().allMatch(JsonNode::isString))) {
      throw Problem.invalid("The key environments must hold a list of names.", "Mend it.");
    }
    return new Operation(
        step, settings, environments.valueStream().map(JsonNode::stringValue).toList());
  }

  /// Makes the pipeline.
  Beginnings.Source source(Connection connection, Place place) throws SQLException {
    List<Entity> all =
        list(connection, place, "environments").stream()
            .sorted(
                Comparator.comparingInt((Entity one) -> one.content().spec().path("rank").asInt(0)))
            .toList();
    for (String name : environments) {
      if (all.stream().noneMatch(one -> one.id().name().equals(name))) {
        throw Problem.invalid(
            "There is no environment " + name + " in this project.", "Name one of those there.");
      }
    }
    Set<String> meant =
        list(connection, place, "instances").stream()
            .filter(one ->
                fits("instance", one.id().name())
                    && fits("schema", Json.text(one.content().spec(), "schema")))
            .map(one -> Json.text(one.content().spec(), "environment"))
            .filter(name -> environments.isEmpty() || environments.contains(name))
            .collect(Collectors.toSet());
    if (meant.isEmpty()) {
      throw Problem.invalid("No instance of this project is meant.", "Name others.");
    }
    ObjectNode pipeline = Json.object();
    pipeline.put("name", step);
    ArrayNode stages = pipeline.putArray("stages");
    for (Entity environment : all) {
      String name = environment.id().name();
      if (meant.contains(name)) {
        ObjectNode stage = stages.addObject();
        stage.put("stage", id(name, stages.size()));
        stage.put("environment", name);
        stage.putArray("steps").addObject().set(step, settings);
      }
    }
    // No declared pipeline can be called that.
    return new Beginnings.Source(place, "(" + step + ")", Json.write(pipeline), "");
  }

  private boolean fits(String setting, String name) {
    return !settings.has(setting) || Json.text(settings, setting).equals(name);
  }

  private static String id(String environment, int number) {
    return environment.matches("[A-Za-z_][A-Za-z0-9_]*") ? environment : "environment" + number;
  }

  private static List<Entity> list(Connection connection, Place place, String kind)
      throws SQLException {
    return EntityRows.list(
        connection, new EntityRows.Query(place, kind, Map.of(), "", Integer.MAX_VALUE));
  }
}
