package dev.lockstep.server.api;

import dev.lockstep.access.Actor;
import dev.lockstep.expression.Value;
import dev.lockstep.pipeline.run.Progress;
import dev.lockstep.server.web.Problem;
import java.util.List;

/// Tells whether somebody may vote on an approval, by what its writer wanted.
final class ApprovalRules {
  private ApprovalRules() {}

  /// @param beganBy who began the run
  static void check(Progress part, Actor actor, String beganBy) {
    Value.Fields settings = part.settings();
    List<String> groups = texts(settings, "groups");
    List<String> users = texts(settings, "users");
    boolean named = users.contains(actor.user());
    boolean member = groups.stream().anyMatch(actor.groups()::contains);
    if (!(groups.isEmpty() && users.isEmpty()) && !named && !member) {
      throw refused("This waits for others: " + String.join(", ", union(groups, users)) + ".");
    }
    if (texts(settings, "notBy").contains(actor.user())) {
      throw refused("The pipeline does not let you vote on this.");
    }
    if (actor.user().equals(beganBy) && !isTrue(settings, "executorMayApprove")) {
      throw refused("Who began a run does not vote on it.");
    }
  }

  private static Problem refused(String why) {
    return new Problem(403, "not-yours-to-approve", why, "Ask somebody who may.");
  }

  private static List<String> union(List<String> some, List<String> others) {
    return java.util.stream.Stream.concat(some.stream(), others.stream()).toList();
  }

  private static List<String> texts(Value.Fields settings, String key) {
    return switch (settings.values().get(key)) {
      case Value.Text(String text) when !text.isBlank() -> List.of(text);
      case Value.Items(List<Value> values) ->
          values.stream()
              .filter(Value.Text.class::isInstance)
              .map(value -> ((Value.Text) value).value())
              .toList();
      case null, default -> List.of();
    };
  }

  private static boolean isTrue(Value.Fields settings, String key) {
    return switch (settings.values().get(key)) {
      case Value.Truth(boolean truth) -> truth;
      case Value.Text(String text) -> text.equals("true");
      case null, default -> false;
    };
  }
}
