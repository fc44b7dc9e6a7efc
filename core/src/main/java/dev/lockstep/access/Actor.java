package dev.lockstep.access;

import java.util.Set;

/// Is who asks, known by what was shown to prove it.
///
/// @param groups that the user is a member of
public record Actor(String user, Set<String> groups) {
  public Actor {
    groups = Set.copyOf(groups);
  }
}
