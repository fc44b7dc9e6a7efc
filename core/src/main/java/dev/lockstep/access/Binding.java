package dev.lockstep.access;

/// Gives a role to a user or a group, at a place and in all that lies in it.
public record Binding(Subject subject, Role role, Resource at) {
  /// Is who is given a role.
  public sealed interface Subject {
    /// Tells whether somebody is meant.
    boolean means(Actor actor);
  }

  public record User(String name) implements Subject {
    @Override
    public boolean means(Actor actor) {
      return actor.user().equals(name);
    }
  }

  public record Group(String name) implements Subject {
    @Override
    public boolean means(Actor actor) {
      return actor.groups().contains(name);
    }
  }
}
