package dev.lockstep.access;

/// Names what can be done to a resource.
public enum Action {
  /// Look at it.
  READ,
  /// Say what is to be deployed: repositories, schemas, pipelines.
  DEFINE,
  /// Say where and under which rules: instances, environments, policies, delegates.
  CONFIGURE,
  /// Give a secret a value; nobody reads one.
  KEEP_SECRETS,
  /// Begin runs.
  RUN,
  /// End runs, and say what to do with what is stalled in them.
  STEER,
  /// Approve and reject; the rules of each approval come on top.
  APPROVE,
  /// Let a run past all gates, in an emergency.
  BREAK_GLASS,
  /// Give roles.
  GRANT,
  /// Make and remove users, groups and organisations, look at the server itself.
  ADMINISTER
}
