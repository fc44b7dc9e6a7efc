package dev.lockstep.pipeline;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Names a piece of work that a step can be.
public enum StepType {
  /// The exact statements that would run.
  PLAN,
  /// The review of those.
  REVIEW,
  /// What policies say of them.
  POLICY,
  /// The same, tried on a scratch database.
  REHEARSE,
  DEPLOY,
  ROLLBACK,
  /// The statements of a rollback, without running them.
  ROLLBACK_PLAN,
  TAG,
  SNAPSHOT,
  DIFF,
  DRIFT,
  /// Holds the schema against what the rehearsal foretold.
  VERIFY,
  /// Waits for people.
  APPROVAL,
  /// Waits for the clock.
  WAIT,
  /// A command of the shell.
  RUN,
  /// A request over HTTP.
  HTTP,
  /// A change written from a difference, as a commit or a pull request.
  AUTHOR,
  /// A command of Liquibase by its own name.
  LIQUIBASE,
  /// A command of Flyway by its own name.
  FLYWAY;

  /// Returns the key for it in files, which messages use as well.
  public String word() {
    String lower = name().toLowerCase(Locale.ROOT);
    int joint = lower.indexOf('_');
    return joint < 0
        ? lower
        : lower.substring(0, joint)
            + Character.toUpperCase(lower.charAt(joint + 1))
            + lower.substring(joint + 2);
  }

  /// Finds the one that a word is for.
  public static Optional<StepType> named(String word) {
    return Arrays.stream(values()).filter(type -> type.word().equals(word)).findFirst();
  }

  /// Tells whether it is about databases, those of its stage's environment unless it says less.
  public boolean isAboutDatabases() {
    return switch (this) {
      case APPROVAL, WAIT, RUN, HTTP, DIFF, AUTHOR -> false;
      default -> true;
    };
  }

  /// Tells whether policies can judge what it does: the statements that it runs or would run.
  public boolean isJudged() {
    return switch (this) {
      case PLAN, POLICY, DEPLOY, ROLLBACK, ROLLBACK_PLAN, LIQUIBASE, FLYWAY -> true;
      default -> false;
    };
  }

  /// Tells whether nothing works while it lasts: it waits for people or the clock.
  public boolean isWait() {
    return this == APPROVAL || this == WAIT;
  }
}
