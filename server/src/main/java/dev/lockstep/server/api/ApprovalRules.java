package dev.lockstep.server.api;

import dev.lockstep.access.Actor;
import dev.lockstep.expression.Value;
import dev.lockstep.pipeline.run.Hold;
import dev.lockstep.pipeline.run.Progress;
import dev.lockstep.server.web.Problem;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Tells whether somebody may vote, by what the writer of an approval wanted, or the environment
/// whose gate holds a step.
final class ApprovalRules {
  private ApprovalRules() {}

  /// Is who wants to vote.
  ///
  /// @param name as people know the user
  record Voter(Actor actor, String name, String email) {
    /// Tells whether an author as Git tells one, `NAME <ADDRESS>` or a name, is the same person.
    boolean is(String author) {
      String told = author.toLowerCase(Locale.ROOT);
      String known = told.replaceFirst("<.*", "").strip();
      return isSame(known, actor.user())
          || isSame(known, name)
          || (!email.isBlank() && told.contains("<" + email.toLowerCase(Locale.ROOT) + ">"));
    }

    private static boolean isSame(String known, String name) {
      return !name.isBlank() && known.equals(name.toLowerCase(Locale.ROOT).strip());
    }
  }

  /// @param beganBy who began the run
  static void check(Progress part, Voter voter, String beganBy) {
    Hold hold = part.hold();
    Value.Fields settings = hold == null ? part.settings() : hold.about();
    if (hold != null && hold.wanted() == 0) {
      throw Problem.conflict("This waits for its time, not for votes.", "Look at the run.");
    }
    Actor actor = voter.actor();
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
    if (texts(settings, "authors").stream().anyMatch(voter::is)
        && !isTrue(settings, "authorMayApprove")) {
      throw refused("Who wrote a change does not vote on it.");
    }
  }

  private static Problem refused(String why) {
    return new Problem(403, "not-yours-to-approve", why, "Ask somebody who may.");
  }

  private static List<String> union(List<String> some, List<String> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
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
