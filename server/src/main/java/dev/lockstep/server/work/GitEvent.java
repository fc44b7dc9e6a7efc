package dev.lockstep.server.work;

import dev.lockstep.expression.Value;
import dev.lockstep.server.store.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Is something that happened in a Git repository, as a host of it told.
///
/// *Shape*: all texts are what others wrote. A host that does not tell something leaves it empty.
///
/// @param values by the names that expressions ask for: `type` (`push`, `tag`, `pullRequest`),
///   `branch`, `tag`, `commit`, `before`, `action` (`opened`, `updated`, `merged`, `closed`),
///   `number`, `sourceBranch`, `targetBranch`, `title`, `user`
public record GitEvent(SequencedMap<String, String> values) {
  public static final String PUSH = "push";
  public static final String TAG = "tag";
  public static final String PULL_REQUEST = "pullRequest";

  /// What Harness calls them.
  private static final Map<String, String> ALSO =
      Map.of(
          "commit", "commitSha",
          "number", "prNumber",
          "title", "prTitle",
          "user", "gitUser");

  public GitEvent {
    values = new LinkedHashMap<>(values);
  }

  /// @param pairs names and values by turns
  static GitEvent of(String... pairs) {
    SequencedMap<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      values.put(pairs[i], pairs[i + 1]);
    }
    return new GitEvent(values);
  }

  String get(String name) {
    return values.getOrDefault(name, "");
  }

  /// Returns the commit that it is about.
  String commit() {
    return get("commit");
  }

  /// Returns it as `<+trigger>`.
  Value.Fields trigger() {
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    values.forEach((name, value) -> {
      fields.put(name, Value.of(value));
      String also = ALSO.get(name);
      if (also != null) {
        fields.put(also, Value.of(value));
      }
    });
    if (!get("branch").isEmpty()) {
      fields.put("ref", Value.of(get("branch")));
    }
    return new Value.Fields(fields);
  }

  /// Writes some.
  static String write(List<GitEvent> events) {
    return Json.write(Json.object().set("events", array(events)));
  }

  private static JsonNode array(List<GitEvent> events) {
    var array = Json.object().putArray("events");
    events.forEach(event -> array.add(Json.object(event.values())));
    return array;
  }

  /// Reads what was written.
  static List<GitEvent> read(String json) {
    List<GitEvent> events = new java.util.ArrayList<>();
    for (JsonNode one : Json.read(json).path("events")) {
      SequencedMap<String, String> values = new LinkedHashMap<>();
      ((ObjectNode) one).forEachEntry((name, value) -> values.put(name, value.asString()));
      events.add(new GitEvent(values));
    }
    return events;
  }
}
