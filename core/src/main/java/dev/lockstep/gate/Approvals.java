package dev.lockstep.gate;

import java.time.Duration;
import java.util.List;

/// Says whose approval is needed.
///
/// @param groups members of any of them may approve, and so may `users`; both empty for everybody
///   with the right to
/// @param count how many have to
/// @param expires how long to wait for them, and how long their word holds
/// @param byExecutor whether who began the run counts
/// @param byAuthor whether who wrote the change counts
public record Approvals(
    List<String> groups,
    List<String> users,
    int count,
    Duration expires,
    boolean byExecutor,
    boolean byAuthor) {
  public Approvals {
    groups = List.copyOf(groups);
    users = List.copyOf(users);
  }
}
