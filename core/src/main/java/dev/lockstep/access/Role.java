package dev.lockstep.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Names a set of actions that people are given together.
public enum Role {
  VIEWER,
  DEVELOPER,
  DEPLOYER,
  APPROVER,
  /// Everything about one place, but not the server.
  OWNER,
  ADMIN;

  /// Tells whether it holds an action.
  public boolean allows(Action action) {
    return switch (this) {
      case VIEWER -> action == Action.READ;
      case DEVELOPER -> action == Action.READ || action == Action.DEFINE;
      case DEPLOYER -> action == Action.READ || action == Action.RUN || action == Action.STEER;
      case APPROVER -> action == Action.READ || action == Action.APPROVE;
      case OWNER -> action != Action.ADMINISTER;
      case ADMIN -> true;
    };
  }

  /// Returns the word for it in files and messages.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Finds the one that a word is for.
  public static Optional<Role> named(String word) {
    return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
  }
}
