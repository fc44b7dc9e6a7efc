package dev.lockstep.engines.liquibase.formatted;

/// Says that something is left to Liquibase; the message is for developers.
final class NotOurs extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotOurs(String what) {
    super(what, null, false, false);
  }
}
