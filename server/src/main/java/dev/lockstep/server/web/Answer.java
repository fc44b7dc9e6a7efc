package dev.lockstep.server.web;

import dev.lockstep.server.store.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Is what is sent back.
///
/// @param type of the body; empty when there is none
public record Answer(int status, String type, String body, SequencedMap<String, String> headers) {
  public static final String JSON = "application/json";
  static final String PROBLEM = "application/problem+json";

  public Answer {
    headers = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(headers));
  }

  public static Answer json(int status, JsonNode body) {
    return text(status, JSON, Json.write(body));
  }

  public static Answer ok(JsonNode body) {
    return json(200, body);
  }

  public static Answer text(int status, String type, String body) {
    return new Answer(status, type, body, new LinkedHashMap<>());
  }

  public static Answer empty() {
    return new Answer(204, "", "", new LinkedHashMap<>());
  }

  static Answer of(Problem problem) {
    ObjectNode body = Json.object();
    body.put("type", "urn:lockstep:problem:" + problem.name());
    body.put("title", problem.title());
    body.put("status", problem.status());
    body.put("detail", problem.getMessage());
    if (!problem.nextStep().isEmpty()) {
      body.put("nextStep", problem.nextStep());
    }
    if (!problem.faults().isEmpty()) {
      var faults = body.putArray("faults");
      problem.faults().forEach(faults::add);
    }
    return text(problem.status(), PROBLEM, Json.write(body));
  }

  /// Returns the same with one more header.
  public Answer with(String name, String value) {
    SequencedMap<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Answer(status, type, body, more);
  }

  Answer with(Map<String, String> others) {
    SequencedMap<String, String> more = new LinkedHashMap<>(headers);
    more.putAll(others);
    return new Answer(status, type, body, more);
  }
}
